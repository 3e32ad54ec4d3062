/**
 * Whether a fact told again tells nothing new. Free text is never compared, it may have been erased:
 * where some is given the rules decide, so that no words are dropped without a word.
 */
export const saysNothing = (...texts: readonly (string | undefined)[]): boolean =>
  texts.every((text) => text === undefined);
