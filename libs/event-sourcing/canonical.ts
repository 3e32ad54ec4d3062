import canonicalize from 'canonicalize';

/**
 * The one JSON text of a value (RFC 8785): keys sorted, no white space. Absent and `undefined`
 * fields are the same. Throws on what JSON cannot carry exactly (NaN, integers beyond 2⁵³).
 */
export const canonical = (value: unknown): string => {
  assertExact(value);
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Nothing to write: the value is undefined.');
  return text;
};

const assertExact = (value: unknown): void => {
  if (typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value))
    throw new RangeError(`${value} cannot be stored exactly: integers end at 2^53.`);
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(assertExact);
};
