import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { temporaryFolder } from '#libs/event-store-sqlite/testing';
import {
  createCodec,
  createRecorder,
  FIRST_PREVIOUS,
  folded,
  idsOf,
  instantOf,
  microsOf,
  onDay,
  OutcomeUnknown,
  planEntry,
} from './index.js';
import type {
  Envelope,
  EventStore,
  Instant,
  LocalDate,
  Planner,
  Remembered,
  StreamKeys,
  SubjectKey,
  Ticket,
  Written,
} from './index.js';
import { exampleKey } from './testing/index.js';
import { lendingCatalogue, lendingRules } from './testing/lending.js';
import type { LendingCommand, LendingEvent } from './testing/lending.js';

const { fileIn, remove } = temporaryFolder();
const stream = 'card-1';
const key = exampleKey();
const keys: StreamKeys = {
  current: key,
  open: (kid): SubjectKey | undefined => (kid === key.kid ? key : undefined),
};
const keysOf = async (): Promise<StreamKeys> => keys;

let files = 0;
let store: EventStore;
let seconds = 0n;

beforeEach(() => {
  files += 1;
  seconds = 0n;
  store = openSqliteEventStore({ path: fileIn(`${files}.db`) });
});
afterEach(() => store.close());
afterAll(remove);

const START = microsOf('2026-03-02T09:00:00.000000Z' as Instant);

const recorderOn = (on: EventStore) =>
  createRecorder<LendingEvent>({
    authority: 'E10000016',
    store: on,
    codec: createCodec(lendingCatalogue),
    catalogue: lendingCatalogue,
    now: () => instantOf(START + (seconds += 1n) * 1_000_000n),
    iv: () => Buffer.alloc(12, Number(seconds % 256n)),
  });

const ticketOf = (commandId: string, body: unknown, more: Partial<Ticket> = {}): Ticket => ({
  ...{ commandId, caller: 'desk', body, correlationId: 'correlation-1', source: 'user' },
  actor: { id: 'staff-1', role: 'librarian' },
  ...more,
});

const planFor =
  (command: Omit<LendingCommand, 'details'>, ticket: Ticket): Planner<LendingEvent> =>
  ({ events }) => {
    const ids = idsOf(stream, ticket);
    return planEntry(lendingRules, folded(lendingRules, events), {
      command: {
        ...command,
        details: { occurredOn: onDay('2026-03-02' as LocalDate) },
      } as LendingCommand,
      context: { newLoanId: ids.entity('loan', 0), mostAtOnce: 2 },
      actor: ticket.actor,
      ids,
      after: { entries: 0, events: 0 },
    });
  };

type Asked = Readonly<{
  on?: EventStore;
  ticket?: Partial<Ticket>;
  remembered?: Remembered<LendingEvent>;
  asksForKeys?: typeof keysOf;
  plan?: (usual: Planner<LendingEvent>) => Planner<LendingEvent>;
}>;

const ask = (
  commandId: string,
  command: Omit<LendingCommand, 'details'>,
  {
    on = store,
    ticket: more,
    remembered,
    plan = (usual) => usual,
    asksForKeys = keysOf,
  }: Asked = {},
): Promise<Written<LendingEvent>> => {
  const ticket = ticketOf(commandId, command, more);
  const usual = planFor(command, ticket);
  return recorderOn(on).write({ stream, keysOf: asksForKeys, ticket }, plan(usual), remembered);
};

const open = { type: 'OpenCard', data: { cardId: 'card-1', name: 'Ada' } } as const;
const lend = { type: 'LendItem', data: { item: 'atlas', days: 7 } } as const;
const pay = (pence: number) => ({ type: 'PayFee', data: { pence } }) as const;

const recorded = async (asked: Promise<Written<LendingEvent>>) => {
  const written = await asked;
  if (written.outcome !== 'recorded') throw new Error(`It was ${written.outcome}.`);
  return written;
};

const typesThere = async (): Promise<readonly string[]> =>
  (await recorderOn(store).read(stream, keys)).events.map(({ type }) => type);

