import { onDay, type LocalDate } from '#libs/event-sourcing';
import { addDays } from '#libs/lifecycle';
import type { Period } from '../effective.js';
import { closingOf, profileOn } from '../identity/identity.state.js';
import type { ProviderCommand } from '../provider-commands.js';
import type { ProviderState } from '../provider-state.js';
import { section41On } from '../standing/standing.state.js';
import type { BadGiasRow, GiasRow } from './gias-row.js';

/** What has to be recorded so that the register says what a row says on its day; nothing when it does. */
export const commandsFor = (
  row: GiasRow,
  state: ProviderState | undefined,
  asOf: LocalDate,
): readonly ProviderCommand[] | BadGiasRow => {
  const contradiction = state && contradictionWith(row, state);
  if (contradiction) return contradiction;
  return [
    ...particulars(row, state, asOf),
    ...section41(row, state, asOf),
    ...closing(row, state, asOf),
  ];
};

/** The register has it closed; a file does not open it again by itself. */
const contradictionWith = (
  { closed: told }: GiasRow,
  state: ProviderState,
): BadGiasRow | undefined => {
  const closed = closingOf(state);
  if (!closed) return undefined;
  if (!told)
    return { bad: 'The register has it as closed, the file as open. Take the closing back first.' };
  const differs = told.on !== undefined && (told.on < closed.on.from || told.on > closed.on.to);
  return differs
    ? { bad: 'The register has it as closed on another day. Take the closing back first.' }
    : undefined;
};

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
