import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  createCodec,
  ERASED,
  event,
  FIRST_PREVIOUS,
  keepSealed,
  onDay,
  personalValuesIn,
  UnreadableEvent,
} from './index.js';
import type {
  Event,
  Happened,
  Instant,
  KeyLookup,
  LocalDate,
  NewEvent,
  Position,
  Recording,
  StoredEvent,
  SubjectKey,
} from './index.js';
import { exampleKey } from './testing/index.js';
import { lendingCatalogue, type LendingEvent } from './testing/lending.js';

// Format 1 is for good: what these files hold must be written and read so by every later version. To
// change one of them is to make what is recorded unreadable.
const golden = (name: string): NewEvent =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'golden', `${name}.json`), 'utf8')) as NewEvent;

const stream = 'card-1';
const firstKey = exampleKey('key-1', 7);
const secondKey = exampleKey('key-2', 9);
const codec = createCodec<LendingEvent>(lendingCatalogue);

/** The catalogue of yesterday: loans were counted in whole weeks. */
const { upcasters: _, ...itemLent } = lendingCatalogue.ItemLent;
const yesterday = {
  ItemLent: event({
    ...itemLent,
    version: 1,
    data: { loanId: z.string(), item: z.string(), weeks: z.int() },
  }),
};

const happened = <E extends Event>(fact: E, index: number): Happened<E> => ({
  ...fact,
  eventId: `00000000-0000-5000-8000-00000000000${index}`,
  entryId: `entry-${index}`,
  occurredOn: onDay('2026-03-02' as LocalDate),
  actor: { id: 'staff-1', role: 'librarian' },
  irregularities: [],
});

const recording = (revision: number, previous: string, key?: SubjectKey): Recording => ({
  ...{ authority: 'E10000016', stream, revision, previous, key },
  recordedAt: '2026-03-02T09:00:00.000001Z' as Instant,
  source: 'user',
  correlationId: 'correlation-1',
  command: { id: `command-${revision}`, caller: 'desk', digest: 'digest', kid: key?.kid },
  iv: () => Buffer.alloc(12, revision + 1),
});

const opened = happened<LendingEvent>(
  { type: 'CardOpened', data: { cardId: 'card-1', name: 'Zoë 👩‍👧 "Z" O’Neill' } },
  0,
);

const lent: Happened<LendingEvent> = {
  ...happened<LendingEvent>(
    {
      type: 'ItemLent',
      data: { loanId: 'loan-1', item: 'atlas', days: 30, remark: 'for her mother' },
    },
    1,
  ),
  occurredOn: {
    from: '2026-03-01' as LocalDate,
    to: '2026-03-31' as LocalDate,
    precision: 'month',
  },
  receivedOn: '2026-04-01' as LocalDate,
  actor: { id: 'staff-1', role: 'librarian', team: 'north' },
  decision: {
    by: 'staff-2',
    role: 'manager',
    on: '2026-03-01' as LocalDate,
    meeting: 'desk-9',
    attested: 'minuted',
  },
  evidence: [{ kind: 'letter', ref: 'doc-1' }],
  irregularities: [{ code: 'longer-than-allowed', reason: 'She is ill.' }],
};

const lentYesterday = happened(
  { type: 'ItemLent', data: { loanId: 'loan-2', item: 'globe', weeks: 2 } } as const,
  2,
);

const paid = happened<LendingEvent>({ type: 'FeePaid', data: { pence: 250 } }, 3);

const restated = happened<LendingEvent>(
  {
    type: 'PersonalDataRestated',
    data: { retired: 'key-1', values: { [opened.eventId]: { name: 'Zoë 👩‍👧 "Z" O’Neill' } } },
  },
  4,
);

const written = (): Readonly<Record<string, NewEvent>> => {
  const encodeOld = createCodec<typeof lentYesterday>(yesterday).encode;
  const cardOpened = codec.encode(opened, recording(0, FIRST_PREVIOUS, firstKey));
  const lentFull = codec.encode(lent, {
    ...recording(1, cardOpened.hash, firstKey),
    causationId: 'cause-1',
  });
  const lentOld = encodeOld(lentYesterday, recording(2, lentFull.hash));
  const feePaid = codec.encode(paid, recording(3, lentOld.hash));
  const dataRestated = codec.encode(restated, recording(4, feePaid.hash, secondKey));
  return {
    'card-opened': cardOpened,
    'item-lent': lentFull,
    'item-lent-version-1': lentOld,
    'fee-paid': feePaid,
    'personal-data-restated': dataRestated,
  };
};

const names = Object.keys(written());

const stored = (count = names.length): readonly StoredEvent[] =>
  names.slice(0, count).map((name, revision) => ({
    ...golden(name),
    ...{ stream, revision, position: `p:${revision}` as Position },
    knownAt: '2026-03-02T09:00:00.000001Z' as Instant,
  }));

const bothKeys: KeyLookup = (kid) => [firstKey, secondKey].find((key) => key.kid === kid);
const onlySecond: KeyLookup = (kid) => (kid === secondKey.kid ? secondKey : undefined);