const expectUnbrokenChain = async (): Promise<void> => {
  const events = await store.readStream(stream);
  const previous = events.map(({ body }) => (JSON.parse(body) as Envelope).previous);
  expect(previous).toEqual([FIRST_PREVIOUS, ...events.map(({ hash }) => hash).slice(0, -1)]);
};

describe('recording', () => {
  it('records what was planned, and gives back the stream as it will be read', async () => {
    await recorded(ask('c-1', open));
    const written = await recorded(ask('c-2', lend));
    expect(written).toMatchObject({ revision: 1, repeated: false, events: [{ type: 'ItemLent' }] });
    expect(written.position).toBe(await store.head());
    expect(written.history).toEqual(await recorderOn(store).read(stream, keys));
    await expectUnbrokenChain();
  });

  it('goes on from what it gave back, without reading again', async () => {
    const { history } = await recorded(ask('c-1', open));
    const [reads, asksForKeys] = [jest.fn(store.readStream), jest.fn(keysOf)];
    const on = { ...store, readStream: reads };
    await recorded(ask('c-2', lend, { on, asksForKeys, remembered: { history, keys } }));
    expect([reads.mock.calls.length, asksForKeys.mock.calls.length]).toEqual([0, 0]);
    await expectUnbrokenChain();
  });

  it('says what is refused, and what is so already, and records neither', async () => {
    await recorded(ask('c-1', open));
    await recorded(ask('c-2', lend));
    const loanId = idsOf(stream, ticketOf('c-2', lend)).entity('loan', 0);
    await recorded(ask('c-3', { type: 'ReturnItem', data: { loanId } }));
    expect(await ask('c-4', { type: 'ReturnItem', data: { loanId } })).toMatchObject({
      outcome: 'unchanged',
      revision: 2,
    });
    expect(await ask('c-5', { type: 'ReturnItem', data: { loanId: 'none' } })).toEqual({
      outcome: 'refused',
      refusal: { because: 'unknown-loan', loanId: 'none' },
      revision: 2,
    });
    expect(await typesThere()).toHaveLength(3);
  });

  it('never refuses on what it remembers, for that may be behind', async () => {
    const before = await recorderOn(store).read(stream, keys);
    await recorded(ask('c-1', open));
    expect(await ask('c-2', lend, { remembered: { history: before } })).toMatchObject({
      outcome: 'recorded',
    });
  });
});

describe('a command that is sent again', () => {
  it('is answered as before, and records nothing', async () => {
    const first = await recorded(ask('c-1', open));
    await recorded(ask('c-2', pay(5)));
    const again = await recorded(ask('c-1', open));
    expect(again).toMatchObject({ repeated: true, revision: 0, position: first.position });
    expect(again.entryIds).toEqual(first.entryIds);
    expect(await typesThere()).toEqual(['CardOpened', 'FeePaid']);
  });

  it('is told apart from another with the same id', async () => {
    await recorded(ask('c-1', open));
    expect(await ask('c-1', pay(5))).toEqual({ outcome: 'key-reused' });
    await recorded(ask('c-2', pay(5)));
    expect(await ask('c-2', pay(6))).toEqual({ outcome: 'key-reused' });
    expect(await typesThere()).toHaveLength(2);
  });

  it('is another command when another caller sends it', async () => {
    await recorded(ask('c-1', open));
    await recorded(ask('c-2', pay(5)));
    const other = await recorded(ask('c-2', pay(5), { ticket: { caller: 'till' } }));
    expect(other.repeated).toBe(false);
    expect(await typesThere()).toEqual(['CardOpened', 'FeePaid', 'FeePaid']);
  });

  it('is recorded once when both come at the same time, and both hear the same', async () => {
    await recorded(ask('c-1', open));
    const both = await Promise.all([1, 2, 3].map(() => recorded(ask('c-2', lend))));
    expect(both.filter(({ repeated }) => repeated)).toHaveLength(2);
    expect(new Set(both.map(({ entryIds }) => entryIds.join())).size).toBe(1);
    expect(await typesThere()).toEqual(['CardOpened', 'ItemLent']);
    // Each went on from the bytes that are in the log, not from those it had sealed itself.
    for (const { history } of both) {
      expect(history.events.map(({ hash }) => hash)).toEqual(
        (await store.readStream(stream)).map(({ hash }) => hash),
      );
    }
  });

  it('is told apart from another with its id even at the same time', async () => {
    await recorded(ask('c-1', open));
    const both = await Promise.all([ask('c-2', pay(5)), ask('c-2', pay(6))]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['key-reused', 'recorded']);
  });
});

