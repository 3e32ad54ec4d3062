import type { LocalDate } from '#libs/event-sourcing';
import { dayInWords } from '#libs/lifecycle';
import type { ClockRule, Instance, Mark, Told } from '../clock.js';
import { daysBeginningWith, dueAfter, weeks } from '../counting.js';
import { firstMark, markOf, type Facts } from '../facts.js';

const SINCE_2014 = '2014-09-01' as LocalDate;

type Notice = Told<'AmendmentNoticeSent'>;

/** The plan was sent as amended, or it was decided to leave it as it is. */
const concluded = (facts: Facts, { data: { amendmentId } }: Notice): Mark | undefined =>
  firstMark(
    [...facts.of('FinalPlanIssued'), ...facts.of('AmendmentNotMade')]
      .filter(({ data }) => data.amendmentId === amendmentId)
      .map(markOf),
  );

const ofNotice = (notice: Notice): Pick<Instance, 'started' | 'about'> => ({
  started: markOf(notice),
  about: { kind: 'amendment', id: notice.data.amendmentId },
});

const representations: ClockRule = {
  id: 'C15',
  title: 'Time for representations on amendments',
  source: 'SEND Regulations 2014, reg 22(2)(c) and 28',
  quote:
    'The parent or young person has at least 15 days, beginning with the day on which the notice ' +
    'was served, to make representations on the proposed amendments.',
  ...{ kind: 'window', force: 'statutory', owedBy: 'family', from: SINCE_2014 },
  trigger: 'AmendmentNoticeSent',
  counting: '15 days beginning with the day served: D + 14',
  exceptions: 'none',
  ...{ step: 'Wait for the family’s representations', done: 'received' },
  instances: (facts) =>
    facts.of('AmendmentNoticeSent').map((notice): Instance => {
      const received = facts
        .of('RepresentationsReceived')
        .filter(({ data }) => data.amendmentId === notice.data.amendmentId);
      const met = firstMark(received.map(markOf));
      const mark = concluded(facts, notice);
      return {
        ...ofNotice(notice),
        what: `Representations on the amendments of ${dayInWords(notice.occurredOn.from)}`,
        due: dueAfter(notice.occurredOn, daysBeginningWith(15)),
        met,
        ended: !met && mark ? { mark, because: 'concluded' } : undefined,
      };
    }),
};

const eightWeeks = (facts: Facts, notice: Notice): Instance => ({
  ...ofNotice(notice),
  what: `Amended plan on the notice of ${dayInWords(notice.occurredOn.from)}`,
  due: dueAfter(notice.occurredOn, weeks(8)),
  met: concluded(facts, notice),
});

const afterReview: ClockRule = {
  id: 'C16',
  title: 'Send the amended plan, or decide not to amend',
  source: 'SEND Regulations 2014, reg 22(3) and (4)',
  quote:
    'The amended plan, or the decision not to amend it, must be sent as soon as practicable, and ' +
    'in any event within 8 weeks of the notice.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  trigger: 'AmendmentNoticeSent, after a review',
  counting: '8 weeks: D + 56, also where that is a bank holiday',
  exceptions: 'none',
  ...{ step: 'Send the amended plan, or decide not to amend', done: 'sent' },
  instances: (facts) =>
    facts
      .of('AmendmentNoticeSent')
      .filter(({ data }) => data.reviewId !== undefined)
      .map((notice) => eightWeeks(facts, notice)),
};

const withoutReview: ClockRule = {
  ...afterReview,
  id: 'C22',
  title: 'Amend a plan without a review',
  source: 'SEND Regulations 2014, reg 28',
  quote:
    'An authority that amends a plan without a review or reassessment must comply with regulation ' +
    '22 as if it had reviewed it: within 8 weeks of the notice.',
  trigger: 'AmendmentNoticeSent, without a review',
  instances: (facts) =>
    facts
      .of('AmendmentNoticeSent')
      .filter(({ data }) => data.reviewId === undefined)
      .map((notice) => eightWeeks(facts, notice)),
};

export const amendmentRules = { representations, afterReview, withoutReview };
