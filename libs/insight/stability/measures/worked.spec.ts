import type { LocalDate } from '#libs/event-sourcing';
import { defaultTerms } from '../../providers/index.js';
import {
  isAnswerable,
  measureNamed,
  readQuestion,
  type RawQuestion,
} from '../../measures/index.js';
import {
  ceased,
  day,
  on,
  openWorld,
  planMade,
  registered,
  stayed,
  takenOver,
  type Told,
  type World,
} from '../../testing/index.js';

const suspended = (at: number, placementId: string): Told => ({
  ...{ type: 'SuspensionReported', on: on(at) },
  data: {
    ...{ suspensionId: `s-${at}`, placementId, sessions: 2, reasons: ['PP'] },
    basis: 'contractual',
  },
});
const notice: Told = {
  ...{ type: 'NoticeGiven', on: on(380) },
  data: { noticeId: 'n', placementId: 'a', by: 'provider', expiresOn: day(420) },
};
const earlyReview: Told = {
  ...{ type: 'ReviewArranged', on: on(500) },
  data: {
    ...{ reviewId: 'r', kind: 'early', statutory: true, arrangedBy: 'school' },
    ...{ placementId: 'a', meetingOn: day(520) },
  },
};

/** Days are counted from 1 September 2022. The span asked of is days 365 to 729: 2023/24 but its last day. */
const LIVES: Readonly<Record<string, readonly Told[]>> = {
  stays: [planMade(-300), ...stayed('a', { school: 1, from: -1, miles: 5 }), earlyReview],
  broken: [
    ...[planMade(-10), ...stayed('a', { school: 1, from: 0, to: 400, reason: 'PRVBEH' })],
    ...[notice, ...stayed('b', { school: 2, from: 430, miles: 25 })],
  ],
  steppedDown: [
    planMade(-10),
    ...stayed('a', { school: 2, from: 100, to: 500, reason: 'STEPDN', decided: 450 }),
    ...stayed('b', { school: 60, from: 501, category: 'mainstream' }),
  ],
  excluded: [
    ...[planMade(-10), ...stayed('a', { school: 3, from: 370, to: 420, reason: 'PEX' })],
    ...[suspended(410, 'a'), suspended(412, 'a')],
  ],
  changedPhase: [
    ...[planMade(-300), ...stayed('a', { school: 1, from: 0, to: 600, reason: 'PHASE' })],
    ...stayed('b', { school: 4, from: 610, miles: 20 }),
  ],
  brokenTwice: [
    ...[planMade(-10), ...stayed('a', { school: 2, from: 380, to: 440, reason: 'CYPREF' })],
    ...stayed('b', { school: 5, from: 450, to: 560, reason: 'LANEED' }),
    ...stayed('c', { school: 6, from: 580 }),
  ],
  left: [
    ...[planMade(-10), ...stayed('a', { school: 3, from: 200, to: 450, reason: 'CEASE' })],
    ceased(450),
  ],
  awaited: [planMade(-10), ...stayed('a', { school: 4, from: 300, to: 520, reason: 'AWAITED' })],
  takenOver: [takenOver(350, 400), planMade(-800), ...stayed('a', { school: 1, from: -700 })],
  newPlan: [planMade(500)],
};

/** By life, in the order above; each placement by itself. */
const AT_RISK = [365, 36 + 300, 136 + 229, 51, 236 + 120, 61 + 111 + 150, 86, 156, 330].reduce(
  (sum, days) => sum + days,
);

const SPAN = { from: day(365), to: day(729), asOf: day(729) };
const ON = { on: day(729), asOf: day(729) };

/** The school days of England's default from one day to another, counted one by one. */
const schoolDays = (from: number, to: number): number => {
  const terms = [...defaultTerms(2023), ...defaultTerms(2024)];
  const isHeld = (date: LocalDate): boolean =>
    terms.some(
      ({ firstDay, lastDay, halfTerm, closedDays }) =>
        firstDay <= date &&
        date <= lastDay &&
        !closedDays.includes(date) &&
        !(halfTerm && halfTerm.from <= date && date <= halfTerm.to),
    );
  let days = 0;
  for (let at = from; at <= to; at += 1) {
    const weekday = new Date(day(at)).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && isHeld(day(at))) days += 1;
  }
  return days;
};

