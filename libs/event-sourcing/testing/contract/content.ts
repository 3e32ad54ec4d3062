import { createHash } from 'node:crypto';
import { instantOf, microsOf, type Append, type Instant } from '../../index.js';
import { appending, AT, bares, newEvent, newEvents, newName, put } from './examples.js';
import type { Log } from './log.js';

const MEBIBYTE = 2 ** 20;

export const contentContract = (log: Log): void => {
  const roundTrip = async (bodies: readonly string[]): Promise<void> => {
    const stream = newName();
    const events = bodies.map((body) => newEvent(body));
    await put(log.store(), appending(stream, 'no-stream', events));
    const read = await log.store().readStream(stream);
    expect(bares(read)).toEqual(bares(events));
    for (const { body, hash } of read)
      expect(createHash('sha256').update(body).digest('hex')).toBe(hash);
  };

  it('comes back character for character', () =>
    roundTrip([
      '{"name":"Zoë Ó Súilleabháin"}',
      '{"name":"李小龍 👩‍👩‍👧 مرحبا"}',
      '{"composed":"é","decomposed":"e\u0301"}',
      String.raw`{"escaped":"\u0000 \" \\ \ud83d"}`,
      'no JSON at all, \u0000 and the end\u2028\uffff',
      '{}',
    ]));

  it('may be a mebibyte', () => roundTrip([JSON.stringify({ long: 'ä'.repeat(MEBIBYTE / 2) })]));

  it('may be thousands of events at once', async () => {
    const stream = newName();
    const events = newEvents(3000);
    await put(log.store(), appending(stream, 'no-stream', events));
    expect(bares(await log.store().readStream(stream))).toEqual(bares(events));
  });

  it('may be in a stream of any name', async () => {
    for (const start of ['ünïcode-🚌', "quote'd", 'per%cent_', 'a/b:c', ' '])
      await put(log.store(), appending(newName(start), 'no-stream'));
    const stream = newName('ünïcode-🚌');
    await put(log.store(), appending(stream, 'no-stream'));
    expect((await log.store().readStream(stream))[0]?.stream).toBe(stream);
  });

  malformed(log);
  knownTimes(log);
};

const malformed = (log: Log): void => {
  const good = newEvent();
  const cases: readonly (readonly [string, (stream: string) => Append])[] = [
    ['no event at all', (stream) => appending(stream, 'no-stream', [])],
    ['a name of nothing', () => appending('', 'no-stream')],
    ['an id that is no UUID', (s) => appending(s, 'no-stream', [{ ...good, id: 'one' }])],
    ['a hash that is none', (s) => appending(s, 'no-stream', [{ ...good, hash: 'abc' }])],
    ['half a character', (s) => appending(s, 'no-stream', [newEvent('"\ud83d"')])],
    [
      'a time that is none',
      (s) => ({ ...appending(s, 'no-stream'), recordedAt: 'now' as Instant }),
    ],
  ];

  it.each(cases)('is refused alone when it has %s', async (_, append) => {
    const stream = newName();
    const neighbours = [`${stream}-1`, `${stream}-2`];
    const [before, bad, after] = await Promise.allSettled([
      log.store().append(appending(`${stream}-1`, 'no-stream')),
      log.store().append(append(stream)),
      log.store().append(appending(`${stream}-2`, 'no-stream')),
    ]);
    expect([before.status, bad.status, after.status]).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await log.store().readStream(stream)).toEqual([]);
    for (const neighbour of neighbours)
      expect(await log.store().readStream(neighbour)).toHaveLength(1);
  });
};

const knownTimes = (log: Log): void => {
  const later = (micros: bigint): Instant => instantOf(microsOf(AT) + micros);
  const HOUR = 3_600_000_000n;

  // A log that others have used may be known up to any time already.
  const aheadOf = async (stream: string): Promise<bigint> => {
    const { knownAt } = await put(log.store(), appending(stream, 'no-stream'));
    return microsOf(knownAt) - microsOf(AT);
  };

  it('is known when it was recorded, where the clock runs on', async () => {
    const stream = newName();
    const ahead = await aheadOf(stream);
    const recordedAt = later(ahead + HOUR);
    const { knownAt } = await put(log.store(), { ...appending(stream, 0), recordedAt });
    expect(knownAt).toBe(recordedAt);
  });

  it('is known later than all before it, even when the clock is set back', async () => {
    const stream = newName();
    const first = await aheadOf(stream);
    const clock = [first + HOUR, first + HOUR, first - HOUR, first, first + 2n * HOUR];
    const known: string[] = [];
    for (const [index, micros] of clock.entries()) {
      const append = appending(`${stream}-${index}`, 'no-stream', newEvents(2));
      known.push((await put(log.store(), { ...append, recordedAt: later(micros) })).knownAt);
    }
    expect(known).toEqual([
      later(first + HOUR),
      later(first + HOUR + 1n),
      later(first + HOUR + 2n),
      later(first + HOUR + 3n),
      later(first + 2n * HOUR),
    ]);
  });

  it('is known at one time, all of one append, through every reading', async () => {
    const stream = newName();
    const { knownAt } = await put(log.store(), appending(stream, 'no-stream', newEvents(3)));
    const read = await (await log.another()).readStream(stream);
    expect(read.map((event) => event.knownAt)).toEqual([knownAt, knownAt, knownAt]);
  });
};
