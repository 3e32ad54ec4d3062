import { isProblem, type Problem } from './told-dates.js';

const NOT_KNOWN = /^(|\?+|-+|unknown|not known|n\/k|nk|tbc)$/i;

/** Nothing, `unknown` and the like: the person who filled it in did not know. */
export const isUnknown = (text: string): boolean => NOT_KNOWN.test(text.trim());

const AMOUNT = /^£? ?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?(k?)$/i;
const A_YEAR = /\s*(p\.?a\.?|per year|a year|\/ ?year)$/i;

/** Pounds as people type them, `£64,000.00`, `64000`, `64k`: in pence. */
export const toldPence = (text: string): number | Problem => {
  const amount = text.trim().replace(A_YEAR, '');
  const [, pounds, rest = '', thousands = ''] = AMOUNT.exec(amount) ?? [];
  if (pounds === undefined) return { problem: 'is no amount in pounds: write £64,000.00' };
  const pence = Number(pounds.replaceAll(',', '')) * 100 + Number(rest.padEnd(2, '0'));
  return thousands === '' ? pence : pence * 1000;
};

const YES = /^(y|yes|true|1|x)$/i;
const NO = /^(n|no|false|0)$/i;

export const toldYesNo = (text: string): boolean | Problem => {
  if (YES.test(text.trim())) return true;
  return NO.test(text.trim()) ? false : { problem: 'is neither yes nor no' };
};

export const toldWhole = (
  text: string,
  { min, max }: Readonly<{ min: number; max: number }>,
): number | Problem => {
  const number = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return number >= min && number <= max
    ? number
    : { problem: `is no whole number from ${min} to ${max}` };
};

/** One of a list of codes, whatever its capitals and spaces; `others` are further words for them. */
export const toldCode = <T extends string>(
  text: string,
  codes: readonly T[],
  others: Readonly<Record<string, T>> = {},
): T | Problem => {
  const plain = squeezed(text);
  const found = codes.find((code) => squeezed(code) === plain);
  return (
    found ??
    (Object.hasOwn(others, plain) ? others[plain] : undefined) ?? {
      problem: `is none of ${codes.join(', ')}`,
    }
  );
};

/** Several of them, apart by commas, semicolons or spaces. */
export const toldCodes = <T extends string>(
  text: string,
  codes: readonly T[],
): readonly T[] | Problem => {
  const told = text.split(/[,;\s/]+/).filter((word) => word !== '');
  const read = told.map((word) => toldCode(word, codes));
  return read.find(isProblem) ?? (read as readonly T[]);
};

/** Small letters and digits only: how headings and codes are compared. */
export const squeezed = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
