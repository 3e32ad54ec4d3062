import type { Event, EventStore, Position } from '#libs/event-sourcing';
import type { BuildProgress } from './build.js';
import { readCheckpoint, readParked, type Parked } from './database.js';
import type { Feeding } from './feeding.js';
import type { ProjectionOptions } from './options.js';

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

export type Running = Readonly<{ isRunning: boolean; failure: string | undefined }>;

export const statusOf = async <S, E extends Event>(
  { projection: { name, version, prefix }, source: { store } }: ProjectionOptions<S, E>,
  feeding: Feeding,
  running: Running,
): Promise<ProjectionStatus> => {
  const reader = (await feeding.current())?.database.reader;
  const position = reader && (await readCheckpoint(reader)).position;
  const lag = await lagFrom(store, prefix, position ?? 'start');
  return {
    ...{ name, version, position, lag, state: stateOf(feeding, running, lag) },
    head: await store.head(),
    eventsPerSecond: feeding.rate.perSecond(),
    parked: reader ? await readParked(reader) : [],
    ...{ failure: running.failure, building: feeding.building() },
  };
};

const stateOf = (
  feeding: Feeding,
  { isRunning, failure }: Running,
  { events }: Lag,
): ProjectionStatus['state'] => {
  if (feeding.building() && !feeding.isLive()) return 'building';
  if (!isRunning) return 'stopped';
  if (failure !== undefined) return 'failing';
  return feeding.isLive() || events === 0 ? 'live' : 'catching up';
};

const LAG_PAGE = 1_000;
const LAG_PAGES = 10;

const lagFrom = async (
  store: EventStore,
  prefix: string,
  after: Position | 'start',
): Promise<Lag> => {
  let events = 0;
  let from = after;
  for (let page = 0; page < LAG_PAGES; page += 1) {
    const read = await store.readAll({ after: from, prefix, limit: LAG_PAGE });
    events += read.events.length;
    from = read.upTo;
    if (read.caughtUp) return { events, more: false };
  }
  return { events, more: true };
};