describe('stored format 1', () => {
  it.each(names)('writes %s byte for byte as it is frozen', (name) =>
    expect(written()[name]).toEqual(golden(name)),
  );

  it('reads back what happened', () => {
    const read = codec.decode(stored(), bothKeys);
    expect(read[0]).toMatchObject({ ...opened, stream, revision: 0, position: 'p:0' });
    expect(read[1]).toMatchObject(lent);
    expect(read[1]).toMatchObject({ causationId: 'cause-1', command: { kid: 'key-1' } });
    expect(read[3]).toMatchObject({ ...paid, source: 'user', correlationId: 'correlation-1' });
  });

  it('raises an older version to today’s', () =>
    expect(codec.decode(stored(), bothKeys)[2]?.data).toEqual({
      ...{ loanId: 'loan-2', item: 'globe', days: 14 },
    }));

  it('reads personal values whose key is gone as erased, reasons included', () => {
    const [first, second] = codec.decode(stored(2), keepSealed);
    expect(first?.data).toEqual({ cardId: 'card-1', name: ERASED });
    expect(second?.data).toEqual({ loanId: 'loan-1', item: 'atlas', days: 30, remark: ERASED });
    expect(second?.irregularities).toEqual([{ code: 'longer-than-allowed', reason: ERASED }]);
  });

  it('reads on what was restated under a new key, and nothing else of the old', () => {
    const [first, second] = codec.decode(stored(), onlySecond);
    expect(first?.data).toEqual(opened.data);
    expect(second?.data).toMatchObject({ remark: ERASED });
  });

  it('gives out personal values as they were sealed, for the next restatement', () => {
    const before = personalValuesIn(lendingCatalogue, stored(2), bothKeys);
    expect(Object.fromEntries(before)).toEqual({
      [opened.eventId]: { name: 'Zoë 👩‍👧 "Z" O’Neill' },
      [lent.eventId]: {
        remark: 'for her mother',
        $reasons: { 'longer-than-allowed': 'She is ill.' },
      },
    });
    const after = personalValuesIn(lendingCatalogue, stored(), onlySecond);
    expect([...after.keys()]).toEqual([opened.eventId]);
  });

  it('keeps personal values out of what anybody can read', () => {
    for (const { body } of stored()) expect(body).not.toMatch(/Zoë|mother|ill\./);
  });
});

describe('reading refuses', () => {
  const changed = (change: (event: StoredEvent) => Partial<StoredEvent>) =>
    stored().map((each, index) => (index === 1 ? { ...each, ...change(each) } : each));

  /** Somebody who can write to the file can also write a hash that matches. */
  const forged = (from: string, to: string) =>
    changed(({ body }) => {
      const other = body.replace(from, to);
      return { body: other, hash: createHash('sha256').update(other).digest('hex') };
    });

  it('a body in which any one character was altered', () => {
    const body = golden('item-lent').body;
    for (let at = 0; at < body.length; at += 1) {
      const other = body[at] === 'x' ? 'y' : 'x';
      const altered = body.slice(0, at) + other + body.slice(at + 1);
      expect(() =>
        codec.decode(
          changed(() => ({ body: altered })),
          bothKeys,
        ),
      ).toThrow('Event 1 of card-1 cannot be read: its hash does not match');
    }
  });

  it('a body that was moved to another place', () => {
    expect(() =>
      codec.decode(
        changed(() => ({ stream: 'card-2' })),
        bothKeys,
      ),
    ).toThrow('moved');
    expect(() =>
      codec.decode(
        changed(() => ({ revision: 7 })),
        bothKeys,
      ),
    ).toThrow('moved');
  });

  it('a ciphertext that was altered, even with a new hash', () => {
    const altered = forged('"ct":"Y', '"ct":"Z');
    expect(() => codec.decode(altered, bothKeys)).toThrow();
    expect(codec.decode(altered, keepSealed)).toHaveLength(5);
  });

  it('a type that this version does not know', () => {
    const unknown = forged('item-lent', 'item-burnt');
    expect(() => codec.decode(unknown, keepSealed)).toThrow(UnreadableEvent);
    expect(() => codec.decode(unknown, keepSealed)).toThrow('type item-burnt is unknown');
  });

  it('a shape that this version does not know, unless it is told to trust', () => {
    const misshapen = forged('"days":30', '"days":"many"');
    expect(() => codec.decode(misshapen, keepSealed)).toThrow('expected number');
    expect(codec.decode(misshapen, keepSealed, 'trust')).toHaveLength(5);
  });

  it('an old version that nothing raises', () => {
    const { upcasters: _none, ...declared } = lendingCatalogue.ItemLent;
    const forgetful = createCodec<LendingEvent>({
      ...lendingCatalogue,
      ItemLent: event(declared),
    });
    expect(() => forgetful.decode(stored(), bothKeys)).toThrow(
      'no upcaster raises schema version 1',
    );
  });
});

describe('writing refuses', () => {
  it('personal values without a key', () =>
    expect(() => codec.encode(opened, recording(0, FIRST_PREVIOUS))).toThrow('card-1 has no key'));

  it('fields that the catalogue does not declare', () => {
    const more = happened({ type: 'FeePaid', data: { pence: 1, colour: 'red' } }, 5);
    const { encode } = createCodec<typeof more>(lendingCatalogue);
    expect(() => encode(more, recording(0, FIRST_PREVIOUS))).toThrow('colour');
  });
});
