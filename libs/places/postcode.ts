/** A postcode as Royal Mail writes it: capitals, one space before the last three, `ME14 1XQ`. */
export type Postcode = string & { readonly brand: 'Postcode' };

const SPACES = /\s+/gu;

// Never at the first place: Q V X; at the second: I J Z; in the last two: C I K M O V.
const FIRST = '[A-PR-UWYZ]';
const SECOND = '[A-HK-Y]';
const OUTWARD = `${FIRST}(?:[0-9]{1,2}|[0-9][A-Z]|${SECOND}[0-9]{1,2}|${SECOND}[0-9][A-Z])`;
const INWARD = '[0-9][ABD-HJLNP-UW-Z]{2}';
const POSTCODE = new RegExp(`^(?:(${OUTWARD})(${INWARD})|(GIR)(0AA))$`);

/**
 * The postcode in a text, however it is spaced and cased; `undefined` if it cannot be one. That it
 * can be one does not say that there is one: ask a {@link PostcodeDirectory}.
 */
export const parsePostcode = (text: string): Postcode | undefined => {
  const [, outward, inward, girobank, unit] =
    POSTCODE.exec(text.replace(SPACES, '').toUpperCase()) ?? [];
  if (outward !== undefined) return `${outward} ${inward}` as Postcode;
  return girobank === undefined ? undefined : (`${girobank} ${unit}` as Postcode);
};
