import {
  annulledEntries,
  definitionOf,
  isFollowed,
  keyAfter,
  keyedOrder,
  ownKey,
  type Catalogue,
  type Event,
  type EventDefinition,
  type Keyed,
  type Placed,
  type Recorded,
} from '#libs/event-sourcing';
import type { FoldRules } from './projection.js';

/** What a fold looks at, and no more: a bulk build holds many of these in memory. */
export const placedFrom = <E extends Event>(event: Recorded<E>): Placed<E> => {
  const kept: Placed = {
    type: event.type,
    data: event.data,
    eventId: event.eventId,
    entryId: event.entryId,
    occurredOn: event.occurredOn,
    receivedOn: event.receivedOn,
    actor: event.actor,
    decision: event.decision,
    evidence: event.evidence,
    irregularities: event.irregularities,
    revision: event.revision,
  };
  return kept as Placed<Event> as Placed<E>;
};

/** A stream folded so far, and what it takes to carry on. */
export type Folded<S, E extends Event> = {
  readonly history: Placed<E>[];
  state: S;
  /** The events that stand, in effective order, with the keys of their places. */
  order: Keyed<E>[];
  /** The states after the last few of `order`, the last one being `state`. */
  recent: S[];
  annulled: ReadonlySet<string>;
  /** Every id by which some recorded event follows others. */
  awaited: Set<unknown>;
};

/**
 * Carries folds on. The result is that of the kernel's `fold`, for less work: an event is put in its
 * place, and only what comes after it is done again.
 */
export type Folding<S, E extends Event> = Readonly<{
  begin: () => Folded<S, E>;
  /** Adds the events of one append. After a throw the fold must not be used any more. */
  carryOn: (folded: Folded<S, E>, events: readonly Placed<E>[]) => void;
}>;

const MOST_RECENT = 12;

export const createFolding = <S, E extends Event>(rules: FoldRules<S, E>): Folding<S, E> => {
  const { catalogue, initialState } = rules;
  const followedFields = followedFieldsIn(catalogue);

  const begin = (): Folded<S, E> => ({
    ...{ history: [], state: initialState, order: [], recent: [] },
    ...{ annulled: new Set(), awaited: new Set() },
  });

  /** Recorded events must come after this one, whatever its date says. */
  const isAwaited = ({ awaited, order }: Folded<S, E>, event: Placed<E>): boolean => {
    const fields = followedFields.get(event.type) ?? NONE;
    // Mostly the id is new, and there is no need to look closer.
    if (!fields.some((field) => awaited.has(valueOf(event, field)))) return false;
    return isFollowed(
      catalogue,
      event,
      order.map((one) => one.event),
    );
  };

  /** Takes an annulled entry out. The first place that changes; undefined where others would move. */
  const takeOut = (folded: Folded<S, E>, entry: string): number | undefined => {
    const { order } = folded;
    const isOut = ({ event }: Keyed<E>): boolean =>
      event.entryId === entry && !definitionOf(catalogue, event).aboutEntries;
    const out = order.filter(isOut);
    if (out.some(({ event }) => isAwaited(folded, event))) return undefined;
    const first = order.findIndex(isOut);
    folded.annulled = new Set([...folded.annulled, entry]);
    if (out.length > 0) folded.order = order.filter((one) => !isOut(one));
    return first < 0 ? order.length : first;
  };

  /** The first place that changes; undefined where recorded events would get other places. */
  const add = (folded: Folded<S, E>, event: Placed<E>): number | undefined => {
    if (folded.annulled.has(event.entryId) || isAwaited(folded, event)) return undefined;
    if (event.type !== 'EntryAnnulled') return putInPlace(catalogue, folded, event);
    const first = takeOut(folded, String(valueOf(event, 'entry')));
    return first === undefined ? undefined : Math.min(first, putInPlace(catalogue, folded, event));
  };

  const carryOn = (folded: Folded<S, E>, events: readonly Placed<E>[]): void => {
    folded.history.push(...events);
    const before = folded.order.length;
    let first = before;
    for (const event of events) {
      const place = add(folded, event);
      if (place === undefined) return putInOrder(rules, folded);
      first = Math.min(first, place);
    }
    evolveFrom(rules, folded, { first, before });
  };

  return { begin, carryOn };
};

