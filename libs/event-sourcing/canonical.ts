/**
 * The one JSON text of a value (RFC 8785): keys sorted by UTF-16 code units, no white space. Absent
 * and `undefined` fields are the same. Throws on what JSON cannot carry exactly: NaN, integers
 * beyond 2⁵³, lone surrogates, functions, a hole in a list.
 */
export const canonical = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return numeral(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : composed(value);
    default:
      throw new TypeError(`Nothing to write: JSON has no ${typeof value}.`);
  }
};

const composed = (value: object): string => {
  if (Array.isArray(value)) return list(value);
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonical(value.toJSON());
  return fields(value as Readonly<Record<string, unknown>>);
};

const list = (value: readonly unknown[]): string => {
  let text = '';
  for (let at = 0; at < value.length; at += 1)
    text += at === 0 ? canonical(value[at]) : `,${canonical(value[at])}`;
  return `[${text}]`;
};

const fields = (value: Readonly<Record<string, unknown>>): string => {
  let text = '';
  for (const key of sorted(Object.keys(value))) {
    const field = value[key];
    if (field === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonical(field)}`;
  }
  return `{${text}}`;
};

const FEW = 24;

// Insertion into place: for a few keys, mostly in order already, it takes half the time of sort().
const sorted = (keys: string[]): readonly string[] => {
  if (keys.length > FEW) return keys.sort();
  for (let at = 1; at < keys.length; at += 1) {
    const key = keys[at] ?? '';
    let before = at - 1;
    for (; before >= 0 && (keys[before] ?? '') > key; before -= 1)
      keys[before + 1] = keys[before] ?? '';
    keys[before + 1] = key;
  }
  return keys;
};

// No quotation mark, backslash or control character, and no surrogate, which may be lone.
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

const quoted = (text: string): string => {
  if (PLAIN.test(text)) return `"${text}"`;
  if (LONE_SURROGATE.test(text))
    throw new RangeError(
      'A text with half a character cannot be written: UTF-8 has no place for it.',
    );
  return JSON.stringify(text);
};

const numeral = (number: number): string => {
  if (!Number.isFinite(number)) throw new RangeError(`${number} is no number in JSON.`);
  if (Number.isInteger(number) && !Number.isSafeInteger(number))
    throw new RangeError(`${number} cannot be stored exactly: integers end at 2^53.`);
  return String(number);
};
