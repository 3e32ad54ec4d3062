import type { LocalDate } from '#libs/event-sourcing';
import { addWeeks, dayInWords } from '#libs/lifecycle';
import type { About, ClockRule, Instance, Mark, Told } from '../clock.js';
import { dueAfter, dueOn, weeks } from '../counting.js';
import { firstMark, markOf, oncePerFacts, type Facts } from '../facts.js';

const SINCE_2014 = '2014-09-01' as LocalDate;

/** A review with what was told of it, each by its first mark, and the meeting as it was set last. */
type Reviewing = Readonly<{
  arranged: Told<'ReviewArranged'>;
  set: Told<'ReviewArranged' | 'ReviewRearranged'>;
  /** Called off, and no other day set since. */
  calledOff: boolean;
  papers: Mark | undefined;
  held: Mark | undefined;
  report: Mark | undefined;
  notified: Mark | undefined;
  outcome: Told<'ReviewDecisionNotified'>['data']['outcome'] | undefined;
  about: About;
}>;

type OfReview = 'ReviewPapersCirculated' | 'ReviewMeetingHeld' | 'ReviewReportReceived';

const reviewing = (facts: Facts, arranged: Told<'ReviewArranged'>): Reviewing => {
  const { reviewId, school } = arranged.data;
  const of = (type: OfReview): Mark | undefined => {
    const told: readonly Told<OfReview>[] = facts.of(type);
    return firstMark(told.filter(({ data }) => data.reviewId === reviewId).map(markOf));
  };
  const moved = facts.of('ReviewRearranged').filter(({ data }) => data.reviewId === reviewId);
  const decisions = facts
    .of('ReviewDecisionNotified')
    .filter(({ data }) => data.reviewId === reviewId);
  const set = moved.at(-1) ?? arranged;
  const calledOff = facts.of('ReviewCalledOff').filter(({ data }) => data.reviewId === reviewId);
  return {
    arranged,
    set,
    calledOff: calledOff.some(({ occurredOn }) => occurredOn.from >= set.occurredOn.from),
    papers: of('ReviewPapersCirculated'),
    held: of('ReviewMeetingHeld'),
    report: of('ReviewReportReceived'),
    notified: firstMark(decisions.map(markOf)),
    outcome: decisions.at(-1)?.data.outcome,
    about: {
      ...{ kind: 'review', id: reviewId },
      ...{ providerId: school?.providerId, school: school?.name },
    },
  };
};

/** Reviews under section 44: others have no deadlines. */
export const reviewsIn = oncePerFacts((facts): readonly Reviewing[] =>
  facts
    .of('ReviewArranged')
    .filter(({ data }) => data.statutory)
    .map((arranged) => reviewing(facts, arranged)),
);

const ended = (mark: Mark | undefined): Instance['ended'] => mark && { mark, because: 'overtaken' };

/** By the duty itself, or by what came after without it. */
const metOrOvertaken = (met: Mark | undefined, after: Mark | undefined) =>
  met ? { met } : { ended: ended(after) };

const NOTICE_WEEKS = 2;

const beforeTheMeeting = ({
  arranged,
  calledOff,
  set,
  papers,
  held,
  about,
}: Reviewing): readonly Instance[] => {
  if (arranged.data.kind === 'under5' || calledOff) return [];
  const { meetingOn } = set.data;
  const common = { started: markOf(set), due: dueOn(addWeeks(meetingOn, -NOTICE_WEEKS)), about };
  const of = `the review of ${dayInWords(meetingOn)}`;
  return [
    { ...common, part: 'notice', what: `Notice of ${of}`, met: markOf(set) },
    { ...common, part: 'papers', what: `Papers for ${of}`, ...metOrOvertaken(papers, held) },
  ];
};

