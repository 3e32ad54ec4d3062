import type { EventStore } from '../index.js';
import { newEvent, persist } from './contract/examples.js';

/** What another process is told to append: round the streams, one event each, whoever else does. */
export type AppendTask = Readonly<{ streams: readonly string[]; appends: number }>;

export type Acknowledged = Readonly<{ stream: string; revision: number; id: string }>;

/** `told` is an {@link AppendTask} as JSON. Says each acknowledgement as a line of JSON. */
export const appendAsTold = async (
  store: EventStore,
  told: string,
  say: (line: string) => void,
): Promise<void> => {
  const { streams, appends } = JSON.parse(told) as AppendTask;
  for (let turn = 0; turn < appends; turn += 1) {
    const stream = streams[turn % streams.length] ?? '';
    const event = newEvent();
    const { revision } = await persist(store, stream, event);
    say(JSON.stringify({ stream, revision, id: event.id } satisfies Acknowledged));
  }
};
