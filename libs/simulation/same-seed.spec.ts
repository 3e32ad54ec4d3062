import { journeysIn, simulated, storedIn, type Simulated } from './testing/index.js';

const small = { learners: 30, years: 1.5, seed: 7 };

/** What the log says of an event, whoever reads it: all but what hangs on keys. */
const openlyTold = async ({ store }: Simulated): Promise<readonly string[]> =>
  (await storedIn(store)).map(({ id, stream, revision, knownAt, body }) => {
    const {
      personal,
      previous: _previous,
      command,
      ...told
    } = JSON.parse(body) as Record<string, unknown>;
    const { id: commandId, caller } = command as Readonly<{ id: string; caller: string }>;
    const sealed = personal !== undefined;
    return JSON.stringify({ id, stream, revision, knownAt, commandId, caller, sealed, told });
  });

const personallyTold = async (one: Simulated): Promise<readonly unknown[]> =>
  [...(await journeysIn(one)).values()].flatMap((events) =>
    events.map(({ eventId, data, irregularities }) => ({ eventId, data, irregularities })),
  );

describe('a simulated history', () => {
  let one: Simulated;
  let again: Simulated;

  beforeAll(async () => {
    one = await simulated(small);
    again = await simulated(small);
  }, 300_000);
  afterAll(async () => {
    await one.close();
    await again.close();
  });

  it('is the same for the same seed: what is told, its ids, its order, its moments', async () => {
    const told = await openlyTold(one);
    expect(told.length).toBeGreaterThan(1_000);
    expect(await openlyTold(again)).toEqual(told);
  });

  it('is the same in what is sealed, under whatever keys', async () =>
    expect(await personallyTold(again)).toEqual(await personallyTold(one)));

  it('counts the same', () => expect(again.result).toEqual(one.result));

  it('is another one for another seed', async () => {
    const other = await simulated({ ...small, seed: 8 });
    const [mine, theirs] = [new Set(await openlyTold(one)), await openlyTold(other)];
    await other.close();
    const learners = theirs.filter((told) => told.includes('"journey-'));
    expect(learners.length).toBeGreaterThan(500);
    expect(learners.filter((told) => mine.has(told))).toEqual([]);
  }, 120_000);
});
