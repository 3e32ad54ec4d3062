import type { Kysely } from 'kysely';
import type { Event, Position } from '#libs/event-sourcing';
import { isAfter } from './appends.js';
import type { BuildProgress, BuildReport } from './build.js';
import { checkTables, type CheckReport } from './check-tables.js';
import { readCheckpoint, readParked, type BookkeepingTables, type Parked } from './database.js';
import { persistently } from './follower.js';
import { createFeeding, type RebuildOptions } from './feeding.js';
import { reasonOf } from './parking.js';
import type { ProjectionOptions } from './options.js';
import type { Share } from './shares.js';

/** `more`: at least so many events; no more were counted. */
export type Lag = Readonly<{ events: number; more: boolean }>;

export type ProjectionStatus = Readonly<{
  name: string;
  version: number;
  state: 'stopped' | 'building' | 'catching up' | 'live' | 'failing';
  position: Position | 'start' | undefined;
  head: Position | 'start';
  lag: Lag;
  eventsPerSecond: number;
  parked: readonly Parked[];
  /** Why it stands still, and how far a build is. */
  failure: string | undefined;
  building: BuildProgress | undefined;
}>;

/** There are no tables of this version yet: `start` builds them. */
export class NotBuiltYet extends Error {
  override readonly name = 'NotBuiltYet';
  constructor(name: string) {
    super(`The tables of ${name} are being built for the first time. Ask again in a while.`);
  }
}

/** A table set of this version with a life of its own: fed from the log, rebuilt, asked. */
export const openProjection = <S, E extends Event>(options: ProjectionOptions<S, E>) => {
  const { projection, source } = options;
  const { store } = source;
  const feeding = createFeeding(options);
  let running: Readonly<{ stop: AbortController; ended: Promise<void> }> | undefined;
  let failure: string | undefined;

  /** Builds what is missing, then follows the log until `stop`. */
  const start = (): void => {
    if (running) return;
    const stop = new AbortController();
    const once = async (): Promise<void> => {
      await feeding.feed(stop.signal, () => (failure = undefined));
    };
    const ended = persistently(once, stop.signal, (error) => {
      failure = reasonOf(error);
    });
    running = { stop, ended };
  };

  /** Ends after the batch at hand; everything stored can be carried on from. */
  const stop = async (): Promise<void> => {
    const was = running;
    running = undefined;
    was?.stop.abort();
    await was?.ended;
  };

  const fed = async () => {
    const current = await feeding.current();
    if (!current) throw new NotBuiltYet(projection.name);
    return current;
  };

  /** For queries of this projection's tables (`DB`), as they stand at this moment. */
  const reader = async <DB extends Record<string, Record<string, unknown>>>(): Promise<
    Kysely<BookkeepingTables & DB>
  > => (await fed()).database.reader.withTables<DB>() as Kysely<BookkeepingTables & DB>;

  /**
   * Read your writes: resolves when what was appended at `position` is in the tables. Rejects on a
   * position that the store never gave out.
   */
  const waitFor = async (
    position: Position | 'start',
    timeoutMs: number,
  ): Promise<'reached' | 'not-yet'> => {
    const deadline = performance.now() + timeoutMs;
    // Text order means something among positions of one store only; the store knows its own.
    if (position !== 'start') await store.readAll({ after: position, limit: 1 });
    for (;;) {
      const current = await feeding.current();
      const at = current && (await readCheckpoint(current.database.reader)).position;
      if (at !== undefined && !isAfter(position, at)) return 'reached';
      const left = deadline - performance.now();
      if (left <= 0) return 'not-yet';
      await feeding.news.wait(Math.min(left, options.pollEveryMs ?? POLL_EVERY_MS));
    }
  };

  const lagFrom = async (after: Position | 'start'): Promise<Lag> => {
    let events = 0;
    let from = after;
    for (let page = 0; page < LAG_PAGES; page += 1) {
      const read = await store.readAll({ after: from, prefix: projection.prefix, limit: LAG_PAGE });
      events += read.events.length;
      from = read.upTo;
      if (read.caughtUp) return { events, more: false };
    }
    return { events, more: true };
  };

  const stateWith = ({ events }: Lag): ProjectionStatus['state'] => {
    if (feeding.building() && !feeding.isLive()) return 'building';
    if (!running) return 'stopped';
    if (failure !== undefined) return 'failing';
    return feeding.isLive() || events === 0 ? 'live' : 'catching up';
  };

  const status = async (): Promise<ProjectionStatus> => {
    const current = await feeding.current();
    const at = current && (await readCheckpoint(current.database.reader)).position;
    const lag = await lagFrom(at ?? 'start');
    return {
      ...{ name: projection.name, version: projection.version, state: stateWith(lag) },
      position: at,
      head: await store.head(),
      lag,
      eventsPerSecond: feeding.rate.perSecond(),
      parked: current ? await readParked(current.database.reader) : [],
      ...{ failure, building: feeding.building() },
    };
  };

  /** Builds the tables anew beside those in use, and puts them in their place when caught up. */
  const rebuild = (how: RebuildOptions = {}): Promise<BuildReport> => feeding.rebuild(how);

  /** Are the stored rows those that the log gives? Of all streams, or of a share of them. */
  const check = async (sample?: Share): Promise<CheckReport> => {
    const { database } = await fed();
    return checkTables(projection, { source, reader: database.reader }, sample);
  };

  /** Tries parked streams again (or one); how many are still parked. */
  const retryParked = async (stream?: string): Promise<number> => {
    const { database, target } = await fed();
    const parked = await readParked(database.reader);
    for (const one of parked)
      if (stream === undefined || one.stream === stream)
        await feeding.inTurn(() => target.retry(one.stream));
    feeding.news.tell();
    return (await readParked(database.reader)).length;
  };

  const close = async (): Promise<void> => {
    await stop();
    await feeding.close();
  };

  return { start, stop, reader, waitFor, status, rebuild, check, retryParked, close };
};

export type OpenedProjection = ReturnType<typeof openProjection>;

const LAG_PAGE = 1_000;
const LAG_PAGES = 10;
const POLL_EVERY_MS = 250;
