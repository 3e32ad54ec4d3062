export const offersRefusals = {} as const;
