export const transitionsRefusals = {} as const;
