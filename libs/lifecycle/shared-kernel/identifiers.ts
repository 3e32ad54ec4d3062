// Letters of a UPN and its check letter; I, O and S are left out. A letter's place is its value.
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const UPN = /^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$/;
const ULN = /^[1-9][0-9]{9}$/;

/**
 * A unique pupil number, permanent (13th character a digit) or temporary (a letter), in capitals
 * and without spaces, whose check letter fits (govtalk UniquePupilNumber 2.0).
 */
export const isUpn = (text: string): boolean => {
  if (!UPN.test(text)) return false;
  const sum = weighted(text.slice(1), { first: 2, step: 1 });
  return UPN_LETTERS[sum % UPN_LETTERS.length] === text[0];
};

/** A unique learner number: ten digits whose weighted sum is 10 modulo 11. */
export const isUln = (text: string): boolean =>
  ULN.test(text) && weighted(text, { first: 10, step: -1 }) % 11 === 10;

const weighted = (
  characters: string,
  { first, step }: Readonly<{ first: number; step: number }>,
): number =>
  Array.from(characters, valueOf).reduce(
    (sum, value, index) => sum + value * (first + step * index),
    0,
  );

const valueOf = (character: string): number => {
  const letter = UPN_LETTERS.indexOf(character);
  return letter < 0 ? Number(character) : letter;
};
