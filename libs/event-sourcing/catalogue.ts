import { z } from 'zod';
import type { Erased, Event } from './event.js';

type Shape = z.ZodRawShape;

/** Raises the data of one schema version to the next. It must not branch on a personal value. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Whom a personal value is about: what a subject access request needs to know. */
export type About = 'learner' | 'contact' | 'staff' | 'learner and others';

/**
 * What an event type declares beside its rules. One table per module drives the codec, the
 * encryption, the effective order and docs/events, so that a new event cannot miss any of them.
 */
export type EventDefinition<
  Public extends Shape = Shape,
  Personal extends Shape = Shape,
> = Readonly<{
  /** The name in the store, for good. */
  storedAs: string;
  /** The schema version written today; older ones are raised by `upcasters`. */
  version: number;
  meaning: string;
  /** What `occurredOn` is the date of. */
  occurs: string;
  /** Orders events of one day: lower first. */
  rank: number;
  /** Fields everyone may read, as a zod shape. */
  data: Public;
  /** Fields kept as ciphertext under the learner's key, as a zod shape. */
  personal: Personal;
  about: About;
  /** `[field, ...types]`: it never folds before an event of these types with the same value there. */
  follows: readonly (readonly [field: string, ...types: string[]])[];
  /** It opens its stream and folds before everything else. */
  opening: boolean;
  /** It speaks of entries, not of the learner: it stays in force when its own entry is annulled. */
  aboutEntries: boolean;
  upcasters: Readonly<Record<number, Upcaster>>;
}>;

type Optional =
  'version' | 'personal' | 'about' | 'follows' | 'opening' | 'aboutEntries' | 'upcasters';

type Declared<P extends Shape, Q extends Shape> = Omit<EventDefinition<P, Q>, Optional> &
  Partial<Pick<EventDefinition<P, Q>, Optional>>;

export const event = <P extends Shape, Q extends Shape = Record<never, never>>(
  declared: Declared<P, Q>,
): EventDefinition<P, Q> => ({
  version: 1,
  personal: {} as Q,
  about: 'learner',
  follows: [],
  opening: false,
  aboutEntries: false,
  upcasters: {},
  ...declared,
});

export type Catalogue = Readonly<Record<string, EventDefinition>>;

// zod infers an empty shape as "no field may be there", which would forbid all others beside it.
type Fields<P extends Shape> = keyof P extends never
  ? Record<never, never>
  : z.infer<z.ZodObject<P>>;

type OrErased<T> = { [K in keyof T]: T[K] | Erased };

export type DataOf<D> =
  D extends EventDefinition<infer P, infer Q> ? Readonly<Fields<P> & OrErased<Fields<Q>>> : never;

/** The union of the events of a catalogue, discriminated on `type`. */
export type EventsOf<C extends Catalogue> = {
  [T in keyof C & string]: Event<T, DataOf<C[T]>>;
}[keyof C & string];
