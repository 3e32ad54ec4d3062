import {
  isAnswerable,
  measureNamed,
  readQuestion,
  type RawQuestion,
} from '../../measures/index.js';
import {
  day,
  on,
  openWorld,
  planMade,
  registered,
  school,
  stayed,
  type Told,
  type World,
} from '../../testing/index.js';

const learner = { primaryNeed: 'ASD', cohort: 2016, district: 'E07000106' };

// Days are counted from 1 September 2022: day 365 is 1 September 2023, day 532 is 15 February 2024.
const due: Told = {
  ...{ type: 'PhaseTransferIdentified', on: on(390) },
  data: {
    ...{ transferId: 't', transferYear: 2024, from: 'primary', to: 'secondary', learner },
    ...{ rule: 'before15February', identifiedBy: 'yearGroup' },
  },
};
const named = (number: number, at: number): Told => ({
  ...{ type: 'FinalPlanIssued', on: on(at) },
  data: {
    ...{ finalPlanId: `p-${at}`, because: 'review', learner },
    sectionI: { kind: 'schools', schools: [school(number)], types: [] },
  },
});
const until = stayed('a', { school: 1, from: 0, to: 690, reason: 'PHASE' });
const then = (number: number, from = 734) => stayed('b', { school: number, from });

const held = (id: string, at: number, decided?: number): readonly Told[] => [
  {
    ...{ type: 'ReviewArranged', on: on(at - 30) },
    data: {
      ...{ reviewId: id, kind: 'annual', statutory: true, arrangedBy: 'school' },
      meetingOn: day(at),
    },
  },
  {
    ...{ type: 'ReviewMeetingHeld', on: on(at) },
    data: {
      ...{ reviewId: id, attended: ['parent'], childViewsHeard: true, parentViewsHeard: true },
      outcomes: [],
    },
  },
  ...(decided === undefined
    ? []
    : [
        {
          type: 'ReviewDecisionNotified' as const,
          on: on(decided),
          data: { reviewId: id, outcome: 'maintain' as const },
        },
      ]),
];

const LIVES: Readonly<Record<string, readonly Told[]>> = {
  inTime: [planMade(-10), ...until, due, named(7, 532), ...then(7)],
  late: [planMade(-10), ...until, due, named(7, 533), ...then(7)],
  elsewhere: [planMade(-10), ...until, due, named(7, 500), ...then(8)],
  // The tenth school day is 17 September 2024 by the default calendar; this one began the day after.
  tooLate: [planMade(-10), ...until, due, named(7, 500), ...then(7, 748)],
  unnamed: [planMade(-10), ...until, due],
  allThrough: [
    ...[planMade(-10), ...stayed('a', { school: 1, from: 0 }), due],
    {
      ...{ type: 'PhaseTransferNotApplicable', on: on(400) },
      data: { transferId: 't', reasonCode: 'allThrough' },
    },
  ],
  reviewed: [
    ...held('r1', 100, 128),
    ...held('r2', 200, 229),
    ...held('r3', 300),
    ...held('r4', 600),
  ],
};

describe('phase transfers and decisions, worked by hand', () => {
  let world: World;
  beforeAll(async () => {
    world = openWorld();
    for (const [id, life] of Object.entries(LIVES)) await world.tell(id, registered(id), ...life);
    await world.settled();
  }, 60_000);
  afterAll(() => world.close());

  const ask = async (name: string, raw: RawQuestion) => {
    const measure = measureNamed(name);
    const question = measure && readQuestion(measure, raw);
    if (!measure || !question || !isAnswerable(question)) throw new Error(name);
    const answer = await world.readModels.askMeasure({ measure, question }, day(900));
    return { cell: answer.cells[0], left: answer.excluded.map(({ n }) => n) };
  };
  const year = { from: '2024-01-01', to: '2024-12-31' };

  it('M15: of five due, three were named in time, and one of these was there on the tenth day', async () => {
    const { cell, left } = await ask('phase-transfer-success', { ...year, asOf: '2024-12-31' });
    expect(cell).toMatchObject({ numerator: 1, n: 5, namedInTime: 3, attending: 2 });
    expect(left).toEqual([1, 0]);
  });

  it('M15: is not told before the tenth school day', async () => {
    const { cell, left } = await ask('phase-transfer-success', { ...year, asOf: '2024-09-10' });
    expect([cell?.n, left]).toEqual([0, [1, 5]]);
  });

  it('M18: one of three was decided within 28 days, and one has days left', async () => {
    const span = { from: day(50), to: day(620), asOf: day(620) };
    const { cell, left } = await ask('decision-timeliness', span);
    expect(cell).toMatchObject({ numerator: 1, n: 3 });
    expect(left).toEqual([1]);
  });
});
