import { randomUUID } from 'node:crypto';
import { OutcomeUnknown } from '#libs/event-sourcing';
import type { Append, AppendOutcome } from '#libs/event-sourcing';
import type { Calls, LogEvent } from './calls.js';
import type { KnownTimes } from './known-times.js';
import { isPassing, patiently, type Patience } from './patience.js';
import type { Place, Positions } from './places.js';
import { send } from './sending.js';
import type { Sending } from './stamp.js';
import type { Tail } from './tail.js';

export type AppendingParts = Readonly<{
  calls: Calls;
  times: KnownTimes;
  tail: Tail;
  positions: Positions;
  patience: Patience;
}>;

/**
 * Appends, and sends the same again while the connection or the leader is away: the server knows
 * the events by their ids and their expected place, so that they are recorded once.
 */
export const createAppending = (parts: AppendingParts) => {
  const { calls, tail, patience } = parts;
  const answers = createAnswers(parts);

  const carryOut = async (append: Append): Promise<AppendOutcome> => {
    const { seen, knownAt } = await patiently(tail.recent, patience);
    const sending = { sending: randomUUID(), seen, seenKnownAt: knownAt };
    let sendings = 0;
    const sent = await patiently(() => {
      sendings += 1;
      return send(calls, append, sending);
    }, patience);
    if (sent.went === 'in')
      return patiently(() => answers.wentIn(append, sending, sent.place), patience);
    // Sent more than once, it may have met itself: not every server tells that from a conflict.
    const itself =
      sendings > 1 ? await patiently(() => answers.found(append, sending), patience) : undefined;
    return itself ?? { outcome: 'wrong-expected-revision', actual: sent.actual };
  };

  return async (append: Append): Promise<AppendOutcome> => {
    try {
      return await carryOut(append);
    } catch (error) {
      throw isPassing(error) ? inDoubt(error) : error;
    }
  };
};

const createAnswers = ({ calls, times, tail, positions }: AppendingParts) => {
  const answer = async (event: LogEvent, { sending }: Sending): Promise<AppendOutcome> => {
    const [knownAt = event.stamp.recordedAt] = await times.of([event]);
    const { revision, place, stamp } = event;
    const repeated = stamp.sending !== sending;
    return { outcome: 'appended', revision, position: positions.at(place), knownAt, repeated };
  };

  const wentIn = async (
    append: Append,
    sending: Sending,
    place: Place | undefined,
  ): Promise<AppendOutcome> => {
    await tail.look();
    const knownAt = times.ofSending(sending.sending);
    const revision = lastOf(append);
    if (knownAt !== undefined && place !== undefined) {
      const position = positions.at(place);
      return { outcome: 'appended', revision, position, knownAt, repeated: false };
    }
    // The server says "appended" also to the resend of what stands there already.
    const part = { direction: 'forwards', from: revision, limit: 1 } as const;
    const [last] = await calls.readStream(append.stream, part);
    if (last === undefined) throw new Error('The server does not give back what it has recorded.');
    return answer(last, sending);
  };

  /** The very same events stand at the expected place: an earlier sending went in. */
  const found = async (append: Append, sending: Sending): Promise<AppendOutcome | undefined> => {
    const { stream, events } = append;
    const from = lastOf(append) - events.length + 1;
    const part = { direction: 'forwards', from, limit: events.length } as const;
    const there = await calls.readStream(stream, part);
    const last = there.at(-1);
    const same = events.every(({ id }, index) => there[index]?.id === id);
    return same && last ? answer(last, sending) : undefined;
  };

  return { wentIn, found };
};

const lastOf = ({ expected, events }: Append): number =>
  (expected === 'no-stream' ? -1 : expected) + events.length;

const inDoubt = (cause: unknown): OutcomeUnknown =>
  new OutcomeUnknown(
    'The event store could not be reached to confirm the append: it may or may not have been ' +
      'recorded. Send the same command again; if it was recorded, that is found and nothing is ' +
      'recorded twice.',
    { cause },
  );