describe('others on the same stream', () => {
  it('are told from what the caller has seen', async () => {
    await recorded(ask('c-1', open));
    const stale = await ask('c-2', pay(1), { ticket: { ifRevision: 4 } });
    expect(stale).toEqual({ outcome: 'stale', revision: 0 });
    const fresh = await ask('c-2', pay(1), { ticket: { ifRevision: 0 } });
    expect(fresh).toMatchObject({ outcome: 'recorded', revision: 1 });
    const again = await ask('c-2', pay(1), { ticket: { ifRevision: 0 } });
    expect(again).toMatchObject({ outcome: 'recorded', repeated: true });
  });

  /** Lets somebody else append between the plan and its append, so many times. */
  const outrun = (times: number): NonNullable<Asked['plan']> => {
    let left = times;
    return (usual) => async (history) => {
      if (left > 0) {
        left -= 1;
        await recorded(ask(`other-${left}`, pay(1)));
      }
      return usual(history);
    };
  };

  it('make it decide again', async () => {
    await recorded(ask('c-1', open));
    const written = await recorded(ask('c-2', pay(7), { plan: outrun(3) }));
    expect(written).toMatchObject({ revision: 4, repeated: false });
    await expectUnbrokenChain();
  });

  it('make it give up, with nothing recorded, when they are always faster', async () => {
    await recorded(ask('c-1', open));
    expect(await ask('c-2', pay(7), { plan: outrun(99) })).toEqual({ outcome: 'contended' });
    expect(await typesThere()).toHaveLength(5);
  });

  it('may decide for it: what was free is free no more', async () => {
    await recorded(ask('c-1', open));
    const both = await Promise.all(
      [1, 2, 3].map((n) => ask(`c-${n + 1}`, { ...lend, data: { item: `item ${n}`, days: 7 } })),
    );
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['recorded', 'recorded', 'refused']);
  });
});

describe('a lost answer', () => {
  type Appending = EventStore['append'];
  const losing = (how: (append: Appending) => Appending): EventStore => ({
    ...store,
    append: how(store.append),
  });

  it('to an append that went in is found, not repeated', async () => {
    const on = losing((append) => async (asked) => {
      await append(asked);
      throw new OutcomeUnknown('lost on the way');
    });
    const written = await recorded(ask('c-1', open, { on }));
    expect(written).toMatchObject({ repeated: true, revision: 0 });
    expect(await typesThere()).toEqual(['CardOpened']);
  });

  it('to an append that did not go in is made good', async () => {
    let failures = 2;
    const on = losing((append) => async (asked) => {
      if (failures > 0) {
        failures -= 1;
        throw new OutcomeUnknown('lost before');
      }
      return append(asked);
    });
    expect(await recorded(ask('c-1', open, { on }))).toMatchObject({ repeated: false });
    expect(await typesThere()).toEqual(['CardOpened']);
  });

  it('is admitted when it stays lost', async () => {
    const on = losing(() => async () => {
      throw new OutcomeUnknown('always lost');
    });
    await expect(ask('c-1', open, { on })).rejects.toThrow(OutcomeUnknown);
    expect(await typesThere()).toEqual([]);
  });

  it('is not any other failure', async () => {
    const on = losing(() => async () => {
      throw new TypeError('a mistake of ours');
    });
    await expect(ask('c-1', open, { on })).rejects.toThrow('a mistake of ours');
  });
});
