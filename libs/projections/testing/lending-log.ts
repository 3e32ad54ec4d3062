import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCodec,
  derivedId,
  FIRST_PREVIOUS,
  instantOf,
  microsOf,
  onDay,
  type Codec,
  type EventStore,
  type Happened,
  type Instant,
  type LocalDate,
  type Position,
} from '#libs/event-sourcing';
import { exampleKey, lendingCatalogue, type LendingEvent } from '#libs/event-sourcing/testing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';

export type Told = LendingEvent & Readonly<{ on: string; entryId?: string }>;

export type LendingLog = Readonly<{
  folder: string;
  store: EventStore;
  codec: Codec<LendingEvent>;
  /** Appends all of them at once; entry ids default to `<stream>/<revision>`. */
  append: (stream: string, ...told: readonly Told[]) => Promise<Position>;
  close: () => Promise<void>;
}>;

const BEGAN = microsOf('2025-09-01T09:00:00.000000Z' as Instant);
const KEY = exampleKey();

/** A log of lending events in a folder of its own; one append a second. */
export const openLendingLog = (pollEveryMs = 5): LendingLog => {
  const folder = mkdtempSync(join(tmpdir(), 'projections-'));
  const store = openSqliteEventStore({ path: join(folder, 'log.sqlite'), pollEveryMs });
  const codec = createCodec<LendingEvent>(lendingCatalogue);
  const revisions = new Map<string, number>();
  let seconds = 0n;

  const append: LendingLog['append'] = async (stream, ...told) => {
    const last = revisions.get(stream) ?? -1;
    const recordedAt = instantOf(BEGAN + (seconds += 1n) * 1_000_000n);
    const events = told.map((one, index) =>
      codec.encode(happened(stream, last + 1 + index, one), {
        ...{ authority: 'E10000016', stream, revision: last + 1 + index, recordedAt },
        ...{ source: 'user', correlationId: 'correlation-1', previous: FIRST_PREVIOUS },
        ...{ command: { id: `command-${last}`, caller: 'test', digest: '' } },
        ...{ key: KEY, iv: () => Buffer.alloc(12) },
      }),
    );
    const expected = last < 0 ? 'no-stream' : last;
    const appended = await store.append({ stream, expected, events, recordedAt });
    if (appended.outcome !== 'appended') throw new Error('The append was refused.');
    revisions.set(stream, last + told.length);
    return appended.position;
  };

  const close = async (): Promise<void> => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };

  return { folder, store, codec, append, close };
};

const happened = (stream: string, revision: number, told: Told): Happened<LendingEvent> => {
  const { on, entryId = `${stream}/${revision}`, ...event } = told;
  return {
    ...event,
    eventId: derivedId(stream, revision),
    entryId,
    occurredOn: onDay(on as LocalDate),
    actor: { id: 'staff-1', role: 'caseworker' },
    irregularities: [],
  };
};

export const opened = (name = 'Ada'): Told => ({
  type: 'CardOpened',
  data: { cardId: 'card-1', name },
  on: '2025-09-01',
});
export const lent = (loanId: string, on: string, item = 'atlas'): Told => ({
  type: 'ItemLent',
  data: { loanId, item, days: 14 },
  on,
});
export const returned = (loanId: string, on: string): Told => ({
  type: 'ItemReturned',
  data: { loanId },
  on,
});
export const paid = (pence: number, on: string): Told => ({ type: 'FeePaid', data: { pence }, on });
export const annulled = (entry: string, on: string): Told => ({
  type: 'EntryAnnulled',
  data: { entry },
  on,
});
