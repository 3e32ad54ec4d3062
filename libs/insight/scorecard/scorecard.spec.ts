import type { LocalDate } from '#libs/event-sourcing';
import { ENGLAND } from '../providers/school-calendar.js';
import type { KpiFact, SchoolRecord } from './figures.js';
import { kpis, ratingOf, type KpiName } from './kpis.js';
import { scored } from './scorecard.js';

const day = (text: string) => text as LocalDate;

type Told = Partial<KpiFact> & Readonly<{ kpi: string }>;
const fact = (told: Told): KpiFact => ({
  ...{ stream: 'journey-1', about: 'placement-1', day: day('2025-11-30') },
  ...{ num: 1, den: 1, more: null, met_on: null, ...told },
});

/** One for each learner, each with a value of its own. */
const facts = (kpi: string, all: readonly Partial<KpiFact>[]): readonly KpiFact[] =>
  all.map((one, at) => fact({ stream: `journey-${at}`, about: `placement-${at}`, ...one, kpi }));

/** So many learners there for the whole of 2025/26, and nothing else known. */
const school = (learners: number, more: Partial<SchoolRecord> = {}): SchoolRecord => ({
  facts: () => [],
  stays: Array.from({ length: learners }, (_, at) => ({
    ...{ stream: `journey-${at}`, from: day('2025-09-01'), to: day('2026-08-31') },
  })),
  ...{ calendar: ENGLAND, asOf: day('2026-09-30'), judgements: [], returns: [] },
  ...{ returned: () => [], distances: [], pricesNow: [], pricesBefore: [], ...more },
});

const having = (all: readonly KpiFact[]) => ({
  facts: (kpi: string) => all.filter((one) => one.kpi === kpi),
});

const score = (kpi: KpiName, record: SchoolRecord) => {
  const year = { from: day('2025-09-01'), to: day('2026-08-31') };
  const named = { provider_id: 'oak', name: 'Oak House', urn: '118953', category: 'independent' };
  const found = scored(record, { school: named, ...year }).kpis.find((one) => one.kpi === kpi);
  if (!found) throw new Error(`No ${kpi}.`);
  return found;
};

const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);