const invitation: ClockRule = {
  id: 'C12',
  title: 'Notice of a review meeting, and its papers',
  source: 'SEND Regulations 2014, reg 20(3) and (4)',
  quote:
    'Those invited must have at least two weeks’ notice of the date of the meeting, and the advice ' +
    'and information gathered must be sent to them at least two weeks before it.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'school', from: SINCE_2014 },
  trigger: 'ReviewArranged, or ReviewRearranged for the new day',
  counting: 'two weeks before the day of the meeting: M - 14, for the notice and for the papers',
  exceptions: 'not for reviews of children under five (C11), nor for one that was called off',
  ...{ step: 'See that the review’s papers go out', done: 'sent' },
  instances: (facts) => reviewsIn(facts).flatMap(beforeTheMeeting),
};

type After = Readonly<{ weeks: number; what: string }> & Pick<Instance, 'met' | 'ended'>;

const afterTheMeeting = (
  { held, about }: Reviewing,
  { weeks: count, what, ...stopped }: After,
): readonly Instance[] =>
  held
    ? [
        {
          what: `${what} the review of ${dayInWords(held.on.from)}`,
          started: held,
          due: dueAfter(held.on, weeks(count)),
          about,
          ...stopped,
        },
      ]
    : [];

const report: ClockRule = {
  id: 'C13',
  title: 'The school sends its report on the review',
  source: 'SEND Regulations 2014, reg 20(8) and (9)',
  quote:
    'The report of the meeting must be prepared within two weeks of it, and sent to everybody ' +
    'who was invited.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'school', from: SINCE_2014 },
  trigger: 'ReviewMeetingHeld',
  counting: '2 weeks: D + 14',
  exceptions: 'none',
  ...{ step: 'Chase the report on the review', done: 'received' },
  instances: (facts) =>
    reviewsIn(facts).flatMap((one) =>
      afterTheMeeting(one, {
        ...{ weeks: 2, what: 'Report on' },
        ...metOrOvertaken(one.report, one.notified),
      }),
    ),
};

const notification: ClockRule = {
  id: 'C14',
  title: 'Decide on the plan after a review',
  source: 'SEND Regulations 2014, reg 20(10)',
  quote:
    'The local authority must decide whether to continue, amend or cease the plan, and notify its ' +
    'decision within four weeks of the review meeting; with the amendments, where there are any ' +
    '(R (L, M and P) v Devon [2022] EWHC 493).',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  trigger: 'ReviewMeetingHeld',
  counting: '4 weeks: D + 28; no holiday extends it',
  exceptions: 'none',
  ...{ step: 'Decide on the review, and tell the family', done: 'notified' },
  instances: (facts) =>
    reviewsIn(facts).flatMap((one) =>
      afterTheMeeting(one, { weeks: 4, what: 'Decision on', met: one.notified }),
    ),
};

/** The notices of amendment that followed a review, and how each was concluded. */
const amendmentsAfter = (facts: Facts, reviewId: string) => {
  const notices = facts.of('AmendmentNoticeSent').filter(({ data }) => data.reviewId === reviewId);
  const ids = new Set(notices.map(({ data }) => data.amendmentId));
  const concluded = [...facts.of('FinalPlanIssued'), ...facts.of('AmendmentNotMade')].filter(
    ({ data }) => data.amendmentId !== undefined && ids.has(data.amendmentId),
  );
  return { notices, concluded: firstMark(concluded.map(markOf)) };
};

const amendedPlan: ClockRule = {
  id: 'C17',
  title: 'Send the amended plan after a review',
  source: 'SEND Regulations 2014, reg 20(10) and 22; R (L, M and P) v Devon [2022] EWHC 493',
  quote:
    'Where the plan is amended after a review, the final plan must be sent within twelve weeks of ' +
    'the review meeting: four for the notice and eight from it.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  trigger: 'ReviewMeetingHeld, once the decision is to amend',
  counting: '12 weeks: D + 84',
  exceptions: 'none',
  ...{ step: 'Send the amended plan, or decide not to amend', done: 'sent' },
  instances: (facts) =>
    reviewsIn(facts).flatMap((one) => {
      const { notices, concluded } = amendmentsAfter(facts, one.about.id);
      if (one.outcome !== 'amend' && notices.length === 0) return [];
      return afterTheMeeting(one, { weeks: 12, what: 'Amended plan after', met: concluded });
    }),
};

export const reviewRules = { invitation, report, notification, amendedPlan };
