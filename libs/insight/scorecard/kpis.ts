import type { kpiCodes } from '#libs/providers';

export type KpiName = (typeof kpiCodes)[number];

/** The words of the Procurement Act 2023 for a published rating. */
export const ratingWords = [
  ...(['Good', 'Approaching target', 'Requires improvement', 'Inadequate', 'Other'] as const),
] as const;
export type RatingWord = (typeof ratingWords)[number];

/** Where a threshold comes from. Only `statutory` and `guidance` bind anybody. */
export type ThresholdKind = 'statutory' | 'guidance' | 'benchmark' | 'proposed';

/** Good up to the first bound, approaching target to the second, requires improvement to the third. */
export type Threshold = Readonly<{
  kind: ThresholdKind;
  says: string;
  better: 'more' | 'less';
  bounds: readonly [good: number, approaching: number, requires: number];
}>;

/** One key performance indicator. `duty`: by what the school, or the authority, owes it at all. */
export type Kpi = Readonly<{
  kpi: KpiName;
  title: string;
  formula: string;
  unit: 'share' | 'per 100 learners' | 'a placement-year' | 'miles' | 'pence a year' | 'words';
  duty: 'statutory' | 'contractual' | 'none';
  threshold?: Threshold;
  /** What `n` counts; where that is people, small numbers are kept back. */
  counts: string;
  ofPeople: boolean;
  /** What the record does not hold, so that the figure is less than its name says. */
  limits?: string;
}>;

type Bounds = Threshold['bounds'];
const atLeast = (kind: ThresholdKind, says: string, bounds: Bounds): Threshold => ({
  ...{ kind, says, better: 'more', bounds },
});
const atMost = (kind: ThresholdKind, says: string, bounds: Bounds): Threshold => ({
  ...{ kind, says, better: 'less', bounds },
});

const share = { unit: 'share', ofPeople: true } as const;
const NOT_ONE: Bounds = [0, 0.02, 0.05];

