import { appendAsTold } from '#libs/event-sourcing/testing';
import { openEventStoreDb } from '../index.js';

const [connectionString = '', namespace = '', told = ''] = process.argv.slice(2);
const store = await openEventStoreDb({ connectionString, namespace });
await appendAsTold(store, told, (line) => process.stdout.write(`${line}\n`));
await store.close();