/** Everything from scratch, as the kernel has it. */
const putInOrder = <S, E extends Event>(rules: FoldRules<S, E>, folded: Folded<S, E>): void => {
  folded.annulled = annulledEntries(folded.history);
  folded.order = [...keyedOrder(rules.catalogue, folded.history)];
  folded.awaited = new Set();
  for (const { event } of folded.order) noteAwaited(rules.catalogue, folded, event);
  evolveFrom(rules, folded, { first: 0, before: 0 });
};

/** Returns the place. */
const putInPlace = <S, E extends Event>(
  catalogue: Catalogue,
  folded: Folded<S, E>,
  event: Placed<E>,
): number => {
  const { order } = folded;
  const definition = definitionOf(catalogue, event);
  const key = keyAmong(order, definition, event);
  let at = order.length;
  while (at > 0 && (order[at - 1]?.key ?? '') > key) at -= 1;
  if (at === order.length) order.push({ key, event });
  else order.splice(at, 0, { key, event });
  noteAwaited(catalogue, folded, event);
  return at;
};

const keyAmong = <E extends Event>(
  order: readonly Keyed<E>[],
  definition: EventDefinition,
  event: Placed<E>,
): string => {
  const own = ownKey(definition, event);
  // Behind everything there is, it is behind what it follows too.
  if (own > (order.at(-1)?.key ?? '')) return own;
  const floor = order.findLast((one) => follows(definition, event, one.event))?.key ?? '';
  return own > floor ? own : keyAfter(floor, definition, event);
};

const follows = (definition: EventDefinition, event: Placed, other: Placed): boolean =>
  definition.follows.some(([field, ...types]) => {
    const value = valueOf(event, field);
    return (
      typeof value === 'string' && types.includes(other.type) && valueOf(other, field) === value
    );
  });

const noteAwaited = <S, E extends Event>(
  catalogue: Catalogue,
  { awaited }: Folded<S, E>,
  event: Placed<E>,
): void => {
  for (const [field] of definitionOf(catalogue, event).follows) awaited.add(valueOf(event, field));
};

/** Evolves from place `first` on, where `before` places had been folded. */
const evolveFrom = <S, E extends Event>(
  { initialState, evolve }: FoldRules<S, E>,
  folded: Folded<S, E>,
  { first, before }: Readonly<{ first: number; before: number }>,
): void => {
  const { order } = folded;
  const kept = folded.recent.length - (before - first);
  const carriesOn = first > 0 && kept > 0;
  const recent = carriesOn ? folded.recent.slice(Math.max(0, kept - MOST_RECENT), kept) : [];
  let state = carriesOn ? (folded.recent[kept - 1] as S) : initialState;
  for (let at = carriesOn ? first : 0; at < order.length; at += 1) {
    const next = order[at];
    if (next === undefined) break;
    state = evolve(state, next.event);
    recent.push(state);
  }
  folded.recent = recent;
  folded.state = state;
};

const NONE: readonly string[] = [];

/** The fields by which others may follow an event, by its type. */
const followedFieldsIn = (catalogue: Catalogue): ReadonlyMap<string, readonly string[]> => {
  const fields = new Map<string, Set<string>>();
  for (const { follows: links } of Object.values(catalogue))
    for (const [field, ...types] of links)
      for (const type of types) fields.set(type, (fields.get(type) ?? new Set()).add(field));
  return new Map([...fields].map(([type, names]) => [type, [...names]]));
};

const valueOf = ({ data }: Placed, field: string): unknown =>
  (data as Readonly<Record<string, unknown>>)[field];
