import { appendAsTold } from '#libs/event-sourcing/testing';
import { openSqliteEventStore } from '../index.js';

const [path = '', told = ''] = process.argv.slice(2);
const store = openSqliteEventStore({ path });
await appendAsTold(store, told, (line) => process.stdout.write(`${line}\n`));
await store.close();
