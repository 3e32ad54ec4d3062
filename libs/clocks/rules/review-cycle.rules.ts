import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, dayInWords } from '#libs/lifecycle';
import type { ClockRule, Instance, Mark } from '../clock.js';
import { dueAfter, months, monthsStartingWith } from '../counting.js';
import { firstMark, markOf, type Facts } from '../facts.js';
import { plansMade, plansTold } from '../plan-dates.js';
import { reviewsIn } from './review.rules.js';

const SINCE_2014 = '2014-09-01' as LocalDate;
const SINGLE_YEAR = monthsStartingWith(12);

/** From when on the next review is counted. `told`: only that it was so, not what came before. */
type Base = Mark & Readonly<{ as: 'made' | 'reviewed' | 'told' }>;

const inOrder = (one: Base, other: Base): number =>
  one.on.from === other.on.from
    ? one.eventId < other.eventId
      ? -1
      : 1
    : one.on.from < other.on.from
      ? -1
      : 1;

const decided = (facts: Facts): readonly Mark[] =>
  reviewsIn(facts).flatMap(({ notified }) => (notified ? [notified] : []));

const basesOf = (facts: Facts): readonly Base[] => {
  const reassessed = facts
    .of('FinalPlanIssued')
    .filter(({ data }) => data.because === 'reassessment')
    .map(markOf);
  const told = plansTold(facts).flatMap(({ lastReviewedOn }) => lastReviewedOn ?? []);
  const as =
    (kind: Base['as']) =>
    (mark: Mark): Base => ({ ...mark, as: kind });
  return [
    // A reassessment ends in a plan as the first assessment did (Code of Practice, 9.192).
    ...[...plansMade(facts), ...reassessed].map(as('made')),
    ...decided(facts).map(as('reviewed')),
    ...told.map(as('told')),
  ].sort(inOrder);
};

/** The earlier of two on the same day says nothing of its own. */
const apart = (bases: readonly Base[]): readonly Base[] =>
  bases.filter((base, at) => bases[at + 1]?.on.from !== base.on.from);

const stoppedBy = (
  base: Base,
  next: Base | undefined,
): Pick<Instance, 'met' | 'ended'> | 'unknown' => {
  if (next === undefined) return {};
  if (next.as === 'made') return { ended: { mark: next, because: 'overtaken' } };
  // Where only the last review is told, there may have been others before it.
  if (next.as === 'told' && next.on.to > SINGLE_YEAR(base.on.from)) return 'unknown';
  return { met: next };
};

/** What another authority left undone is not ours: the transfer has a clock of its own (C34). */
const notInherited = (facts: Facts, base: Base, next: Base | undefined): boolean =>
  facts.of('TransferInReceived').every(({ occurredOn: { from } }) => {
    const reviewedBefore = next !== undefined && next.on.from < from;
    return base.on.from > from || reviewedBefore;
  });

const yearly: ClockRule = {
  id: 'C10',
  title: 'Review the plan every year',
  source: 'Children and Families Act 2014, s.44(1)',
  quote:
    'A local authority must review an EHC plan in the period of 12 months starting with the date on ' +
    'which the plan was first made, and in each subsequent period of 12 months starting with the ' +
    'date on which it was last reviewed.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  trigger:
    'the plan was made (final plan because of a new plan or reassessment, date of the plan), or the ' +
    'decision after a statutory review was notified (ReviewDecisionNotified, date of the plan)',
  counting:
    '12 months starting with that day: the day before the anniversary. Reviewed is the day on which ' +
    'the decision was notified, not the meeting',
  exceptions: 'none',
  ...{ step: 'Complete the annual review', done: 'completed' },
  instances: (facts) => {
    const bases = apart(basesOf(facts));
    return bases.flatMap((base, at): readonly Instance[] => {
      const next = bases[at + 1];
      const stopped = stoppedBy(base, next);
      if (stopped === 'unknown' || !notInherited(facts, base, next)) return [];
      const { as, ...started } = base;
      const since = as === 'made' ? 'made' : 'reviewed';
      return [
        {
          // One record of a plan may tell both days.
          part: since,
          what: `Review of the plan ${since} on ${dayInWords(base.on.from)}`,
          started,
          due: dueAfter(base.on, SINGLE_YEAR),
          ...stopped,
        },
      ];
    });
  },
};

const cohortOf = (facts: Facts): number | undefined => {
  const amended = facts
    .of('LearnerDetailsAmended')
    .filter(({ data }) => data.changed.includes('cohort'));
  return (amended.at(-1) ?? facts.of('LearnerRegistered').at(-1))?.data.cohort;
};

const MONTHS_UNDER_FIVE = 6;

/** Any meeting counts; and what counts for the year counts here. */
const lookedAt = (facts: Facts): readonly Mark[] => {
  const held = reviewsIn(facts).flatMap((one) => one.held ?? []);
  return [...plansMade(facts), ...held];
};

const underFive: ClockRule = {
  id: 'C11',
  title: 'Consider reviewing the plan of a child under five',
  source: 'SEND Code of Practice, 9.178',
  quote:
    'Authorities should consider reviewing an EHC plan for a child under five at least every three ' +
    'to six months; such reviews complement the duty to carry out a review at least annually.',
  ...{ kind: 'deadline', force: 'advice', owedBy: 'authority', from: SINCE_2014 },
  trigger: 'the plan was made, or a statutory review meeting was held',
  counting:
    '6 months: the corresponding date, as long as every child of the year group is under five ' +
    '(before 1 September of the year in which its reception year begins)',
  exceptions: 'advice: never reported as missed',
  ...{ step: 'Consider a review: the child is under five', done: 'reviewed' },
  instances: (facts) => {
    const cohort = cohortOf(facts);
    if (cohort === undefined) return [];
    const bases = lookedAt(facts);
    return bases.flatMap((started): readonly Instance[] => {
      const due = dueAfter(started.on, months(MONTHS_UNDER_FIVE));
      if (academicYearOf(due.to) >= cohort) return [];
      const later = bases.filter(({ on }) => on.from > started.on.from);
      const what = `Review of the plan looked at on ${dayInWords(started.on.from)}`;
      return [{ what, started, due, met: firstMark(later) }];
    });
  },
};

export const reviewCycleRules = { yearly, underFive };
