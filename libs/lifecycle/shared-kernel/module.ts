import type { Actor, Decision, Event, Happened, Irregularity, Refusal } from '#libs/event-sourcing';
import type { LocalDate } from '#libs/event-sourcing';
import type { SchoolSnapshot } from './school.js';

/** What a decision may rely on beside the journey. The service fills it in; a client never does. */
export type JourneyContext = Readonly<{
  journeyId: string;
  actor: Actor;
  /** The day of recording, in England. */
  today: LocalDate;
  /** Ids for what the command opens: the same command gives the same ids. */
  newId: (kind: string, index?: number) => string;
  /** The register's word on each school the command names, as of the day it happened. */
  schools: Readonly<Record<string, SchoolSnapshot>>;
  /** Grid miles from home to each school named, one decimal; absent where home is not known. */
  distanceMiles: Readonly<Record<string, number>>;
  /** What each role may decide by itself, in pence a year. */
  approvalLimitPence: (role: string) => number;
}>;

/** The tables of rules of one module: one row per command, one per event that has a rule. */
export type ModuleRules<
  E extends Event,
  C extends { type: string },
  J,
  All extends Event,
> = Readonly<{
  /** May refuse only what is wrong with the command itself or names something unknown. */
  decide: {
    readonly [T in C['type']]: (
      command: Extract<C, { type: T }>,
      journey: J,
      context: JourneyContext,
    ) => Decision<All>;
  };
  /** Impossible, whoever says so; asked again of later entries when history changes before them. */
  admits: {
    readonly [T in E['type']]?: (
      journey: J,
      event: Happened<Extract<E, { type: T }>>,
    ) => Refusal | undefined;
  };
  /** May be broken knowingly: acknowledged by its code, with a reason. */
  irregular: {
    readonly [T in E['type']]?: (
      journey: J,
      event: Happened<Extract<E, { type: T }>>,
    ) => readonly Irregularity[];
  };
}>;

/** How a module's part of the state follows from its own events. A forgotten event does not compile. */
export type Evolve<Part, E extends Event> = {
  readonly [T in E['type']]: (part: Part, event: Happened<Extract<E, { type: T }>>) => Part;
};

/** One plain sentence per event for the timeline, told by the event and the journey before it. */
export type Sentences<E extends Event, J> = {
  readonly [T in E['type']]: (event: Happened<Extract<E, { type: T }>>, journey: J) => string;
};

/** An immutable table of entities by id, with one entity put in. */
export const put = <T>(table: Readonly<Record<string, T>>, id: string, entity: T) => ({
  ...table,
  [id]: entity,
});

/** An immutable table of entities by id, with one changed; unknown ids leave it as it is. */
export const change = <T>(
  table: Readonly<Record<string, T>>,
  id: string,
  by: Partial<T> | ((entity: T) => T),
): Readonly<Record<string, T>> => {
  const entity = table[id];
  if (entity === undefined) return table;
  return { ...table, [id]: typeof by === 'function' ? by(entity) : { ...entity, ...by } };
};
