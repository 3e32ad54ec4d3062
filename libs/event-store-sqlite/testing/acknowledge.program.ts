import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openSqliteEventStore } from '../index.js';
import { loadAppend } from './load.js';

// Appends in groups and says each acknowledgement by a system call, to be watched from outside. With
// the word `lowered` it takes the durability away behind the store's back, to show that it is seen.
const [path = '', how = ''] = process.argv.slice(2);
const GROUPS = 10;
const WRITERS = 8;

type Prepare = (this: Database.Database, sql: string) => unknown;

if (how === 'lowered') {
  const prepare = Reflect.get(Database.prototype, 'prepare') as Prepare;
  const lowering: Prepare = function (sql) {
    if (sql === 'BEGIN IMMEDIATE') this.pragma('synchronous = NORMAL');
    return prepare.call(this, sql);
  };
  Reflect.set(Database.prototype, 'prepare', lowering);
}

const store = openSqliteEventStore({ path });
for (let turn = 0; turn < GROUPS; turn += 1) {
  const appends = Array.from({ length: WRITERS }, async (_, writer) => {
    const { outcome } = await store.append(loadAppend({ round: 0, writer, turn }));
    writeSync(1, `ACK ${outcome} ${writer} ${turn}\n`);
  });
  await Promise.all(appends);
}
await store.close();
