import { randomUUID, type KeyObject } from 'node:crypto';
import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { StreamKeys, SubjectKey } from '#libs/event-sourcing';
import { askedTogether } from './asked-together.js';
import type { Destruction, KeyStore } from './key-store.js';
import { openDatabase } from './sqlite-schema.js';
import { newSecret, subjectKeyOf, UnreadableSecret, unwrap, wrap } from './subject-secret.js';

export { KeyStoreNotOpened } from './sqlite-schema.js';

export type SqliteKeyStoreOptions = Readonly<{
  /** A file of its own, on a local disk; made when it is missing. */
  file: string;
  masterKey: KeyObject;
  /** How many subjects' keys are held in memory. */
  cachedSubjects?: number | undefined;
}>;

const CACHED_SUBJECTS = 10_000;

/** Several processes may open the same file. @throws KeyStoreNotOpened */
export const openSqliteKeyStore = ({
  file,
  masterKey,
  cachedSubjects = CACHED_SUBJECTS,
}: SqliteKeyStoreOptions): KeyStore => {
  const db = openDatabase(file, masterKey);
  const keys = generationsIn(db, masterKey);
  const destructions = destructionsIn(db);
  const cache = cacheOver(db, cachedSubjects);

  const changing = <T>(subject: string, change: () => T): T => {
    cache.drop(subject);
    return db.transaction(change).immediate();
  };

  const keysOf = (subject: string): StreamKeys =>
    cache.get(subject) ?? cache.put(subject, keys.read(subject));

  const createAll = (subjects: readonly string[]): readonly SubjectKey[] => {
    for (const subject of subjects) cache.drop(subject);
    const createOne = (subject: string) => keys.read(subject).current ?? keys.add(subject);
    return db.transaction(() => subjects.map(createOne)).immediate();
  };
  // A transaction of its own takes four syncs: who registers many waits for one, not for each.
  const creating = askedTogether(createAll);

  const create = async (subject: string): Promise<SubjectKey> =>
    keysOf(subject).current ?? creating.ask(subject);

  // A promise that rejects, also where the work is done at once and throws.
  const promised =
    <A extends readonly unknown[], T>(work: (...given: A) => T) =>
    async (...given: A): Promise<T> =>
      work(...given);

  return {
    create,
    keysOf: promised(keysOf),
    startNew: promised((subject) => changing(subject, () => keys.add(subject))),
    intendDestruction: promised((destruction) =>
      db.transaction(() => destructions.intend(destruction)).immediate(),
    ),
    destroy: promised((kids) => {
      for (const kid of kids) cache.drop(destructions.subjectOf(kid));
      db.transaction(() => kids.forEach(destructions.carryOut)).immediate();
    }),
    pendingDestructions: promised(destructions.pending),
    abandonDestruction: promised(destructions.abandon),
    close: promised(() => {
      creating.answer();
      cache.clear();
      db.close();
    }),
  };
};

type SecretRow = Readonly<{ kid: string; wrapped: Buffer }>;

const generationsIn = (db: Database.Database, masterKey: KeyObject) => {
  const select = db.prepare<[string], SecretRow>(
    'SELECT kid, wrapped FROM secret WHERE subject = ? AND destroyed = 0',
  );
  const selectCurrent = db
    .prepare<[string], string>('SELECT kid FROM current_key WHERE subject = ?')
    .pluck();
  const insert = db.prepare('INSERT INTO secret (kid, subject, wrapped) VALUES (?, ?, ?)');
  const setCurrent = db.prepare(
    `INSERT INTO current_key (subject, kid) VALUES (?, ?)
     ON CONFLICT (subject) DO UPDATE SET kid = excluded.kid`,
  );

  const opened = (subject: string, { kid, wrapped }: SecretRow): SubjectKey => {
    const secret = unwrap(wrapped, { subject, kid }, masterKey);
    if (secret === undefined) throw new UnreadableSecret(kid);
    return subjectKeyOf(kid, secret);
  };

  const read = (subject: string): StreamKeys => {
    const keys = new Map(select.all(subject).map((row) => [row.kid, opened(subject, row)]));
    const current = selectCurrent.get(subject);
    return {
      current: current === undefined ? undefined : keys.get(current),
      open: (kid) => keys.get(kid),
    };
  };

  const add = (subject: string): SubjectKey => {
    const kid = randomUUID();
    const secret = newSecret();
    insert.run(kid, subject, wrap(secret, { subject, kid }, masterKey));
    setCurrent.run(subject, kid);
    return subjectKeyOf(kid, secret);
  };

  return { read, add };
};

type DestructionRow = Readonly<{ kid: string; subject: string; stream: string; event_id: string }>;

const destructionsIn = (db: Database.Database) => {
  const subjectOf = db
    .prepare<[string], string>('SELECT subject FROM secret WHERE kid = ?')
    .pluck();
  const insert = db.prepare(
    `INSERT INTO destruction (kid, subject, stream, event_id) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const select = db.prepare<[], DestructionRow>(
    'SELECT kid, subject, stream, event_id FROM destruction ORDER BY intended',
  );
  const forget = db.prepare('DELETE FROM destruction WHERE stream = ? AND event_id = ?');
  const carryingOut = [
    'UPDATE secret SET wrapped = zeroblob(length(wrapped)), destroyed = 1 WHERE kid = ?',
    'DELETE FROM current_key WHERE kid = ?',
    'DELETE FROM destruction WHERE kid = ?',
  ].map((sql) => db.prepare<[string]>(sql));

  return {
    intend: ({ subject, kids, because }: Destruction): void => {
      for (const kid of kids) {
        const owner = subjectOf.get(kid);
        if (owner !== undefined && owner !== subject)
          throw new Error(`Key ${kid} is not a key of ${subject}: nothing was intended.`);
        insert.run(kid, subject, because.stream, because.eventId);
      }
    },
    subjectOf: (kid: string): string => subjectOf.get(kid) ?? '',
    carryOut: (kid: string): void => carryingOut.forEach((statement) => statement.run(kid)),
    abandon: ({ stream, eventId }: Destruction['because']): void => {
      forget.run(stream, eventId);
    },
    pending: (): readonly Destruction[] => grouped(select.all()),
  };
};

const grouped = (rows: readonly DestructionRow[]): readonly Destruction[] => {
  const byEvent = new Map<string, Destruction>();
  for (const { kid, subject, stream, event_id: eventId } of rows) {
    const name = JSON.stringify([stream, eventId]);
    const kids = [...(byEvent.get(name)?.kids ?? []), kid];
    byEvent.set(name, { subject, kids, because: { stream, eventId } });
  }
  return [...byEvent.values()];
};

/** Emptied when another connection has changed the file: it may have destroyed what is held here. */
const cacheOver = (db: Database.Database, max: number) => {
  const held = new LRUCache<string, StreamKeys>({ max });
  const version = db.prepare<[], number>('PRAGMA data_version').pluck();
  let seen = version.get();
  return {
    get: (subject: string): StreamKeys | undefined => {
      const now = version.get();
      if (now !== seen) held.clear();
      seen = now;
      return held.get(subject);
    },
    put: (subject: string, keys: StreamKeys): StreamKeys => {
      held.set(subject, keys);
      return keys;
    },
    drop: (subject: string): void => {
      held.delete(subject);
    },
    clear: (): void => held.clear(),
  };
};
