import { LRUCache } from 'lru-cache';
import { keepSealed, type Event, type Placed, type StoredEvent } from '#libs/event-sourcing';
import type { StreamAppend } from './appends.js';
import type { Parked } from './database.js';
import { placedFrom } from './folding.js';
import { parkedAt } from './parking.js';
import { tablesOf, type HistoryProjection } from './projection.js';
import { createRowChanges, type RowChanges } from './row-changes.js';
import type { Source } from './target.js';
import { createVersioning, type Followed } from './versions.js';

const REMEMBERED_STREAMS = 2_000;

/** What some appends change, and the streams that could not be carried on. */
export type HistoryChanges<S, E extends Event> = Readonly<{
  changes: RowChanges<Followed<S, E>>;
  parked: readonly Parked[];
}>;

/** Works out what appends change. It remembers streams as they are after what it worked out last. */
export const createHistoryChanges = <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  { store, codec }: Source<E>,
) => {
  const tables = tablesOf(projection);
  const versioning = createVersioning(projection);
  const memory = new LRUCache<string, Followed<S, E>>({ max: REMEMBERED_STREAMS });

  const read = (events: readonly StoredEvent[]): readonly Placed<E>[] =>
    codec.decode(events, keepSealed, 'trust').map(placedFrom);

  /** The stream as it was before a revision. */
  const before = async (stream: string, revision: number): Promise<Followed<S, E>> => {
    const there = memory.get(stream);
    if (there?.folded.history.length === revision) return there;
    if (revision === 0) return versioning.empty(stream);
    const stored = await store.readStream(stream, { limit: revision });
    return versioning.resumed(stream, read(stored));
  };

  const carryOn = async (
    { stream, revision, knownAt, events }: StreamAppend,
    { sink, touched }: RowChanges<Followed<S, E>>,
  ): Promise<void> => {
    const followed = await before(stream, revision);
    memory.delete(stream);
    versioning.advance(followed, { events: read(events), knownAt }, sink);
    memory.set(stream, followed);
    touched.set(stream, followed);
  };

  /** Leaves out the streams that are `waiting` to be tried again. */
  const changesBy = async (
    appends: readonly StreamAppend[],
    waiting: ReadonlySet<string>,
  ): Promise<HistoryChanges<S, E>> => {
    const changes = createRowChanges<Followed<S, E>>(tables, versioning.flush);
    const parked = new Map<string, Parked>();
    for (const append of appends) {
      if (waiting.has(append.stream) || parked.has(append.stream)) continue;
      try {
        await carryOn(append, changes);
      } catch (error) {
        parked.set(append.stream, parkedAt(append, error));
      }
    }
    return { changes, parked: [...parked.values()] };
  };

  /** To be called when what was worked out was not stored. */
  const forget = (): void => memory.clear();

  return { changesBy, forget };
};
