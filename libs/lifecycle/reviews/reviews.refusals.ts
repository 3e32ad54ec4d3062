export const reviewsRefusals = {} as const;
