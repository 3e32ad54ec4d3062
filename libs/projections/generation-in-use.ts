import type { Event } from '#libs/event-sourcing';
import type { Fed } from './follower.js';
import type { Generation, Generations } from './generations.js';
import { createHistoryTarget } from './history-target.js';
import { createKeyedTarget } from './keyed-target.js';
import type { ProjectionOptions } from './options.js';
import { openSqliteDatabase } from './sqlite-database.js';
import { createQueue } from './waiting.js';

export type Opened = Fed & Readonly<{ generation: Generation }>;

export const openGeneration = <S, E extends Event>(
  { source, projection }: ProjectionOptions<S, E>,
  generation: Generation,
): Opened => {
  const database = openSqliteDatabase(generation.file);
  const to = { source, database };
  const target =
    projection.kind === 'keyed'
      ? createKeyedTarget(projection, to)
      : createHistoryTarget(projection, to);
  return { generation, database, target };
};

/** The generation in use, opened; another one as soon as some process has put it in its place. */
export const createGenerationInUse = <S, E extends Event>(
  options: ProjectionOptions<S, E>,
  generations: Generations,
) => {
  const { projection } = options;
  const opening = createQueue();
  const outgrown: Opened[] = [];
  let opened: Opened | undefined;
  let replaced = new AbortController();

  const reopened = (): Opened | undefined => {
    const generation = generations.active(projection);
    if (!generation || opened?.generation.no === generation.no) return opened;
    // Somebody may still be reading from the one before.
    if (opened) outgrown.push(opened);
    opened = openGeneration(options, generation);
    replaced.abort();
    replaced = new AbortController();
    return opened;
  };

  const current = async (): Promise<Opened | undefined> => {
    const active = generations.active(projection);
    if (opened && opened.generation.no === active?.no) return opened;
    return opening(() => Promise.resolve(reopened()));
  };

  const close = async (): Promise<void> => {
    for (const one of [...outgrown, ...(opened ? [opened] : [])]) await one.database.close();
    opened = undefined;
  };

  return {
    current,
    close,
    /** Aborts when another generation takes the place of the current one. */
    replaced: () => replaced.signal,
  };
};

export type GenerationInUse = ReturnType<typeof createGenerationInUse>;
