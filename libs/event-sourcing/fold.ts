import type { Catalogue } from './catalogue.js';
import type { Command, Decider, Irregularity, Refusal } from './decider.js';
import { definitionOf, isFollowed, keyedOrder, ownKey, type Placed } from './effective-order.js';
import type { Event } from './event.js';

export type Rules<C extends Command, S, E extends Event, X> = Decider<C, S, E, X> &
  Readonly<{ catalogue: Catalogue }>;

type FoldRules<S, E extends Event> = Pick<
  Rules<Command, S, E, unknown>,
  'initialState' | 'evolve' | 'catalogue'
>;

type CheckRules<S, E extends Event> = FoldRules<S, E> &
  Pick<Rules<Command, S, E, unknown>, 'admits' | 'irregular'>;

/** A history, folded: its state, and the place of its last event in effective order. */
export type Folded<S, E extends Event> = Readonly<{
  history: readonly Placed<E>[];
  state: S;
  lastKey: string;
}>;

/** Folds a whole history. What is recorded was admitted: no rule is asked. */
export const folded = <S, E extends Event>(
  { initialState, evolve, catalogue }: FoldRules<S, E>,
  history: readonly Placed<E>[],
): Folded<S, E> => {
  const ordered = keyedOrder(catalogue, history);
  const state = ordered.reduce((before, { event }) => evolve(before, event), initialState);
  return { history, state, lastKey: ordered.at(-1)?.key ?? '' };
};

export const fold = <S, E extends Event>(
  rules: FoldRules<S, E>,
  history: readonly Placed<E>[],
): S => folded(rules, history).state;

/** The state at the end of what took effect up to and on a day. */
export const foldUpTo = <S, E extends Event>(
  { initialState, evolve, catalogue }: FoldRules<S, E>,
  history: readonly Placed<E>[],
  day: string,
): S =>
  keyedOrder(catalogue, history)
    .filter(({ event }) => event.occurredOn.from <= day)
    .reduce((before, { event }) => evolve(before, event), initialState);

/** The state that an event meets at its own place among others. */
export const stateBefore = <S, E extends Event>(
  { initialState, evolve, catalogue }: FoldRules<S, E>,
  history: readonly Placed<E>[],
  event: Placed<E>,
): S => {
  const ordered = keyedOrder(catalogue, [...history, event]);
  const place = ordered.findIndex((keyed) => keyed.event === event);
  return ordered.slice(0, place).reduce((state, keyed) => evolve(state, keyed.event), initialState);
};

/**
 * Every one of the new events comes after all that is there, and moves nothing that is there:
 * nothing recorded has to be looked at again.
 */
export const comesLast = <S, E extends Event>(
  { catalogue }: Pick<FoldRules<S, E>, 'catalogue'>,
  { lastKey, history }: Folded<S, E>,
  pending: readonly Placed<E>[],
): boolean =>
  pending.every(
    (event, index) =>
      event.type !== 'EntryAnnulled' &&
      ownKey(definitionOf(catalogue, event), event) >
        (index === 0 ? lastKey : ownKeyOf(catalogue, pending[index - 1] ?? event)) &&
      !isFollowed(catalogue, event, [...history, ...pending]),
  );

const ownKeyOf = (catalogue: Catalogue, event: Placed): string =>
  ownKey(definitionOf(catalogue, event), event);

/** An irregularity, and the new event that it was found on. */
export type Found<E extends Event> = Readonly<{ event: Placed<E>; irregularity: Irregularity }>;

export type Recheck<S, E extends Event> =
  | Readonly<{ holds: true; folded: Folded<S, E>; found: readonly Found<E>[] }>
  | Readonly<{ holds: false; event: Placed<E>; refusal: Refusal }>;

/**
 * Puts new events in their places and asks of each of them, and of every later event, whether it
 * can stand there. Names the first that cannot.
 */
export const recheck = <S, E extends Event>(
  rules: CheckRules<S, E>,
  before: Folded<S, E>,
  pending: readonly Placed<E>[],
): Recheck<S, E> => {
  const history = [...before.history, ...pending];
  if (comesLast(rules, before, pending))
    return checked(
      rules,
      { from: before.state, asking: true, history, pending },
      keyedOwn(rules, pending),
    );
  const ordered = keyedOrder(rules.catalogue, history);
  // An annulment takes an event out of a place that is no longer seen: then everything is asked.
  const asking = pending.some(({ type }) => type === 'EntryAnnulled');
  return checked(rules, { from: rules.initialState, asking, history, pending }, ordered);
};

type Ordered<E extends Event> = ReturnType<typeof keyedOrder<E>>;

const keyedOwn = <S, E extends Event>(
  { catalogue }: FoldRules<S, E>,
  pending: readonly Placed<E>[],
): Ordered<E> => pending.map((event) => ({ event, key: ownKeyOf(catalogue, event) }));

type Checking<S, E extends Event> = Readonly<{
  from: S;
  asking: boolean;
  history: readonly Placed<E>[];
  pending: readonly Placed<E>[];
}>;

const checked = <S, E extends Event>(
  { admits, irregular, evolve }: CheckRules<S, E>,
  { from, asking: everything, history, pending }: Checking<S, E>,
  ordered: Ordered<E>,
): Recheck<S, E> => {
  const fresh = new Set(pending);
  const found: Found<E>[] = [];
  let state = from;
  let asking = everything;
  for (const { event } of ordered) {
    asking ||= fresh.has(event);
    const refusal = asking ? admits(state, event) : undefined;
    if (refusal) return { holds: false, event, refusal };
    if (fresh.has(event))
      for (const irregularity of irregular(state, event)) found.push({ event, irregularity });
    state = evolve(state, event);
  }
  return { holds: true, folded: { history, state, lastKey: ordered.at(-1)?.key ?? '' }, found };
};
