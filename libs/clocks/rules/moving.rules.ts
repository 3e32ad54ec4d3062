import type { LocalDate } from '#libs/event-sourcing';
import { dayInWords } from '#libs/lifecycle';
import type { ClockRule, Due, Instance, Told } from '../clock.js';
import {
  dueAfter,
  laterDay,
  monthsStartingWith,
  weeks,
  workingDaysBeginningWith,
} from '../counting.js';
import { firstMark, markOf, type Facts } from '../facts.js';
import { reviewsIn } from './review.rules.js';

const SINCE_2014 = '2014-09-01' as LocalDate;
const NOTICE = workingDaysBeginningWith(15);

const responsibleFor = (facts: Facts): string | undefined => {
  const amended = facts
    .of('LearnerDetailsAmended')
    .filter(({ data }) => data.changed.includes('responsibleAuthority'));
  return (amended.at(-1) ?? facts.of('LearnerRegistered').at(-1))?.data.responsibleAuthority;
};

type MovedAway = Told<'AddressChanged'>;

const movesAway = (facts: Facts): readonly MovedAway[] => {
  const ours = responsibleFor(facts);
  return facts
    .of('AddressChanged')
    .filter(
      ({ data: { kind, authority } }) =>
        kind === 'home' && authority !== undefined && ours !== undefined && authority !== ours,
    );
};

/** On the day of the move; where that was not known 15 working days before, 15 from knowing. */
const dueForTransfer = (awareOn: LocalDate, movedOn: LocalDate): Due => {
  const day = laterDay(NOTICE(awareOn), movedOn);
  return { from: day, to: day };
};

const sentAfter = (facts: Facts, move: MovedAway): Told<'TransferOutSent'> | undefined =>
  facts
    .of('TransferOutSent')
    .find(
      ({ data, occurredOn }) =>
        data.toAuthority === move.data.authority && occurredOn.to >= move.occurredOn.from,
    );

const afterMove = (facts: Facts, move: MovedAway): Instance => {
  const { effectiveFrom } = move.data;
  const sent = sentAfter(facts, move);
  const awareOn = sent?.data.awareOn ?? move.receivedOn ?? move.occurredOn.from;
  const movedOn = sent?.data.movedOn ?? effectiveFrom ?? move.occurredOn.from;
  return {
    what: `Transfer of the plan after the move of ${dayInWords(movedOn)}`,
    started: markOf(move),
    due: dueForTransfer(awareOn, movedOn),
    met: sent && markOf(sent),
  };
};

const unannounced = (facts: Facts): readonly Instance[] => {
  const matched = new Set(movesAway(facts).map((move) => sentAfter(facts, move)));
  return facts
    .of('TransferOutSent')
    .filter((sent) => !matched.has(sent))
    .map((sent) => ({
      what: `Transfer of the plan after the move of ${dayInWords(sent.data.movedOn)}`,
      started: markOf(sent),
      due: dueForTransfer(sent.data.awareOn, sent.data.movedOn),
      met: markOf(sent),
    }));
};

const transferOut: ClockRule = {
  id: 'C33',
  title: 'Transfer the plan to the new authority',
  source: 'SEND Regulations 2014, reg 15(2)',
  quote:
    'The old authority must transfer the plan on the day of the move, or, where it did not become ' +
    'aware of it at least 15 working days before, within 15 working days beginning with the day on ' +
    'which it did.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  trigger: 'AddressChanged to a home in another authority; TransferOutSent where none was recorded',
  counting:
    'the day of the move, or the 15th working day beginning with the day of becoming aware, if ' +
    'later; bank holidays in England are no working days',
  exceptions: 'none',
  ...{ step: 'Transfer the plan to the new authority', done: 'sent', outlivesPlan: true },
  instances: (facts) => [
    ...movesAway(facts).map((move) => afterMove(facts, move)),
    ...unannounced(facts),
  ],
};

const inform = (facts: Facts, received: Told<'TransferInReceived'>): Instance => {
  const { transferInId } = received.data;
  const notified = facts
    .of('TransferInNotified')
    .filter(({ data }) => data.transferInId === transferInId);
  return {
    part: 'inform',
    what: `Notice to the family of the transfer of ${dayInWords(received.occurredOn.from)}`,
    started: markOf(received),
    due: dueAfter(received.occurredOn, weeks(6)),
    met: firstMark(notified.map(markOf)),
    about: { kind: 'transfer', id: transferInId },
  };
};

const firstReview = (facts: Facts, received: Told<'TransferInReceived'>): Instance => {
  const { transferInId, planMadeOn, lastReviewedOn } = received.data;
  const aYear = monthsStartingWith(12)(lastReviewedOn ?? planMadeOn);
  const { from, to } = dueAfter(received.occurredOn, monthsStartingWith(3));
  const reassessed = facts
    .of('FinalPlanIssued')
    .filter(({ data }) => data.because === 'reassessment')
    .map(markOf);
  const reviewed = reviewsIn(facts).map(({ notified }) => notified);
  return {
    part: 'review',
    what: `First review after the transfer of ${dayInWords(received.occurredOn.from)}`,
    started: markOf(received),
    due: { from: laterDay(aYear, from), to: laterDay(aYear, to) },
    met: firstMark([...reassessed, ...reviewed], received.occurredOn),
    about: { kind: 'transfer', id: transferInId },
  };
};

const transferIn: ClockRule = {
  id: 'C34',
  title: 'Tell the family of a plan transferred here, and review it',
  source: 'SEND Regulations 2014, reg 15(4) and (5)',
  quote:
    'The new authority must tell the family within 6 weeks that the plan was transferred, whether it ' +
    'will reassess and when it will review; and review it before the later of 12 months from its ' +
    'making or last review and 3 months from the transfer.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  trigger: 'TransferInReceived',
  counting:
    '6 weeks: D + 42; and the last day of the later of 12 months starting with the last review (or ' +
    'the making) and 3 months starting with the transfer',
  exceptions: 'none',
  ...{ step: 'Tell the family, and review the plan transferred here', done: 'done' },
  instances: (facts) =>
    facts
      .of('TransferInReceived')
      .flatMap((received) => [inform(facts, received), firstReview(facts, received)]),
};

export const movingRules = { transferOut, transferIn };
