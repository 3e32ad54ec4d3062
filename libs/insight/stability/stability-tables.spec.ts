import { createCodec } from '#libs/event-sourcing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import { KNOWN_STILL, openProjection } from '#libs/projections';
import { journeyTables, type JourneyTables } from '../journey-tables.js';
import { day, movedLife, openWorld, wholeLife, type World } from '../testing/index.js';

const tables = [
  ...(['plan_spells', 'episodes', 'moves', 'without_provision', 'at_risk_flags'] as const),
];

describe('the tables of episodes and moves', () => {
  let world: World;

  beforeAll(async () => {
    world = openWorld();
    for (const number of [1, 2, 3, 4, 5]) {
      const id = String(number);
      const life = number === 5 ? wholeLife(6, id) : movedLife(number, id);
      for (const append of life) await world.tell(id, ...append);
    }
    await world.settled();
  }, 60_000);
  afterAll(() => world.close());

  /** Opened anew each time: a rebuild puts other files in place. */
  const allRows = async () => {
    const store = { readAll: () => Promise.reject(new Error('Nothing is to be read.')) } as never;
    const reading = openProjection({
      ...{ folder: world.folder, projection: journeyTables },
      source: { codec: createCodec<JourneyEvent>(journeyCatalogue), store },
    });
    const db = await reading.reader<JourneyTables>();
    const rows: Record<string, readonly Readonly<Record<string, unknown>>[]> = {};
    for (const table of tables)
      rows[table] = await db
        .selectFrom(table)
        .selectAll()
        .orderBy('stream')
        .orderBy('row_key')
        .orderBy('known_from')
        .execute();
    await reading.close();
    return rows;
  };

  it('hold each episode, move and gap of a life as it is known in the end', async () => {
    const rows = await allRows();
    const ofOne = (table: (typeof tables)[number]) =>
      rows[table]?.filter(
        (row) => row['stream'] === 'journey-1' && row['known_to'] === KNOWN_STILL,
      );
    expect(ofOne('episodes')).toMatchObject([
      {
        ...{ row_key: 'a', started_on: day(10), ended_on: day(111), ending_group: 'unplanned' },
        ...{ spell: 1, distance_tenths: 125, setting_from: 'inmssDay' },
      },
      { row_key: 'b', started_on: day(171), ended_on: day(330), ending_group: 'planned' },
      { row_key: 'c', started_on: day(331), ended_on: null, category: 'maintainedSpecial' },
    ]);
    expect(ofOne('moves')).toMatchObject([
      { row_key: 'a', to_episode: 'b', gap_days: 59, move_group: 'unplanned', reason: 'PRVNEED' },
      { row_key: 'b', to_episode: 'c', gap_days: 0, to_type: 'maintainedSpecial' },
    ]);
    expect(ofOne('without_provision')).toMatchObject([
      { from_day: day(60), to_day: day(61), because: 'suspended' },
      { from_day: day(75), to_day: day(76), because: 'suspended' },
      { from_day: day(112), to_day: day(139), because: 'ended', placement: 'a' },
    ]);
    expect(ofOne('plan_spells')).toMatchObject([
      { row_key: '1', started_on: day(3), ended_on: null },
    ]);
    expect(ofOne('at_risk_flags')).toMatchObject([
      { kind: 'notice', raised_on: day(80), evidence: '1/8' },
      { kind: 'suspensions', raised_on: day(75), evidence: '1/6|1/7' },
    ]);
  });

  it('keep what was known before: the flag of a return that was put right', async () => {
    const { at_risk_flags: flags } = await allRows();
    const low = flags?.filter(
      (row) => row['stream'] === 'journey-1' && row['kind'] === 'attendance',
    );
    expect(low?.map((row) => row['known_to'] === KNOWN_STILL)).toEqual([false]);
  });

  it('are the same when built anew, history included, and follow from the log', async () => {
    const before = await allRows();
    await world.readModels.rebuild({ which: 'journeys' });
    expect(await allRows()).toEqual(before);
    for (const table of tables) expect(before[table]?.length).toBeGreaterThan(0);
    const { journeys } = await world.readModels.check();
    expect(journeys.differences).toEqual([]);
  }, 60_000);
});