describe('the scorecard', () => {
  it('K1 adds sessions up, whoever’s they are', () => {
    const all = facts('K1', [...times(4, { num: 65, den: 70 }), { num: 35, den: 70 }]);
    // 4 × 65 + 35 of 350.
    expect(score('K1', school(5, having(all)))).toMatchObject({
      ...{ value: 295 / 350, n: 5, rating: 'Requires improvement', suppressed: false },
    });
  });

  it('K2 counts the learners who missed a tenth of their own sessions, and half of them', () => {
    const tenth = { num: 63, den: 70 };
    const all = facts('K1', [tenth, { num: 35, den: 70 }, ...times(4, { num: 64, den: 70 })]);
    expect(score('K2', school(6, having(all)))).toMatchObject({
      ...{ numerator: 2, denominator: 6, more: { severe: 1 }, rating: 'Requires improvement' },
    });
  });

  it('K3 counts learners on a part-time timetable, and its mean length in weeks', () => {
    const half = { stream: 'journey-9', num: 1, more: 15 };
    const all = [...facts('K3', times(4, { num: 0 })), fact({ kpi: 'K3', ...half })];
    const again = fact({ kpi: 'K3', ...half, more: 10 });
    expect(score('K3', school(5, having([...all, again])))).toMatchObject({
      ...{ value: 0.2, n: 5, more: { meanWeeks: 2.5 }, rating: 'Inadequate' },
    });
  });

  it('K4 takes what was said last of each placement, and counts what was not rated', () => {
    const all = facts('K4', [
      { num: 1, den: 4, day: day('2025-10-01') },
      { about: 'placement-0', stream: 'journey-0', num: 4, den: 4, more: 2 },
      { num: 1, den: 2 },
    ]);
    expect(score('K4', school(2, having(all)))).toMatchObject({
      ...{ numerator: 5, denominator: 6, more: { notRated: 2 }, rating: 'Good' },
    });
  });

  it('K5 is suspensions for each hundred learners, with the sessions lost', () => {
    const all = [...facts('K5', times(2, { more: 6 })), ...facts('K1', [{ den: 600 }])];
    expect(score('K5', school(10, having(all)))).toMatchObject({
      ...{ value: 20, more: { sessionsLost: 12, sessionsPossible: 600 } },
      rating: 'Approaching target',
    });
  });

  it('K6 is endings by the school, excluded told apart', () => {
    const all = facts('K6', [{ num: 1, more: 1 }, { num: 0 }]);
    expect(score('K6', school(50, having(all)))).toMatchObject({
      ...{ value: 0.02, more: { excluded: 1 }, rating: 'Approaching target' },
    });
  });

  it('K7 is breakdowns a placement-year', () => {
    const all = facts('K7', [{ num: 1 }, { num: 0 }]);
    const { value, rating, n } = score('K7', school(10, having(all)));
    // Ten learners for 365 days each.
    expect([value, n, rating]).toEqual([1 / (3650 / 365.25), 10, 'Requires improvement']);
  });

  it.each([
    ['K8', { num: 9, den: 10 }, 0.9, 'Good'],
    ['K9', { num: 9, den: 10 }, 0.9, 'Approaching target'],
    ['K10', { num: 8, den: 10 }, 0.8, 'Requires improvement'],
    ['K11', { num: 7, den: 10 }, 0.7, 'Inadequate'],
    ['K12', { num: 9, den: 10 }, 0.9, 'Requires improvement'],
    ['K13', { num: 9, den: 10 }, 0.9, 'Good'],
    ['K18', { num: 10, den: 10 }, 1, 'Good'],
    ['K21', { num: 1, den: 10 }, 0.1, 'Inadequate'],
  ] as const)('%s is its numerator by its denominator, in a word', (...row) => {
    const [kpi, told, value, rating] = row;
    expect(score(kpi, school(10, having([fact({ kpi, ...told })])))).toMatchObject({
      ...{ value, numerator: told.num, denominator: told.den, rating },
    });
  });

  it('K14 is starts within five school days, leaving out what can still be kept', () => {
    const promised = { day: day('2025-10-20') };
    const all = [
      ...facts('K14', [
        // Five school days from 20 October end on 3 November: half term lies between.
        { ...promised, met_on: '2025-11-03' },
        { ...promised, met_on: '2025-11-04' },
        ...times(3, { ...promised, met_on: '2025-10-20' }),
        { ...promised, num: 0, more: 1 },
        { day: day('2026-09-28'), num: 0, more: 0 },
      ]),
      ...facts('K14w', [{ num: 1 }, { num: 0 }]),
    ];
    expect(score('K14', school(6, having(all)))).toMatchObject({
      ...{ numerator: 4, denominator: 6, more: { offers: 2, offersWithdrawn: 1 } },
    });
  });

  it('K15 and K16 are what the school returned', () => {
    const returned = (kpi: string) => (kpi === 'K15' ? [{ num: 3, den: 20 }] : []);
    expect(score('K15', school(1, { returned }))).toMatchObject({ value: 0.15, rating: 'Good' });
    expect(score('K16', school(1, { returned }))).toMatchObject({ value: null, rating: 'Other' });
  });

  it.each([
    [[], 'Other'],
    [['standards met', 'safeguarding met', 'overall good'], 'Good'],
    [['overall good'], 'Approaching target'],
    [['standards met', 'safeguarding met', 'inclusion needsAttention'], 'Requires improvement'],
    [['standards notMet', 'safeguarding met'], 'Inadequate'],
  ] as const)('K17 puts %j into one word', (told, rating) => {
    const judgements = told.map((text) => {
      const [area = '', value = ''] = text.split(' ');
      return { scheme: 'ofstedGraded', area, value, on: '2025-11-01' };
    });
    expect(score('K17', school(1, { judgements })).rating).toBe(rating);
  });

  it('K18 tells complaints for each hundred and restraints for each learner beside', () => {
    const all = [fact({ kpi: 'K18', num: 5, den: 8, more: 1 }), fact({ kpi: 'K18r', num: 30 })];
    expect(score('K18', school(10, having(all)))).toMatchObject({
      ...{ value: 0.625, more: { complaintsPer100: 10, restraintsPerLearner: 3 } },
    });
  });

  it('K19 is the median of miles, and how many live further than twenty', () => {
    expect(score('K19', school(6, { distances: [10, 30, 50, 70, 200, 201] }))).toMatchObject({
      ...{ value: 6, n: 6, more: { above20Miles: 1 }, rating: 'Other' },
    });
  });

  it('K20 is the mean price and its change on the year before', () => {
    const prices = { pricesNow: times(5, 6_300_000), pricesBefore: times(4, 6_000_000) };
    const { value, more, rating } = score('K20', school(5, prices));
    expect([value, rating]).toEqual([6_300_000, 'Other']);
    expect(more['changeOnYear']).toBeCloseTo(0.05);
  });

  it('K22 counts returns that came complete by the day they were due', () => {
    const due = '2026-01-15';
    const returns = [
      { due, received: '2026-01-15', complete: true },
      { due, received: '2026-01-16', complete: true },
      { due, received: '2026-01-10', complete: false },
    ];
    expect(score('K22', school(1, { returns }))).toMatchObject({ numerator: 1, denominator: 3 });
  });

  it('keeps back what fewer than five people could be known by, and only that', () => {
    const all = facts('K1', times(4, { num: 70, den: 70 }));
    expect(score('K1', school(4, having(all)))).toMatchObject({
      ...{ value: null, numerator: null, n: null, more: {}, rating: 'Other', suppressed: true },
    });
    expect(score('K1', school(0))).toMatchObject({ n: 0, suppressed: false, rating: 'Other' });
  });

  it('has all twenty-two, and tells duties by law from those by contract', () => {
    expect(kpis.map(({ kpi }) => kpi)).toEqual(Array.from({ length: 22 }, (_, at) => `K${at + 1}`));
    const bound = kpis.filter(({ threshold }) => threshold?.kind === 'statutory');
    expect(bound.map(({ kpi, duty }) => [kpi, duty])).toEqual([
      ...(['K10', 'K11', 'K12'] as const).map((kpi) => [kpi, 'statutory']),
    ]);
  });

  it('takes a bound as reached by the value that meets it', () => {
    const threshold = kpis.find(({ kpi }) => kpi === 'K1')?.threshold;
    const words = [0.9, 0.899, 0.85, 0.75, 0.7499].map((value) => ratingOf(threshold, value));
    expect(words).toEqual([
      ...['Good', 'Approaching target', 'Approaching target', 'Requires improvement'],
      'Inadequate',
    ]);
  });
});
