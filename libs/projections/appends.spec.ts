import type { Batch, Instant, Position, StoredEvent } from '#libs/event-sourcing';
import { createAppendJoiner, isAfter, microsIn } from './appends.js';

const at = (number: number): Position => `s:${number}` as Position;
const event = (number: number, knownAt: string, stream = 'journey-1'): StoredEvent => ({
  ...{ id: `e${number}`, body: '{}', hash: '', stream, revision: number },
  ...{ position: at(number), knownAt: `2025-09-01T09:00:00.${knownAt}Z` as Instant },
});
const batch = (events: readonly StoredEvent[], upTo: number, caughtUp = false): Batch => ({
  ...{ events, upTo: at(upTo), caughtUp },
});
const sizes = ({ appends }: { appends: readonly { events: readonly unknown[] }[] }) =>
  appends.map(({ events }) => events.length);

describe('appends put back together', () => {
  it('hold back what may go on in the next page', () => {
    const joiner = createAppendJoiner('start');
    const first = joiner.take(batch([event(1, '000001'), event(2, '000002')], 2));
    expect([sizes(first), first.upTo, first.events]).toEqual([[1], at(1), 1]);
    const second = joiner.take(batch([event(3, '000002'), event(4, '000003')], 4));
    expect([sizes(second), second.upTo, second.events]).toEqual([[2], at(3), 2]);
  });

  it('are whole when the log has no more', () => {
    const joiner = createAppendJoiner('start');
    const whole = joiner.take(batch([event(1, '000001'), event(2, '000001')], 9, true));
    expect([sizes(whole), whole.upTo]).toEqual([[2], at(9)]);
  });

  it('move on where nothing was let through', () => {
    const whole = createAppendJoiner(at(3)).take(batch([], 8));
    expect([whole.appends, whole.upTo]).toEqual([[], at(8)]);
  });

  it('know when they were known, to the microsecond', () => {
    expect(microsIn('1970-01-01T00:00:01.000002Z' as Instant)).toBe(1_000_002);
    expect(microsIn('2199-12-31T23:59:59.999999Z' as Instant)).toBe(7_258_118_399_999_999);
  });
});

describe('positions', () => {
  it('come after the start, and after smaller ones', () => {
    expect(isAfter(at(1), 'start')).toBe(true);
    expect(isAfter('start', 'start')).toBe(false);
    expect(isAfter('start', at(1))).toBe(false);
    expect(isAfter(at(2), at(1))).toBe(true);
    expect(isAfter(at(1), at(1))).toBe(false);
  });
});
