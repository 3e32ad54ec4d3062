import {
  annulledEntries,
  canonical,
  derivedId,
  type Actor,
  type LocalDate,
} from '#libs/event-sourcing';
import { closingOf } from '../identity/identity.state.js';
import type { ProviderCommand } from '../provider-commands.js';
import { providerRefusals } from '../provider.refusals.js';
import type { ProviderRegister, RegisteredProvider } from '../register.js';
import { providerIdFor } from '../register-recording.js';
import { commandsFor } from './gias-commands.js';
import type { ByteSource } from '#libs/csv';
import { giasLines, type GiasLine } from './gias-file.js';
import { giasRow, missingColumns, type GiasRow } from './gias-row.js';

export type GiasImportOptions = Readonly<{
  /** The establishment file of Get Information about Schools, as downloaded. */
  csv: ByteSource;
  /** The day the file speaks of. */
  asOf: LocalDate;
  actor: Actor;
  caller: string;
  correlationId: string;
  /** Told after each batch. */
  onProgress?: ((soFar: GiasProgress) => void) | undefined;
}>;

export type GiasProgress = Readonly<{
  read: number;
  registered: number;
  amended: number;
  unchanged: number;
  bad: number;
}>;

/** `line` counts from 1, which is the header; of a row over several lines it is the last. */
export type GiasImport = Omit<GiasProgress, 'bad'> &
  Readonly<{ bad: readonly Readonly<{ line: number; reason: string }>[] }>;

// Enough that many rows share one write to disk.
const AT_ONCE = 64;

/**
 * Brings the register to what the file says on its day. A bad row is told by line and reason while
 * the rest goes in; a repeat records nothing; after an interruption run it again.
 */
export const importGias = async (
  register: ProviderRegister,
  options: GiasImportOptions,
): Promise<GiasImport> => {
  const tally = { read: 0, registered: 0, amended: 0, unchanged: 0 };
  const bad: { line: number; reason: string }[] = [];
  const seen = new Map<string, number>();

  const take = async (batch: readonly GiasLine[]): Promise<void> => {
    await Promise.all(
      batch.map(async (one) => {
        const outcome = await takeLine(register, options, { one, seen });
        tally.read += 1;
        if ('bad' in outcome) bad.push({ line: one.line, reason: outcome.bad });
        else tally[outcome.row] += 1;
      }),
    );
    options.onProgress?.({ ...tally, bad: bad.length });
  };

  for await (const batch of batches(options.csv)) {
    const missing = tally.read === 0 ? headerProblem(batch) : undefined;
    if (missing) return { ...tally, bad: [{ line: 1, reason: missing }] };
    await take(batch);
  }
  if (tally.read === 0)
    bad.push({ line: 1, reason: 'The file has no rows. Nothing was recorded.' });
  return { ...tally, bad: bad.sort((one, other) => one.line - other.line) };
};

async function* batches(csv: ByteSource): AsyncGenerator<readonly GiasLine[]> {
  let batch: GiasLine[] = [];
  for await (const line of giasLines(csv)) {
    batch.push(line);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const headerProblem = (batch: readonly GiasLine[]): string | undefined => {
  const first = batch.find((line) => 'fields' in line);
  const missing = first ? missingColumns(first.fields) : [];
  return missing.length === 0
    ? undefined
    : `The file has no column ${missing.join(', no column ')}. Nothing was recorded.`;
};

type Outcome =
  Readonly<{ row: 'registered' | 'amended' | 'unchanged' }> | Readonly<{ bad: string }>;

const takeLine = async (
  register: ProviderRegister,
  options: GiasImportOptions,
  { one, seen }: Readonly<{ one: GiasLine; seen: Map<string, number> }>,
): Promise<Outcome> => {
  if ('unreadable' in one) return { bad: one.unreadable };
  const row = giasRow(one.fields);
  if ('bad' in row) return row;
  const before = seen.get(row.urn);
  if (before !== undefined) return { bad: `The URN ${row.urn} stands in line ${before} already.` };
  seen.set(row.urn, one.line);
  return takeRow(register, options, row);
};

const takeRow = async (
  register: ProviderRegister,
  options: GiasImportOptions,
  row: GiasRow,
): Promise<Outcome> => {
  const { caller } = options;
  const id = (await register.idOf(row.urn)) ?? providerIdFor(row.urn, { caller, commandId: '' });
  const provider = await register.get(id);
  const closedByFile = provider && (await fileClosing(register, provider));
  const commands = commandsFor(row, { state: provider?.state, closedByFile }, options.asOf);
  if ('bad' in commands) return commands;
  for (const command of commands) {
    const refused = await recordOne(register, options, { id, provider, command });
    if (refused) return { bad: `${WHAT[command.type] ?? command.type}: ${refused}` };
  }
  if (commands.length === 0) return { row: 'unchanged' };
  return { row: provider ? 'amended' : 'registered' };
};

/** The entry that closed it, where that is what a file said and nobody has taken it back. */
const fileClosing = async (
  register: ProviderRegister,
  { providerId, state }: RegisteredProvider,
): Promise<string | undefined> => {
  if (!closingOf(state)) return undefined;
  const { events } = await register.history(providerId);
  const annulled = annulledEntries(events);
  return events.find(
    ({ type, source, entryId }) =>
      type === 'SchoolClosed' && source === 'import' && !annulled.has(entryId),
  )?.entryId;
};

const WHAT: Readonly<Record<string, string>> = {
  RegisterProvider: 'Not registered',
  AmendProvider: 'Not amended',
  RecordSection41: 'Section 41 was not recorded',
  CloseSchool: 'The closing was not recorded',
  AnnulProviderEntry: 'The closing was not taken back',
};

type One = Readonly<{
  id: string;
  provider: RegisteredProvider | undefined;
  command: ProviderCommand;
}>;

const recordOne = async (
  register: ProviderRegister,
  { actor, caller, correlationId }: GiasImportOptions,
  { id, provider, command }: One,
): Promise<string | undefined> => {
  const body = { type: command.type, data: command.data, details: command.details };
  // The revision is part of it: what was so once and is so again is another command.
  const commandId = derivedId('gias', id, provider?.revision ?? -1, canonical(body));
  const ticket = {
    ...{ commandId, caller, body, actor },
    source: 'import' as const,
    correlationId,
  };
  const written = await register.record(id, command, ticket);
  if (written.outcome === 'recorded' || written.outcome === 'unchanged') return undefined;
  if (written.outcome !== 'refused') return 'Somebody else was recording. Run the import again.';
  const { because } = written.refusal;
  return providerRefusals[because as keyof typeof providerRefusals] ?? because;
};
