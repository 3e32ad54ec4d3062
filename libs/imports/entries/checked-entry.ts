import type { OccurredOn } from '#libs/event-sourcing';
import { checkedCommand, journeyCommands, type JourneyCommand } from '#libs/lifecycle';
import type { RowProblem } from '../file/bad-rows.js';
import type { Entry } from './entry-row.js';

export type CheckedEntry =
  Readonly<{ command: JourneyCommand }> | Readonly<{ problems: readonly RowProblem[] }>;

// What a file of entries may record: facts, decisions as they were taken, and who has the case. The
// rest (approvals, disposal, restriction, corrections) is for people who answer for it.
const ALLOWED: readonly string[] = ['journeys:record', 'journeys:decide', 'cases:assign'];

/** Checks a row at the door that every body passes. Nothing that it says repeats a value. */
export const checkedEntry = (
  { command: type, body }: Pick<Entry, 'command' | 'body'>,
  today: OccurredOn,
): CheckedEntry => {
  const known = Object.hasOwn(journeyCommands, type) ? journeyCommands[type] : undefined;
  if (!known) return refused('command', 'is no command of the API');
  if (!ALLOWED.includes(known.permission))
    return refused('command', 'is for people to record in the service');
  const asTold = checkedCommand(journeyCommands, { type, body }, today);
  if (asTold.ok) return { command: asTold.command as JourneyCommand };
  // A cell holds text. What the door would not have as text is read as JSON: 38, true, ["ASD"].
  const read = asTold.errors.reduce((so, { field }) => withJsonAt(so, field.split('.')), body);
  const again = checkedCommand(journeyCommands, { type, body: read }, today);
  return again.ok
    ? { command: again.command as JourneyCommand }
    : { problems: again.errors.map(({ field, problem }) => ({ column: field, reason: problem })) };
};

const refused = (column: string, reason: string): CheckedEntry => ({
  problems: [{ column, reason }],
});

type Values = Readonly<Record<string, unknown>>;

const withJsonAt = (values: Values, [first = '', ...rest]: readonly string[]): Values => {
  if (!Object.hasOwn(values, first)) return values;
  const value = values[first];
  if (typeof value === 'string') return { ...values, [first]: jsonIn(value) };
  if (rest.length === 0 || typeof value !== 'object' || value === null || Array.isArray(value))
    return values;
  return { ...values, [first]: withJsonAt(value as Values, rest) };
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};
