import type { ReadStream } from '#libs/event-sourcing';
import type { Calls, LogEvent } from './calls.js';

const PAGE = 1000;

/** A part of a stream, page after page. @throws RangeError on a limit that lets nothing through */
export const streamPart = async (
  calls: Calls,
  stream: string,
  { direction = 'forwards', from, limit }: ReadStream,
): Promise<readonly LogEvent[]> => {
  if (limit !== undefined) assertLimit(limit);
  const events: LogEvent[] = [];
  for await (const page of pages(calls, stream, { direction, from, limit })) events.push(...page);
  // Backwards from beyond the end: a server may find nothing there.
  if (events.length === 0 && direction === 'backwards' && from !== undefined)
    return streamPart(calls, stream, { direction, limit });
  return events;
};

async function* pages(
  calls: Calls,
  stream: string,
  { direction = 'forwards', from, limit = Infinity }: ReadStream,
): AsyncGenerator<readonly LogEvent[]> {
  const step = direction === 'forwards' ? 1 : -1;
  let left = limit;
  let next = from;
  while (left > 0 && (next === undefined || next >= 0)) {
    const size = Math.min(PAGE, left);
    const page = await calls.readStream(stream, { direction, from: next, limit: size });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < size) return;
    left -= page.length;
    next = last.revision + step;
  }
}

export const assertLimit = (limit: number): void => {
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new RangeError(`A reading needs a limit of at least 1, not ${limit}.`);
};
