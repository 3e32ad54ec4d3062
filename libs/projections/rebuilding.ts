import type { Event } from '#libs/event-sourcing';
import { isAfter } from './appends.js';
import { buildGeneration, progressOf, type BuildProgress, type BuildReport } from './build.js';
import { createIndexes, readCheckpoint } from './database.js';
import { follow } from './follower.js';
import type { GenerationInUse } from './generation-in-use.js';
import { openGeneration, type Opened } from './generation-in-use.js';
import type { Generations } from './generations.js';
import type { ProjectionOptions } from './options.js';
import { tablesOf } from './projection.js';
import { RebuildCancelled } from './cancelled.js';
import { createSqliteGeneration, finishSqliteGeneration } from './sqlite-database.js';
import { createQueue } from './waiting.js';

export type RebuildOptions = Readonly<{
  onProgress?: ((progress: BuildProgress) => void) | undefined;
  /** Aborting leaves what is in use as it is. */
  signal?: AbortSignal | undefined;
  /** One thread, even where a second one could help. */
  alone?: boolean | undefined;
}>;

type Ports = Readonly<{
  generations: Generations;
  inUse: GenerationInUse;
  /** One at a time with whatever feeds the generation in use. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}>;

const now = (): number => performance.now();

/** Builds a generation beside the one in use, and puts it in its place when it has caught up. */
export const rebuildBeside = async <S, E extends Event>(
  options: ProjectionOptions<S, E>,
  ports: Ports,
  how: RebuildOptions,
): Promise<BuildReport> => {
  const began = now();
  const { generations, inUse } = ports;
  const generation = generations.begin(options.projection);
  const before = await inUse.current();
  const expectedEvents = before && (await readCheckpoint(before.database.reader)).events;
  const tell = progressOf({ onProgress: how.onProgress, expectedEvents, now }, began);
  let fresh: Opened | undefined;
  try {
    tell('reading', 0);
    const built = await filled(options, generation.file, { ...how, expectedEvents });
    fresh = openGeneration(options, generation);
    let { events } = await readCheckpoint(fresh.database.reader);
    await catchUp(options, ports, {
      ...{ fresh, signal: how.signal ?? new AbortController().signal },
      onEvents: (more) => tell('catching up', (events += more)),
    });
    return { ...built, events, seconds: (now() - began) / 1000 };
  } catch (error) {
    await fresh?.database.close();
    generations.abandon(generation);
    throw how.signal?.aborted ? new RebuildCancelled() : error;
  }
};

const NOTHING: BuildReport = {
  ...{ events: 0, streams: 0, rows: 0, threads: 1, parked: 0, seconds: 0 },
};

/** Tables without history are small: they are made empty, and then follow the log. */
const filled = async <S, E extends Event>(
  { projection, source, worker }: ProjectionOptions<S, E>,
  file: string,
  { alone, ...how }: RebuildOptions & Readonly<{ expectedEvents: number | undefined }>,
): Promise<BuildReport> => {
  if (projection.kind === 'history') {
    const to = { source, file, worker: alone ? undefined : worker };
    return buildGeneration(projection, to, { ...how, now });
  }
  const tables = tablesOf(projection);
  await createSqliteGeneration(file, tables, 'keyed');
  await finishSqliteGeneration(file, (db) => createIndexes(db, tables, 'keyed'));
  return NOTHING;
};

type CatchingUp = Readonly<{
  fresh: Opened;
  signal: AbortSignal;
  onEvents: (events: number) => void;
}>;

const catchUp = async <S, E extends Event>(
  { source: { store }, projection }: ProjectionOptions<S, E>,
  ports: Ports,
  { fresh, signal, onEvents }: CatchingUp,
): Promise<void> => {
  const { prefix } = projection;
  const following = { store, prefix, inTurn: createQueue(), onApplied: onEvents };
  let swapped = false;
  while (!swapped) {
    await follow(following, fresh, { signal, caughtUp: true });
    if (signal.aborted) throw new RebuildCancelled();
    swapped = await ports.inTurn(async () => {
      if (await isBehind(ports.inUse, fresh)) return false;
      await fresh.database.close();
      ports.generations.activate(projection, fresh.generation);
      ports.generations.sweep(projection, fresh.generation);
      await ports.inUse.current();
      return true;
    });
  }
};

/** Nobody who has read from the tables in use may find less in the new ones. */
const isBehind = async (inUse: GenerationInUse, fresh: Opened): Promise<boolean> => {
  const there = await inUse.current();
  if (!there) return false;
  const { position } = await readCheckpoint(there.database.writer);
  return isAfter(position, (await readCheckpoint(fresh.database.writer)).position);
};
