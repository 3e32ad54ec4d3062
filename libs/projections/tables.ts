/** What a cell can hold on every database: flags are 0 or 1, dates and codes are text. */
export type Cell = string | number | null;

export type ColumnType = 'text' | 'integer' | 'text or null' | 'integer or null';

/** `current` indexes only rows that are known still: small, and used by lists as of now. */
export type IndexDefinition = Readonly<{ columns: readonly string[]; current?: true }>;

/**
 * A stored table. Beside its own columns each row has `stream` and `row_key` (unique in its stream
 * at any time); in a table with history also `known_from` and `known_to`, in microseconds since 1970.
 */
export type TableDefinition = Readonly<{
  name: string;
  columns: Readonly<Record<string, ColumnType>>;
  indexes: readonly IndexDefinition[];
}>;

type CellOf<C extends ColumnType> =
  | (C extends 'text' | 'text or null' ? string : number)
  | (C extends 'text or null' | 'integer or null' ? null : never);

/** One row as a projection computes it: `key` tells it from the other rows of its stream. */
export type RowOf<T extends TableDefinition> = Readonly<
  { key: string } & { [C in keyof T['columns']]: CellOf<T['columns'][C]> }
>;

export type Row = Readonly<{ key: string } & Record<string, Cell>>;

/** The rows of one stream, by table name. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** `known_to` of a row that nothing has contradicted yet: 2^53 - 1, beyond every instant. */
export const KNOWN_STILL = Number.MAX_SAFE_INTEGER;

type Placed = { stream: string; row_key: string };

/** A row of a table without history, as queries see it. */
export type Stored<T extends TableDefinition> = Placed & {
  -readonly [C in keyof T['columns']]: CellOf<T['columns'][C]>;
};

/** A row of a table with history, as queries see it. */
export type Versioned<T extends TableDefinition> = Stored<T> & {
  known_from: number;
  known_to: number;
};

export const isSame = (columns: readonly string[], a: Row, b: Row): boolean => {
  for (const column of columns) if (a[column] !== b[column]) return false;
  return true;
};
