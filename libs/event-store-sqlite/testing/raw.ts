import Database from 'better-sqlite3';

/** A connection that knows nothing of our code: the kind every other tool opens. */
export const rawly = <T>(path: string, use: (db: Database.Database) => T): T => {
  const db = new Database(path);
  try {
    return use(db);
  } finally {
    db.close();
  }
};
