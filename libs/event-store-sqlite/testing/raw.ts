import Database from 'better-sqlite3';

/** A connection that knows nothing of our code, as any tool may open one. */
export const rawly = <T>(path: string, use: (db: Database.Database) => T): T => {
  const db = new Database(path);
  try {
    return use(db);
  } finally {
    db.close();
  }
};
