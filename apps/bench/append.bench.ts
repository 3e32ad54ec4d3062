import Database from 'better-sqlite3';
import { createSecretKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  createCodec,
  derivedId,
  digestOf,
  FIRST_PREVIOUS,
  instantOf,
  onDay,
  type EventStore,
  type Instant,
  type LocalDate,
  type NewEvent,
  type SubjectKey,
} from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import { randomIvs } from '#libs/privacy';
import { inPairs, rowOf, type Row } from './row.js';

const WRITERS = 64;
const ROUNDS = 7;
const EVENTS_A_ROUND = 6_400;
const NOTE =
  'Spoke to the school about the transport and the first week; they will ring the family on Friday.';

const codec = createCodec<JourneyEvent>(journeyCatalogue);
const key: SubjectKey = {
  kid: derivedId('bench'),
  sealing: createSecretKey(randomBytes(32)),
  digesting: createSecretKey(randomBytes(32)),
};
const iv = randomIvs();
const day = onDay('2026-05-04' as LocalDate);

/** What one recorded note costs before it reaches the store: digest, codec, encryption, hash. */
const encoded = (stream: string, revision: number, previous: string): NewEvent => {
  const recordedAt = instantOf(BigInt(Date.now()) * 1000n);
  const commandId = `${stream}-${revision}`;
  const body = { type: 'RecordNote', text: NOTE, kind: 'call', about: ['learner'] };
  return codec.encode(
    {
      type: 'NoteRecorded',
      data: { noteId: derivedId(commandId, 'note'), kind: 'call', about: ['learner'], text: NOTE },
      eventId: derivedId(stream, 'bench', commandId, 0),
      entryId: derivedId(stream, 'bench', commandId, 'entry', 0),
      occurredOn: day,
      actor: { id: 'staff-1', role: 'caseworker', team: 'north' },
      irregularities: [],
    },
    {
      ...{ authority: '886', stream, revision, recordedAt, source: 'user', previous, key },
      correlationId: derivedId(commandId),
      command: { id: commandId, caller: 'staff-1', digest: digestOf(body, key), kid: key.kid },
      iv,
    },
  );
};

type Writer = { stream: string; revision: number; previous: string };

/** Durable appends per second of many writers, each waiting for its last one. */
const appending = (store: EventStore) => {
  let round = 0;
  return async (): Promise<number> => {
    round += 1;
    const writers = Array.from({ length: WRITERS }, (_, n): Writer => ({
      ...{ stream: `journey-${derivedId(round, n)}`, revision: -1, previous: FIRST_PREVIOUS },
    }));
    const begun = performance.now();
    await Promise.all(writers.map((writer) => write(store, writer, EVENTS_A_ROUND / WRITERS)));
    return (EVENTS_A_ROUND * 1000) / (performance.now() - begun);
  };
};

const write = async (store: EventStore, writer: Writer, times: number): Promise<void> => {
  for (let n = 0; n < times; n += 1) {
    const revision = writer.revision + 1;
    const event = encoded(writer.stream, revision, writer.previous);
    const { stream } = writer;
    const expected = revision === 0 ? 'no-stream' : writer.revision;
    const recordedAt = instantOf(BigInt(Date.now()) * 1000n);
    const outcome = await store.append({ stream, expected, events: [event], recordedAt });
    if (outcome.outcome !== 'appended') throw new Error(`Not appended: ${outcome.outcome}.`);
    writer.revision = revision;
    writer.previous = event.hash;
  }
};

/** The floor: the same bytes into a bare table with the same columns, keys and group size. */
const inserting = (db: Database.Database) => {
  let round = 1_000_000;
  const insert = db.prepare(
    'INSERT INTO events (stream, revision, id, hash, known_at, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return async (): Promise<number> => {
    round += 1;
    const sample = encoded(`journey-${derivedId(round, 0)}`, 0, FIRST_PREVIOUS);
    const [id, hash] = [randomBytes(16), randomBytes(32)];
    const group = db.transaction((revision: number) => {
      for (let n = 0; n < WRITERS; n += 1)
        insert.run(round * WRITERS + n, revision, id, hash, revision, sample.body);
    });
    const begun = performance.now();
    for (let revision = 0; revision < EVENTS_A_ROUND / WRITERS; revision += 1)
      group.immediate(revision);
    return (EVENTS_A_ROUND * 1000) / (performance.now() - begun);
  };
};

const prefill = async (store: EventStore, events: number): Promise<void> => {
  const perStream = 30;
  for (let stream = 0; stream * perStream < events; stream += WRITERS)
    await Promise.all(
      Array.from({ length: WRITERS }, (_, n) =>
        prefilled(store, `journey-${derivedId('old', stream + n)}`, perStream),
      ),
    );
};

const prefilled = async (store: EventStore, stream: string, count: number): Promise<void> => {
  const events: NewEvent[] = [];
  for (let revision = 0; revision < count; revision += 1)
    events.push(encoded(stream, revision, events.at(-1)?.hash ?? FIRST_PREVIOUS));
  await store.append({
    stream,
    expected: 'no-stream',
    events,
    recordedAt: '2026-01-01T00:00:00.000000Z' as Instant,
  });
};

const bareTable = (path: string, copyOf: string): Database.Database => {
  const db = new Database(path);
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'wal_autocheckpoint = 4000'])
    db.pragma(pragma);
  db.exec(
    `CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL,
       id BLOB NOT NULL, hash BLOB NOT NULL, known_at INTEGER NOT NULL, body TEXT NOT NULL,
       UNIQUE (stream, revision)) STRICT;`,
  );
  db.prepare('ATTACH ? AS ours').run(copyOf);
  db.exec('INSERT INTO events SELECT * FROM ours.events ORDER BY position; DETACH ours;');
  return db;
};

/** Durable appends of 64 writers beside raw inserts, on a store that holds many events already. */
export const appendBench = async (folder: string, events: number): Promise<Row> => {
  const path = join(folder, 'append.sqlite');
  const store = openSqliteEventStore({ path });
  await prefill(store, events);
  const bare = bareTable(join(folder, 'bare.sqlite'), path);
  const measure = { ours: appending(store), floor: inserting(bare) };
  await measure.ours();
  await measure.floor();
  const pairs = await inPairs(ROUNDS, measure);
  await store.close();
  bare.close();
  return rowOf('append', 'events/s', { pairs, notes: { writers: WRITERS, inStore: events } });
};