/** What a school is looked at by; each stands for itself, and no average is taken of them. */
export const kpis: readonly Kpi[] = [
  {
    ...{ kpi: 'K1', title: 'Attendance', duty: 'contractual', counts: 'learners', ...share },
    formula: 'sessions attended / sessions possible, of all half-terms returned',
    threshold: atLeast('proposed', 'at least 90 %; England 2021/22: 87.9 %', [0.9, 0.85, 0.75]),
    limits: 'totals as the school returned them, not recounted from the codes',
  },
  {
    ...{
      kpi: 'K2',
      title: 'Persistent absence',
      duty: 'contractual',
      counts: 'learners',
      ...share,
    },
    formula: 'learners who missed 10 % or more of their own possible sessions / learners',
    threshold: atMost(
      'proposed',
      'at most 25 %; severe (50 % or more): at most 4 %',
      [0.25, 0.3, 0.4],
    ),
  },
  {
    ...{
      kpi: 'K3',
      title: 'Part-time timetable',
      duty: 'contractual',
      counts: 'learners',
      ...share,
    },
    formula: 'learners with a session of code C2 / learners with a return',
    threshold: atMost('proposed', 'none without agreement', NOT_ONE),
    limits: 'whether the authority agreed is not recorded',
  },
  {
    ...{
      kpi: 'K4',
      title: 'Progress to outcomes',
      duty: 'contractual',
      counts: 'outcomes',
      ...share,
    },
    formula: 'outcomes achieved or on track when last rated / outcomes rated then',
    threshold: atLeast('proposed', 'at least 80 %', [0.8, 0.75, 0.65]),
  },
  {
    ...{ kpi: 'K5', title: 'Suspensions', duty: 'contractual', counts: 'learners', ofPeople: true },
    unit: 'per 100 learners',
    formula: 'suspensions / learners × 100',
    threshold: atMost('benchmark', 'England, with a plan, 2021/22: 17.63', [17.63, 22, 35]),
  },
  {
    ...{
      kpi: 'K6',
      title: 'Ended by the school',
      duty: 'contractual',
      counts: 'learners',
      ...share,
    },
    formula: 'placements that the school ended or excluded from / learners',
    threshold: atMost('proposed', 'none; England, exclusions: 0.13 %', NOT_ONE),
  },
  {
    ...{ kpi: 'K7', title: 'Breakdowns', duty: 'contractual', counts: 'learners', ofPeople: true },
    unit: 'a placement-year',
    formula: 'unplanned endings / placement-years in the time',
    threshold: atMost('proposed', 'at most 0.08 a placement-year', [0.08, 0.1, 0.16]),
  },
  {
    ...{ kpi: 'K8', title: 'Satisfaction', duty: 'contractual', counts: 'respondents', ...share },
    formula: 'satisfied or very satisfied / respondents',
    threshold: atLeast('proposed', 'at least 85 %', [0.85, 0.8, 0.7]),
  },
  {
    ...{
      kpi: 'K9',
      title: 'Child’s voice',
      duty: 'contractual',
      counts: 'review meetings',
      ...share,
    },
    formula: 'meetings at which the child’s views were heard / meetings held',
    threshold: atLeast('proposed', 'at least 95 %', [0.95, 0.9, 0.8]),
  },
  {
    ...{
      kpi: 'K10',
      title: 'Review report in time',
      duty: 'statutory',
      counts: 'reviews',
      ...share,
    },
    formula:
      'reports received within 14 days of the meeting / statutory meetings whose 14 days are over',
    threshold: atLeast('statutory', 'SEND Regulations 2014, reg. 20: two weeks', [0.95, 0.9, 0.8]),
  },
  {
    ...{
      kpi: 'K11',
      title: 'Review called in time',
      duty: 'statutory',
      counts: 'reviews',
      ...share,
    },
    formula:
      'meetings with 14 days’ notice, and papers out 14 days before / statutory meetings held',
    threshold: atLeast('statutory', 'SEND Regulations 2014, reg. 20: two weeks', [0.95, 0.9, 0.8]),
  },
  {
    ...{
      kpi: 'K12',
      title: 'Review held in the year',
      duty: 'statutory',
      counts: 'reviews due',
      ...share,
    },
    formula:
      'plans reviewed within 12 months of the review before / reviews due of learners there that day',
    threshold: atLeast(
      'statutory',
      'Children and Families Act 2014, s. 44: every one',
      [1, 0.95, 0.85],
    ),
    limits: 'the duty is the authority’s; the school contributes',
  },
  {
    ...{
      kpi: 'K13',
      title: 'Consultations answered',
      duty: 'statutory',
      counts: 'consultations',
      ...share,
    },
    formula: 'answered within 15 calendar days / consultations whose 15 days are over',
    threshold: atLeast('guidance', 'Code of Practice 9.83: 15 days', [0.9, 0.85, 0.75]),
    limits: 'a non-maintained or section 41 school is bound to answer; any other is asked to',
  },
  {
    ...{
      kpi: 'K14',
      title: 'Promised starts kept',
      duty: 'contractual',
      counts: 'placements',
      ...share,
    },
    formula:
      'started within 5 school days of the day agreed / placements agreed for a day in the time',
    threshold: atLeast('proposed', 'at least 95 %', [0.95, 0.9, 0.8]),
    limits: 'on whose side the reason lay is not told apart',
  },
  {
    ...{
      kpi: 'K15',
      title: 'Staff turnover',
      duty: 'contractual',
      counts: 'staff',
      ofPeople: false,
    },
    unit: 'share',
    formula: 'leavers / mean headcount, as the school returned them',
    threshold: atMost('proposed', 'at most 20 %', [0.2, 0.25, 0.35]),
    limits: 'teachers and support are not told apart in a return',
  },
  {
    ...{
      kpi: 'K16',
      title: 'Qualified teachers',
      duty: 'contractual',
      counts: 'posts',
      ofPeople: false,
    },
    unit: 'share',
    formula: 'qualified teachers / teachers, as the school returned them',
    threshold: atLeast('proposed', 'at least 80 %', [0.8, 0.75, 0.65]),
    limits: 'therapy delivered against section F (s. 42, absolute) is not recorded',
  },
  {
    ...{
      kpi: 'K17',
      title: 'Inspection',
      duty: 'statutory',
      counts: 'judgements',
      ofPeople: false,
    },
    unit: 'words',
    formula:
      'the last judgements of each inspectorate: standards met, safeguarding met, and the overall word',
  },
  {
    ...{
      kpi: 'K18',
      title: 'Incidents notified in time',
      duty: 'contractual',
      counts: 'incidents',
      ...share,
    },
    formula: 'notifiable incidents notified within 24 hours / notifiable incidents',
    threshold: atLeast('proposed', 'every one', [1, 0.95, 0.85]),
  },
  {
    ...{ kpi: 'K19', title: 'Distance', duty: 'none', counts: 'learners', ofPeople: true },
    unit: 'miles',
    formula: 'median of miles from home to school, straight; and the share above 20',
    limits: 'a learner whose home was not known when the placement was agreed is left out',
  },
  {
    ...{ kpi: 'K20', title: 'Cost', duty: 'none', counts: 'placements', ofPeople: true },
    unit: 'pence a year',
    formula:
      'mean price of a year of the placements on the last day; and its change on the year before',
    limits: 'context only: prices follow needs; no band of prices is recorded',
  },
  {
    ...{ kpi: 'K21', title: 'Notice', duty: 'contractual', counts: 'endings', ...share },
    formula: 'ended by the school without notice, or before its notice ran out / placements ended',
    threshold: atMost('proposed', 'none', NOT_ONE),
    limits: 'the notice that the contract asks for is not recorded by placement',
  },
  {
    ...{
      kpi: 'K22',
      title: 'Returns in time',
      duty: 'contractual',
      counts: 'returns',
      ofPeople: false,
    },
    unit: 'share',
    formula: 'returns received complete by the day they were due / returns due in the time',
    threshold: atLeast('proposed', 'every one', [1, 0.95, 0.85]),
    limits: 'a return that never came is not known to have been due',
  },
];

const within = ({ better }: Threshold, value: number, bound: number): boolean =>
  better === 'more' ? value >= bound : value <= bound;

/** The word for a value; `Other` where there is nothing to hold it against. */
export const ratingOf = (threshold: Threshold | undefined, value: number | null): RatingWord => {
  if (threshold === undefined || value === null) return 'Other';
  const place = threshold.bounds.findIndex((bound) => within(threshold, value, bound));
  return ratingWords[place < 0 ? threshold.bounds.length : place] ?? 'Other';
};
