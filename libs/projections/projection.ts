import type { Command, Event, Placed, Recorded, Rules, StreamKeys } from '#libs/event-sourcing';
import type { StoredEvent } from '#libs/event-sourcing';
import type { Rows, TableDefinition } from './tables.js';

export type FoldRules<S, E extends Event> = Pick<
  Rules<Command, S, E, unknown>,
  'initialState' | 'evolve' | 'catalogue'
>;

/** One stream so far, folded in effective order. */
export type StreamSoFar<S, E extends Event> = Readonly<{
  stream: string;
  /** Those that stand and that the row set takes note of, in the order of recording. */
  noted: readonly Placed<E>[];
  state: S;
}>;

/** Tables whose rows follow from a stream's history by one pure function. */
export type RowSet<S, E extends Event> = Readonly<{
  tables: readonly TableDefinition[];
  rows: (soFar: StreamSoFar<S, E>) => Rows;
  /** The events that a row may be about beside the state. None where left out. */
  notes?: (event: Placed<E>) => boolean;
  /**
   * What `rows` looks at. As long as each of these is the very same as before, the rows are taken to
   * be the same too: a bulk build computes them for every append.
   */
  dependsOn: (soFar: StreamSoFar<S, E>) => readonly unknown[];
}>;

/** Row sets that share one fold of each stream. Their rows keep their history; nothing is decrypted. */
export type HistoryProjection<S, E extends Event> = Readonly<{
  kind: 'history';
  name: string;
  /** Raise it with every change of a table or of how a row is computed: it is built anew then. */
  version: number;
  prefix: string;
  rules: FoldRules<S, E>;
  sets: readonly RowSet<S, E>[];
}>;

/** A stream read to its end, decrypted as far as keys exist. */
export type OpenedStream<E extends Event> = Readonly<{
  stream: string;
  stored: readonly StoredEvent[];
  events: readonly Recorded<E>[];
}>;

/** Rows as they are now, of values that need keys. They keep no history and can be deleted. */
export type KeyedProjection<E extends Event> = Readonly<{
  kind: 'keyed';
  name: string;
  version: number;
  prefix: string;
  tables: readonly TableDefinition[];
  /** Only these can change a row. */
  types: readonly E['type'][];
  /** After one of these no row may be left, even if the stream cannot be read otherwise. */
  erasedBy: readonly E['type'][];
  keysOf: (stream: string) => Promise<StreamKeys>;
  rows: (opened: OpenedStream<E>) => Rows;
}>;

export type Projection<S, E extends Event> = HistoryProjection<S, E> | KeyedProjection<E>;

export const tablesOf = <S, E extends Event>(
  projection: Projection<S, E>,
): readonly TableDefinition[] =>
  projection.kind === 'keyed' ? projection.tables : projection.sets.flatMap(({ tables }) => tables);
