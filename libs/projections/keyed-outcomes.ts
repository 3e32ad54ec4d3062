import { LRUCache } from 'lru-cache';
import { keepSealed, type Event } from '#libs/event-sourcing';
import type { StreamAppend } from './appends.js';
import type { Parked } from './database.js';
import { parkedAt } from './parking.js';
import type { KeyedProjection } from './projection.js';
import type { Rows } from './tables.js';
import type { Source } from './target.js';

const REMEMBERED_STREAMS = 10_000;

/** What becomes of a stream's rows: they are these now (none, if need be), or it is parked. */
export type KeyedOutcome = Readonly<{ rows: Rows }> | Readonly<{ parked: Parked }>;

const NO_ROWS: KeyedOutcome = { rows: {} };

/** Works out what appends mean for tables without history: a stream is read again as a whole. */
export const createKeyedOutcomes = <E extends Event>(
  projection: KeyedProjection<E>,
  { store, codec }: Source<E>,
) => {
  const types = new Set<string>(projection.types);
  const erasing = new Set<string>(projection.erasedBy);
  /** Up to which revision a stream has been read: catching up, the rest of it needs no reading. */
  const readUpTo = new LRUCache<string, number>({ max: REMEMBERED_STREAMS });

  const rowsOf = async (stream: string): Promise<Rows> => {
    const keys = await projection.keysOf(stream);
    const stored = await store.readStream(stream);
    const events = codec.decode(stored, keys.open, 'trust');
    const rows = projection.rows({ stream, stored, events });
    readUpTo.set(stream, stored.length - 1);
    return rows;
  };

  const typesIn = ({ events }: StreamAppend): readonly string[] =>
    codec.decode(events, keepSealed, 'trust').map(({ type }) => type);

  const isNews = ({ stream, revision, events }: StreamAppend): boolean =>
    (readUpTo.get(stream) ?? -1) < revision + events.length - 1;

  const outcomeOf = async (append: StreamAppend): Promise<KeyedOutcome | undefined> => {
    const happened = typesIn(append);
    if (happened.some((type) => erasing.has(type))) return { rows: await rowsOf(append.stream) };
    if (!happened.some((type) => types.has(type)) || !isNews(append)) return undefined;
    return { rows: await rowsOf(append.stream) };
  };

  /** A parked stream waits, but it is not the reason why something stays that must go. */
  const outcomeOfParked = (append: StreamAppend): KeyedOutcome | undefined => {
    try {
      return typesIn(append).some((type) => erasing.has(type)) ? NO_ROWS : undefined;
    } catch {
      // It is parked for good reason, and the reason is written down already.
      return undefined;
    }
  };

  const outcomesOf = async (
    appends: readonly StreamAppend[],
    waiting: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, KeyedOutcome>> => {
    const outcomes = new Map<string, KeyedOutcome>();
    const parked = new Set(waiting);
    for (const append of appends)
      try {
        const outcome = parked.has(append.stream)
          ? outcomeOfParked(append)
          : await outcomeOf(append);
        if (outcome) outcomes.set(append.stream, outcome);
      } catch (error) {
        parked.add(append.stream);
        outcomes.set(append.stream, { parked: parkedAt(append, error) });
      }
    return outcomes;
  };

  /** To be called when what was worked out was not stored. */
  const forget = (): void => readUpTo.clear();

  return { outcomesOf, rowsOf, forget };
};