describe('the measures of stability, worked by hand', () => {
  let world: World;
  beforeAll(async () => {
    world = openWorld();
    for (const [id, life] of Object.entries(LIVES)) await world.tell(id, registered(id), ...life);
    await world.settled();
  }, 60_000);
  afterAll(() => world.close());

  const ask = async (name: string, raw: RawQuestion) => {
    const measure = measureNamed(name);
    if (!measure) throw new Error(`No measure ${name}.`);
    const question = readQuestion(measure, raw);
    if (!isAnswerable(question)) throw new Error(JSON.stringify(question));
    const answer = await world.readModels.askMeasure({ measure, question }, day(800));
    const left = Object.fromEntries(
      [...answer.excluded, ...answer.unknown].map(({ says, n }) => [says, n]),
    );
    return { ...answer, cell: answer.cells[0], left };
  };

  it('M1: one in eight was at three schools', async () => {
    const { cell, left } = await ask('multiple-moves', ON);
    expect(cell).toMatchObject({ value: 1 / 8, numerator: 1, n: 8 });
    expect(left).toEqual({
      'learners without a plan on the day': 1,
      'learners with a plan and no placement within the year': 1,
    });
  });

  it('M2: two of three have stayed 730 days, one of them to the day', async () => {
    const { cell, left } = await ask('long-term-stability', ON);
    expect(cell).toMatchObject({ numerator: 2, n: 3 });
    expect(Object.values(left)).toEqual([1, 4, 0, 2]);
    const earlier = await ask('long-term-stability', { on: day(728), asOf: day(728) });
    expect(earlier.cell).toMatchObject({ numerator: 1, n: 3 });
  });

  it('M3: six moves over the days at risk, each kind apart', async () => {
    expect(AT_RISK).toBe(2_367);
    const { cell, left } = await ask('moves-per-1000-days', SPAN);
    expect(cell).toMatchObject({
      ...{ numerator: 6, days: AT_RISK, planned: 1, structural: 1, unplanned: 4, unknown: 1 },
    });
    expect(cell?.value).toBeCloseTo(6 / 2.367, 9);
    expect(left['the reason of the ending is awaited']).toBe(1);
  });

  it('M4: four breakdowns in six and a half placement-years, with the exact interval', async () => {
    const { cell } = await ask('breakdown-rate', SPAN);
    expect(cell?.value).toBeCloseTo((4 * 365.25) / 2_367, 9);
    // Garwood's limits of 4 are 1.0899 and 10.2416.
    expect(cell?.['low']).toBeCloseTo((1.0899 * 365.25) / 2_367, 4);
    expect(cell?.['high']).toBeCloseTo((10.2416 * 365.25) / 2_367, 4);
    expect(cell).toMatchObject({ numerator: 4, n: 14, unknown: 1 });
  });

  it('M4, split by school: what is told of each adds up', async () => {
    const { cells } = await ask('breakdown-rate', { ...SPAN, by: 'urn' });
    expect(cells.map(({ dims, numerator, n }) => [dims['urn'], numerator, n])).toEqual([
      ['140001', 1, 4],
      ['140002', 1, 3],
      ['140003', 1, 2],
      ['140004', 0, 2],
      ['140005', 1, 1],
      ['140006', 0, 1],
      ['140060', 0, 1],
    ]);
  });

  it('M5: four of six endings, the end of a plan and the awaited reason apart', async () => {
    const { cell, left } = await ask('breakdown-share', SPAN);
    expect(cell).toMatchObject({ numerator: 4, n: 6, otherReason: 0, unknown: 1 });
    expect(left['placements that ended because the plan ended or left']).toBe(1);
  });

  it('M6: fewer than half break down, so the mean within the longest time seen', async () => {
    const { cell } = await ask('time-to-breakdown', SPAN);
    // Broken down after 50, 60 and 110 days of 7: F = 1/7, 2/7, 3/7; nobody is seen beyond 299.
    expect(cell).toMatchObject({ is: 'restricted mean', restrictedTo: 299, n: 7, breakdowns: 3 });
    expect(cell?.value).toBeCloseTo(50 + (10 * 6) / 7 + (50 * 5) / 7 + (189 * 4) / 7, 9);
    expect(cell?.['brokenDownWithinAYear']).toBeCloseTo(3 / 7, 9);
  });

  it('M7: is not told of fewer than twenty', async () => {
    const { cell } = await ask('survival-12-months', SPAN);
    expect(cell).toMatchObject({ value: null, n: 7, suppressed: true });
  });

  it('M8: two of seven broke down within 90 days', async () => {
    expect((await ask('early-breakdown', SPAN)).cell).toMatchObject({ numerator: 2, n: 7 });
    const sooner = await ask('early-breakdown', { ...SPAN, asOf: day(669) });
    expect(sooner.left['placements that started less than 90 days before']).toBe(2);
  });

  it('M9: three of eight moved within the school year, not for a structural reason', async () => {
    const { cell, left } = await ask('mid-year-moves', ON);
    expect(cell).toMatchObject({ numerator: 3, n: 8 });
    expect(left['learners whose plan was not maintained all year']).toBe(2);
  });

  it('M10: school days without a place, summed over seven children', async () => {
    const { cell } = await ask('days-without-provision', SPAN);
    const own = [
      schoolDays(401, 429),
      schoolDays(421, 729) + schoolDays(410, 410) + schoolDays(412, 412),
      schoolDays(601, 609),
      schoolDays(441, 449) + schoolDays(561, 579),
      schoolDays(521, 729),
    ];
    const sum = own.reduce((total, days) => total + days);
    expect(sum).toBeGreaterThan(250);
    expect(cell).toMatchObject({ n: 7, sum, byDefault: sum });
  });

  it('M11: gaps that closed, and those that go on counted as longer', async () => {
    const { cell, left } = await ask('gap-between-placements', SPAN);
    const closed = [
      ...[schoolDays(401, 429), 0, schoolDays(601, 609)],
      ...[schoolDays(441, 449), schoolDays(561, 579)],
    ].toSorted((a, b) => a - b);
    expect(cell).toMatchObject({ n: 5, median: closed[2], stillOpen: 2 });
    // Seven in all, two longer than any that closed: half are gone with the fourth.
    expect(cell?.['medianWithOpen']).toBe(closed[3]);
    expect(left['endings after which the learner left the plan']).toBe(1);
  });

  it('M12: one of three broke down again at the next school', async () => {
    expect((await ask('breakdown-cascade', ON)).cell).toMatchObject({ numerator: 1, n: 3 });
  });

  it('M13: the moves from type to type, with the share of each row', async () => {
    const { cells, totals } = await ask('transitions', { ...SPAN, by: 'from,to' });
    expect(
      cells.map(({ dims, value, ...cell }) => [...Object.values(dims), value, cell['share']]),
    ).toEqual([
      ['inmssDay', 'exit', 1, 1 / 8],
      ['inmssDay', 'inmssDay', 4, 4 / 8],
      ['inmssDay', 'mainstream', 1, 1 / 8],
      ['inmssDay', 'unplaced', 2, 2 / 8],
    ]);
    expect(totals).toMatchObject([{ value: 8 }]);
  });

  it('M13: a gap across the end of a span is left in one and ended in the next', async () => {
    const by = { by: 'from,to', asOf: day(729) };
    const first = await ask('transitions', { ...by, from: day(365), to: day(410) });
    const second = await ask('transitions', { ...by, from: day(411), to: day(435) });
    expect(first.cells.map(({ dims }) => Object.values(dims))).toEqual([['inmssDay', 'unplaced']]);
    expect(second.cells.map(({ dims }) => Object.values(dims))).toEqual([
      ['inmssDay', 'unplaced'],
      ['unplaced', 'inmssDay'],
    ]);
  });

  it('M14: who joined, left, moved and stayed since the year before', async () => {
    const { cell, cells } = await ask('joiners-leavers-movers', { ...ON, by: 'change' });
    expect(cells.map(({ dims, value }) => [dims['change'], value])).toEqual([
      ...[
        ['joiner', 1],
        ['leaver', 1],
        ['mover', 3],
        ['stayer', 5],
      ],
    ]);
    expect(cell).toMatchObject({ joiners: 1, leavers: 0 });
  });

  it('M16: one of two planned and structural endings was a step down', async () => {
    expect((await ask('step-down', SPAN)).cell).toMatchObject({ numerator: 1, n: 2, unknown: 1 });
  });

  it('M17: one of three lives more than 20 miles away; 20 is not more', async () => {
    const { cell } = await ask('distance-burden', ON);
    expect(cell).toMatchObject({ numerator: 1, n: 3, unknown: 3, median: 20 });
    expect(cell?.p90).toBeCloseTo(24, 9);
  });

  it('M19: one of four breakdowns was flagged 14 days before; two of three flagged broke down', async () => {
    const { cell } = await ask('early-warning', SPAN);
    expect(cell).toMatchObject({ numerator: 1, n: 4, flagged: 3, flaggedAndBroken: 2 });
    expect(cell?.['precision']).toBeCloseTo(2 / 3, 9);
  });

  it('M20: observed over expected by days at risk; nobody is ranked with fewer than 3 expected', async () => {
    const { cells } = await ask('breakdowns-compared', { ...SPAN, by: 'urn' });
    const [first, second] = cells;
    expect(first?.['expected']).toBeCloseTo((967 * 4) / 2_367, 9);
    expect(second?.['expected']).toBeCloseTo((497 * 4) / 2_367, 9);
    expect(first?.value).toBeCloseTo(2_367 / (967 * 4), 9);
    expect(cells.map((cell) => cell['rank'])).toEqual(cells.map(() => null));
    expect(cells.map((cell) => 'mixes' in cell)).toEqual(cells.map(() => false));
  });

  it('answers as it was known before the last were told', async () => {
    const all = await ask('breakdown-rate', SPAN);
    const before = await ask('breakdown-rate', {
      ...{ ...SPAN, knownAt: '2025-09-01T09:00:01.000000Z' as never },
    });
    expect([all.cell?.n, before.cell?.n]).toEqual([14, 1]);
  });

  it.each([
    ['multiple-moves', ON],
    ['breakdown-rate', SPAN],
    ['gap-between-placements', SPAN],
  ])('%s is the same whether asked in one or put together from its parts', async (name, when) => {
    const whole = await ask(name, when);
    const parts = await ask(name, { ...when, by: 'need' });
    expect(parts.cells).toMatchObject([{ n: whole.cell?.n, value: whole.cell?.value }]);
    const none = await ask(name, { ...when, where: 'need:SEMH' });
    expect(none.cell).toMatchObject({ n: 0, value: null });
  });
});
