import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { FeedItem } from '#libs/publishing';

const HEARTBEAT_MS = 15_000;

/**
 * Server-Sent Events, no faster than they are read. A comment now and then shows that the line is
 * alive. Where a message was left out, its cursor goes out alone, so that a return begins after it.
 */
export const eventStream = (
  items: AsyncIterable<FeedItem>,
  wanted: (type: string) => boolean,
  ending: AbortController,
): PassThrough => {
  const out = new PassThrough();
  const heartbeat = setInterval(() => out.write(':\n\n'), HEARTBEAT_MS);
  out.on('close', () => {
    clearInterval(heartbeat);
    ending.abort();
  });
  const send = async (text: string): Promise<void> => {
    if (!out.write(text))
      await once(out, 'drain', { signal: ending.signal }).catch(() => undefined);
  };
  const sendAll = async (): Promise<void> => {
    await send('retry: 1000\n\n');
    for await (const item of items) await send(wireOf(item, wanted));
    out.end();
  };
  sendAll().catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error('The feed broke off.')),
  );
  return out;
};

const wireOf = ({ cursor, message }: FeedItem, wanted: (type: string) => boolean): string =>
  message && wanted(message.type)
    ? `id: ${cursor}\nevent: ${message.type}\ndata: ${JSON.stringify(message)}\n\n`
    : `id: ${cursor}\n\n`;
