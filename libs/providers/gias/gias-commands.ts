import { onDay, type LocalDate } from '#libs/event-sourcing';
import { addDays } from '#libs/lifecycle';
import type { Period } from '../effective.js';
import { closingOf, profileOn } from '../identity/identity.state.js';
import type { ProviderCommand } from '../provider-commands.js';
import type { ProviderState } from '../provider-state.js';
import { section41On } from '../standing/standing.state.js';
import type { BadGiasRow, GiasRow } from './gias-row.js';

/** What the register says of the school of a row. */
export type Registered = Readonly<{
  state: ProviderState | undefined;
  /** The entry that closed it, where a file said so: what a file said, a later file may take back. */
  closedByFile: string | undefined;
}>;

/** What has to be recorded so that the register says what a row says on its day; nothing when it does. */
export const commandsFor = (
  row: GiasRow,
  { state, closedByFile }: Registered,
  asOf: LocalDate,
): readonly ProviderCommand[] | BadGiasRow => {
  const wrong = state && wrongClosing(row, state, asOf);
  if (wrong && closedByFile === undefined)
    return { bad: `The register has it as closed${wrong}. Take the closing back first.` };
  return [
    ...(wrong && closedByFile !== undefined ? [takenBack(closedByFile, asOf)] : []),
    ...particulars(row, state, asOf),
    ...section41(row, state, asOf),
    ...closing(row, wrong ? undefined : state, asOf),
  ];
};

/** How the register has it closed otherwise than the file: a closing after its day is no matter of it. */
const wrongClosing = (
  { closed: told }: GiasRow,
  state: ProviderState,
  asOf: LocalDate,
): string | undefined => {
  const closed = closingOf(state);
  if (!closed) return undefined;
  if (!told) return closed.on.from > asOf ? undefined : ', the file as open';
  const differs = told.on !== undefined && (told.on < closed.on.from || told.on > closed.on.to);
  return differs ? ' on another day' : undefined;
};

const takenBack = (entry: string, asOf: LocalDate): ProviderCommand => ({
  type: 'AnnulProviderEntry',
  data: { entry, reasonCode: 'wrongValue' },
  details: { occurredOn: onDay(asOf) },
});

const particulars = (
  { particulars: told }: GiasRow,
  state: ProviderState | undefined,
  asOf: LocalDate,
): readonly ProviderCommand[] => {
  const details = { occurredOn: onDay(asOf) };
  if (!state) return [{ type: 'RegisterProvider', data: told, details }];
  const now: Readonly<Record<string, unknown>> = { ...profileOn(state, asOf) };
  return Object.entries(told).some(([name, value]) => now[name] !== value)
    ? [{ type: 'AmendProvider', data: told, details }]
    : [];
};

const section41 = (
  { section41: told }: GiasRow,
  state: ProviderState | undefined,
  asOf: LocalDate,
): readonly ProviderCommand[] => {
  const approval = state && section41On(state, asOf);
  if (told === undefined || told === (approval !== undefined)) return [];
  const since = state ? { from: asOf } : {};
  const data = approval ? endOf(approval, addDays(asOf, -1)) : since;
  return [{ type: 'RecordSection41', data, details: { occurredOn: onDay(asOf) } }];
};

const endOf = ({ from }: Period, to: LocalDate) => (from === undefined ? { to } : { from, to });

const closing = (
  { closed: told }: GiasRow,
  state: ProviderState | undefined,
  asOf: LocalDate,
): readonly ProviderCommand[] => {
  if (!told || (state && closingOf(state))) return [];
  const details = { occurredOn: onDay(told.on ?? asOf) };
  return [{ type: 'CloseSchool', data: { reasonCode: told.reasonCode }, details }];
};
