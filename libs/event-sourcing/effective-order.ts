import type { Catalogue, EventDefinition } from './catalogue.js';
import type { Event, Happened } from './event.js';

/** `revision` where recorded, and counting on from there for what is about to be. */
export type Placed<E extends Event = Event> = Happened<E> & Readonly<{ revision: number }>;

/**
 * A history in the order in which it took effect, without the entries that were annulled: by first
 * possible day, then the catalogue's rank, then revision. An event never comes before one it
 * `follows`, however vaguely it is dated: a start "some time in the autumn" folds after the
 * agreement of the 5th of September, and its own dates stay as they were told.
 */
export const effectiveOrder = <E extends Event>(
  catalogue: Catalogue,
  history: readonly Placed<E>[],
): readonly Placed<E>[] => keyedOrder(catalogue, history).map(({ event }) => event);

export type Keyed<E extends Event> = Readonly<{ event: Placed<E>; key: string }>;

/** The effective order with the key of each event's place. */
export const keyedOrder = <E extends Event>(
  catalogue: Catalogue,
  history: readonly Placed<E>[],
): readonly Keyed<E>[] => {
  const standing = withoutAnnulled(catalogue, history);
  const keyOf = keysIn(catalogue, standing);
  return standing
    .map((event) => ({ event, key: keyOf(event) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
};

/** The ids of all entries that were annulled. An annulment is for good: what is right is recorded anew. */
export const annulledEntries = (history: readonly Happened[]): ReadonlySet<string> =>
  new Set(
    history.flatMap(({ type, data }) =>
      type === 'EntryAnnulled' && 'entry' in data ? [String(data.entry)] : [],
    ),
  );

const withoutAnnulled = <E extends Event>(
  catalogue: Catalogue,
  history: readonly Placed<E>[],
): readonly Placed<E>[] => {
  const annulled = annulledEntries(history);
  if (annulled.size === 0) return history;
  return history.filter(
    (event) => !annulled.has(event.entryId) || definitionOf(catalogue, event).aboutEntries,
  );
};

export const definitionOf = (catalogue: Catalogue, { type }: Event): EventDefinition => {
  const definition = catalogue[type];
  if (definition === undefined) throw new Error(`No event type ${type} in the catalogue.`);
  return definition;
};

const OPENING = '0000-00-00';

/** What an event would sort by if it followed nothing. Text order is effective order. */
export const ownKey = ({ opening, rank }: EventDefinition, event: Placed): string => {
  const from = opening ? OPENING : event.occurredOn.from;
  return `${from}.${pad(rank, 3)}.${pad(event.revision, 9)}`;
};

/** An extension of the followed one's key: directly after it, in rank order among followers. */
export const keyAfter = (floor: string, { rank }: EventDefinition, event: Placed): string =>
  `${floor}.${pad(rank, 3)}.${pad(event.revision, 9)}`;

const pad = (number: number, width: number): string => String(number).padStart(width, '0');

const keysIn = (catalogue: Catalogue, history: readonly Placed[]): ((event: Placed) => string) => {
  const byValue = indexByValue(catalogue, history);
  const known = new Map<Placed, string>();

  const keyOf = (event: Placed): string => {
    const already = known.get(event);
    if (already !== undefined) return already;
    const definition = definitionOf(catalogue, event);
    const floor = followedBy(definition, event, byValue).map(keyOf).reduce(later, '');
    const own = ownKey(definition, event);
    const key = own > floor ? own : keyAfter(floor, definition, event);
    known.set(event, key);
    return key;
  };
  return keyOf;
};

/** Would one of these have to come after the event, whatever its own date says? */
export const isFollowed = (
  catalogue: Catalogue,
  event: Placed,
  others: readonly Placed[],
): boolean => {
  const slots = new Set(ownSlots(followedFields(catalogue), event));
  if (slots.size === 0) return false;
  return others.some((other) =>
    definitionOf(catalogue, other).follows.some(([field, ...types]) =>
      slotsOf(types, field, other.data).some((slot) => slots.has(slot)),
    ),
  );
};

const later = (a: string, b: string): string => (a > b ? a : b);

type ByValue = ReadonlyMap<string, readonly Placed[]>;

const followedBy = (
  { follows }: EventDefinition,
  event: Placed,
  byValue: ByValue,
): readonly Placed[] =>
  follows.flatMap(([field, ...types]) =>
    slotsOf(types, field, event.data).flatMap((slot) => byValue.get(slot) ?? []),
  );

/** By an id that it does not have, an event follows nothing and is followed by nothing. */
const slotsOf = (
  types: readonly string[],
  field: string,
  data: Readonly<object>,
): readonly string[] => {
  const value = (data as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'string' ? types.map((type) => `${type}|${field}|${value}`) : [];
};

const ownSlots = (
  fieldsOf: ReadonlyMap<string, readonly string[]>,
  { type, data }: Placed,
): readonly string[] => (fieldsOf.get(type) ?? []).flatMap((field) => slotsOf([type], field, data));

/** Only what somebody follows is indexed: a journey has few such pairs. */
const indexByValue = (catalogue: Catalogue, history: readonly Placed[]): ByValue => {
  const fieldsOf = followedFields(catalogue);
  const index = new Map<string, Placed[]>();
  for (const event of history)
    for (const slot of ownSlots(fieldsOf, event)) {
      const there = index.get(slot);
      if (there) there.push(event);
      else index.set(slot, [event]);
    }
  return index;
};

const followedFieldsCache = new WeakMap<Catalogue, ReadonlyMap<string, readonly string[]>>();

const followedFields = (catalogue: Catalogue): ReadonlyMap<string, readonly string[]> => {
  const cached = followedFieldsCache.get(catalogue);
  if (cached) return cached;
  const fields = new Map<string, string[]>();
  const rules = Object.values(catalogue).flatMap(({ follows }) => follows);
  const pairs = rules.flatMap(([field, ...types]) => types.map((type) => [type, field] as const));
  for (const [type, field] of pairs) {
    const there = fields.get(type) ?? [];
    if (!there.includes(field)) fields.set(type, [...there, field]);
  }
  followedFieldsCache.set(catalogue, fields);
  return fields;
};
