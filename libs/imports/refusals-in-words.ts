import type { Refusal } from '#libs/event-sourcing';
import { journeyRefusals } from '#libs/lifecycle';

// What the desk answers beside the rules of the stages.
const OF_THE_DESK: Readonly<Record<string, string>> = {
  'unknown-journey': 'There is no such record.',
  'already-registered': 'There is a record under this id already.',
  'in-the-future': 'It has not happened yet: check the date.',
  'later-entry-no-longer-holds':
    'Something recorded later could not stand with this. Put that right first.',
  restricted: 'This record is restricted to named people.',
  'record-disposed': 'This record was disposed of: nothing can be recorded on it any more.',
  'merged-into-another-record': 'This record was a duplicate and is closed. Use the other one.',
};

const meaningOf = (code: string): string =>
  OF_THE_DESK[code] ?? journeyRefusals[code] ?? code.replaceAll('-', ' ');

/** The codes of the rules that were broken and may be, knowingly. */
export const irregularCodes = (refusal: Refusal): readonly string[] => {
  const found = refusal.because === 'irregular' ? refusal['irregularities'] : undefined;
  return Array.isArray(found)
    ? [...new Set(found.map(({ code }: Readonly<{ code: string }>) => code))]
    : [];
};

/** Why a command was refused, for a list of bad rows: code and explanation, no data. */
export const refusalInWords = (refusal: Refusal): string => {
  const codes = irregularCodes(refusal);
  const all = codes.length > 0 ? codes : [refusal.because];
  return all.map((code) => `${meaningOf(code)} (${code})`).join(' ');
};
