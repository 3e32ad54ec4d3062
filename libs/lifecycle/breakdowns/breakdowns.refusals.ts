/** What each refusal of this module says to a person: what happened, and what to do next. */
export const breakdownsRefusals = {} as const;
