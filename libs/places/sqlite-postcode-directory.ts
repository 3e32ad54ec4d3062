import Database from 'better-sqlite3';
import type {
  PlacedPostcode,
  PostcodeDirectory,
  PostcodePlace,
  PostcodeShelf,
} from './postcode-directory.js';

const VERSION = 1;
const BUSY_TIMEOUT_MS = 30_000;

const SCHEMA = `
  CREATE TABLE postcode (
    postcode TEXT PRIMARY KEY,
    easting INTEGER NOT NULL,
    northing INTEGER NOT NULL,
    district TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

export type SqlitePostcodeDirectory = PostcodeDirectory &
  PostcodeShelf &
  Readonly<{ close: () => Promise<void> }>;

/** A file of its own, made when it is missing; lost, it is imported again. */
export const openSqlitePostcodeDirectory = (file: string): SqlitePostcodeDirectory => {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  db.pragma('journal_mode = wal');
  // A reference table that can be imported again need not survive a power cut to the last row.
  db.pragma('synchronous = normal');
  db.transaction(() => migrate(db, file)).immediate();
  const select = db.prepare<[string], PostcodePlace>(
    'SELECT easting, northing, district FROM postcode WHERE postcode = ?',
  );
  const put = putting(db);
  return {
    find: async (postcode) => select.get(postcode),
    put: async (places) => put.immediate(places),
    close: async () => {
      db.close();
    },
  };
};

const migrate = (db: Database.Database, file: string): void => {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > VERSION)
    throw new Error(
      `The postcode directory ${file} is of version ${version}; this program knows version ` +
        `${VERSION}. Nothing was changed. Use the newer program, or import into a new file.`,
    );
  if (version === VERSION) return;
  db.exec(SCHEMA);
  db.pragma(`user_version = ${VERSION}`);
};

const putting = (db: Database.Database) => {
  const insert = db.prepare<PlacedPostcode>(
    `INSERT INTO postcode (postcode, easting, northing, district)
     VALUES (@postcode, @easting, @northing, @district)
     ON CONFLICT (postcode) DO NOTHING`,
  );
  const update = db.prepare<PlacedPostcode>(
    `UPDATE postcode SET easting = @easting, northing = @northing, district = @district
     WHERE postcode = @postcode
       AND (easting, northing, district) IS NOT (@easting, @northing, @district)`,
  );
  return db.transaction((places: readonly PlacedPostcode[]) => {
    let [added, changed] = [0, 0];
    for (const place of places) {
      const isNew = insert.run(place).changes;
      added += isNew;
      if (isNew === 0) changed += update.run(place).changes;
    }
    return { added, changed };
  });
};
