import { writeSync } from 'node:fs';
import { openSqliteEventStore } from '../index.js';
import { LOAD_WRITERS, loadAppend } from './load.js';

// Appends as fast as it can until it is killed. Says each acknowledgement at once, by a system call of
// its own, so that nothing acknowledged is lost in a buffer when the process dies.
const [path = '', round = ''] = process.argv.slice(2);
const store = openSqliteEventStore({ path });

const write = async (writer: number): Promise<void> => {
  for (let turn = 0; ; turn += 1) {
    const { outcome } = await store.append(loadAppend({ round: Number(round), writer, turn }));
    if (outcome !== 'appended') throw new Error(`Writer ${writer} was refused in turn ${turn}.`);
    writeSync(1, `${writer} ${turn}\n`);
  }
};

await Promise.all(Array.from({ length: LOAD_WRITERS }, (_, writer) => write(writer)));
