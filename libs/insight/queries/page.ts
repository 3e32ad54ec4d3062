/** One page of a list. `next` asks for what comes after it; absent on the last page. */
export type Page<Row> = Readonly<{ rows: readonly Row[]; next: string | undefined }>;

export type Paging = Readonly<{ cursor?: string | undefined; limit: number }>;

/** The cursor was not given out by this list. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
  constructor() {
    super('The cursor is not one of this list. Ask for the first page, without a cursor.');
  }
}

export type Keys = readonly (string | number)[];

export const cursorOf = (keys: Keys): string =>
  Buffer.from(JSON.stringify(keys), 'utf8').toString('base64url');

/** The keys in a cursor, of the same kinds as in `like`. @throws BadCursor */
export const keysIn = (cursor: string | undefined, like: Keys): Keys | undefined => {
  if (cursor === undefined) return undefined;
  const keys = parsed(cursor);
  const fits =
    Array.isArray(keys) &&
    keys.length === like.length &&
    keys.every((key, at) => typeof key === typeof like[at]);
  if (!fits) throw new BadCursor();
  return keys as Keys;
};

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** Of `limit` + 1 rows read, the page, and where the next one begins. */
export const pageOf = <Row>(
  read: readonly Row[],
  limit: number,
  keysOf: (row: Row) => Keys,
): Page<Row> => {
  const rows = read.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: read.length > limit && last ? cursorOf(keysOf(last)) : undefined };
};
