import type { LocalDate } from '#libs/event-sourcing';
import { addDays, type SchoolSnapshot } from '#libs/lifecycle';
import type { ClockId, ClockRule, Due, Instance, Mark, Told } from '../clock.js';
import { dueOn, months } from '../counting.js';
import { firstMark, markOf, type Facts } from '../facts.js';
import { plansMade } from '../plan-dates.js';
import { reviewsIn } from './review.rules.js';

const SINCE_2014 = '2014-09-01' as LocalDate;

type Transfer = Told<'PhaseTransferIdentified'>;

const september = (year: number): LocalDate => `${year}-09-01` as LocalDate;

const beginsOn = ({ data: { transferYear, transferOn } }: Transfer): LocalDate =>
  transferOn ?? september(transferYear);

/** `before` a day: the day before is the last that is safe. */
const dayBefore = (year: number, monthAndDay: string): Due =>
  dueOn(addDays(`${year}-${monthAndDay}` as LocalDate, -1));

const isSame = (one: SchoolSnapshot, other: SchoolSnapshot): boolean =>
  one.providerId === undefined ? one.name === other.name : one.providerId === other.providerId;

/** Schools at which the learner was already placed on a day. */
const attendedOn = (facts: Facts, day: LocalDate): readonly SchoolSnapshot[] => {
  const started = new Set(
    facts
      .of('PlacementStarted')
      .filter(({ occurredOn }) => occurredOn.from <= day)
      .map(({ data }) => data.placementId),
  );
  return facts
    .of('PlacementAgreed')
    .filter(({ data }) => started.has(data.placementId))
    .map(({ data }) => data.school);
};

/** Names something else than where the learner is. */
const namesNext = (facts: Facts, { data, occurredOn }: Told<'FinalPlanIssued'>): boolean => {
  const { kind, schools } = data.sectionI;
  if (kind === 'none') return false;
  if (kind !== 'schools') return true;
  const attended = attendedOn(facts, occurredOn.from);
  return schools.some((school) => !attended.some((one) => isSame(one, school)));
};

/** The plan was amended to name what comes next, or a phase review found nothing to amend. */
const namedBy = (facts: Facts, transfer: Transfer): Mark | undefined => {
  const notBefore = september(Number(beginsOn(transfer).slice(0, 4)) - 1);
  const phase = reviewsIn(facts).filter(
    ({ arranged, notified }) =>
      arranged.data.kind === 'phase' && notified !== undefined && notified.on.from >= notBefore,
  );
  const kept = phase.flatMap(({ outcome, notified }) =>
    outcome === 'maintain' ? (notified ?? []) : [],
  );
  const reviewIds = new Set(phase.map(({ about }) => about.id));
  const afterPhaseReview = new Set(
    facts
      .of('AmendmentNoticeSent')
      .filter(({ data }) => data.reviewId !== undefined && reviewIds.has(data.reviewId))
      .map(({ data }) => data.amendmentId),
  );
  const issued = facts
    .of('FinalPlanIssued')
    .filter(({ occurredOn }) => occurredOn.from >= notBefore)
    .filter((plan) => {
      const { amendmentId } = plan.data;
      const ofPhase = amendmentId !== undefined && afterPhaseReview.has(amendmentId);
      return ofPhase || namesNext(facts, plan);
    });
  return firstMark([...kept, ...issued.map(markOf)]);
};

/** A plan made after the day could not have been amended before it. */
const madeTooLate = (facts: Facts, { to }: Due): boolean => {
  const made = firstMark(plansMade(facts));
  return made !== undefined && made.on.from > to;
};

const naming = (
  facts: Facts,
  rule: Transfer['data']['rule'],
  dueOf: (transfer: Transfer) => Due,
): readonly Instance[] => {
  const ruledOut = new Set(
    facts.of('PhaseTransferNotApplicable').map(({ data }) => data.transferId),
  );
  return facts
    .of('PhaseTransferIdentified')
    .filter(({ data }) => data.rule === rule && !ruledOut.has(data.transferId))
    .flatMap((transfer): readonly Instance[] => {
      const due = dueOf(transfer);
      if (madeTooLate(facts, due)) return [];
      return [
        {
          what: `Plan naming the setting from September ${transfer.data.transferYear}`,
          started: markOf(transfer),
          due,
          met: namedBy(facts, transfer),
          about: { kind: 'transfer', id: transfer.data.transferId },
        },
      ];
    });
};

const phaseRule = (
  id: ClockId,
  told: Pick<ClockRule, 'title' | 'source' | 'quote' | 'counting'>,
  instances: ClockRule['instances'],
): ClockRule => ({
  id,
  ...told,
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  trigger: 'PhaseTransferIdentified (falls away with PhaseTransferNotApplicable)',
  exceptions: 'none where the plan was made in time; a plan made after the day has none',
  ...{ step: 'Name the next setting in the plan', done: 'sent' },
  instances,
});

const school = phaseRule(
  'C18',
  {
    title: 'Name the next school before 15 February',
    source: 'SEND Regulations 2014, reg 18(1)(b)',
    quote:
      'Where a child is within 12 months of a transfer between phases of education, the authority ' +
      'must review and amend, where necessary, the plan before 15 February in the calendar year of ' +
      'the transfer.',
    counting: 'before 15 February of the year of transfer: 14 February is the last safe day',
  },
  (facts) => naming(facts, 'before15February', ({ data }) => dayBefore(data.transferYear, '02-15')),
);

const post16 = phaseRule(
  'C19',
  {
    title: 'Name the post-16 institution before 31 March',
    source: 'SEND Regulations 2014, reg 18(1)(a)',
    quote:
      'Where the transfer is from secondary school to a post-16 institution, the authority must ' +
      'review and amend, where necessary, the plan before 31 March in the calendar year of it.',
    counting: 'before 31 March of the year of transfer: 30 March is the last safe day',
  },
  (facts) => naming(facts, 'before31March', ({ data }) => dayBefore(data.transferYear, '03-31')),
);

const betweenPost16 = phaseRule(
  'C20',
  {
    title: 'Name the next post-16 institution five months before',
    source: 'SEND Regulations 2014, reg 18(2)',
    quote:
      'Where a young person moves between post-16 institutions at another time, the plan must be ' +
      'reviewed and amended, where necessary, at least five months before the transfer.',
    counting: 'five months before the first day there: the corresponding date',
  },
  (facts) => naming(facts, 'fiveMonthsBefore', (transfer) => dueOn(months(-5)(beginsOn(transfer)))),
);

export const phaseTransferRules: readonly ClockRule[] = [school, post16, betweenPost16];
