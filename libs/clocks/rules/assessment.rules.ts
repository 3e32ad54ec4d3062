import type { LocalDate } from '#libs/event-sourcing';
import type { ClockRule, Instance, Mark } from '../clock.js';
import { daysBeginningWith, dueAfter, weeks, type Count } from '../counting.js';
import { firstMark, markOf, type Facts } from '../facts.js';
import { plansTold, type PlanTold } from '../plan-dates.js';
import { dayInWords } from '#libs/lifecycle';

const SINCE_2014 = '2014-09-01' as LocalDate;

/** Regulation 10(4): the only exceptions that know school holidays. */
const HOLIDAYS_AND_MORE = ['schoolClosure', 'exceptionalCircumstances', 'absentFromArea'];
/** Regulation 8(2): no school holidays, but appointments that were missed. */
const MISSED_AND_MORE = ['exceptionalCircumstances', 'absentFromArea', 'missedAppointments'];

export const REG_10_4 =
  'regulation 10(4): advice from a school closed for four weeks or more, exceptional circumstances, ' +
  'absence from the area for four weeks or more';

type OfPlan = Readonly<{
  plan: PlanTold;
  started: Mark | undefined;
  count: Count;
  what: string;
  met?: Mark | undefined;
}>;

const ofPlan = ({ plan, started, count, what, met }: OfPlan): readonly Instance[] =>
  started
    ? [
        {
          what: `${what} of ${dayInWords(started.on.from)}`,
          started,
          due: dueAfter(started.on, count),
          met,
          about: { kind: 'plan', id: plan.planId },
        },
      ]
    : [];

const excepted =
  (plan: PlanTold, exceptions: readonly string[]) =>
  (instance: Instance): Instance => {
    const named = plan.exceptions.filter((one) => exceptions.includes(one));
    return named.length === 0 ? instance : { ...instance, excepted: named };
  };

/** The plan was made, as its record or the final plan itself says. */
const madeAfter = (facts: Facts, { planMadeOn, requestReceivedOn }: PlanTold): Mark | undefined => {
  const issued = facts
    .of('FinalPlanIssued')
    .filter(({ data }) => data.because === 'newPlan')
    .map(markOf);
  return firstMark([planMadeOn, ...issued], requestReceivedOn?.on);
};

const decision: ClockRule = {
  id: 'C01',
  title: 'Decide whether to assess',
  source: 'SEND Regulations 2014, reg 4(1) and 5',
  quote:
    'The local authority must notify its decision as soon as practicable, and in any event within ' +
    '6 weeks of receiving the request or becoming responsible.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  trigger: 'the request for an assessment was received (date of the plan)',
  counting: '6 weeks: D + 42',
  exceptions: REG_10_4.replace('10(4)', '5(4)'),
  ...{ step: 'Decide whether to assess, and tell the family', done: 'notified' },
  instances: (facts) =>
    plansTold(facts).flatMap((plan) =>
      ofPlan({
        ...{ plan, started: plan.requestReceivedOn, count: weeks(6) },
        what: 'Decision on the request for an assessment',
        met: firstMark([plan.assessmentAgreedOn, plan.draftServedOn, madeAfter(facts, plan)]),
      }).map(excepted(plan, HOLIDAYS_AND_MORE)),
    ),
};

const advice: ClockRule = {
  id: 'C02',
  title: 'Advice is given',
  source: 'SEND Regulations 2014, reg 8(1)',
  quote:
    'A body that is asked for advice must comply as soon as practicable, and in any event within ' +
    '6 weeks of the request.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'body', from: SINCE_2014 },
  trigger: 'advice was asked for (date of the plan)',
  counting: '6 weeks: D + 42',
  exceptions:
    'regulation 8(2): exceptional circumstances, absence from the area, appointments that were missed',
  ...{ step: 'Chase the advice that was asked for', done: 'received' },
  instances: (facts) =>
    plansTold(facts).flatMap((plan) =>
      ofPlan({
        ...{ plan, started: plan.adviceRequestedOn, count: weeks(6) },
        what: 'Advice asked for in the assessment',
      })
        .map((instance): Instance => {
          // No event says when each piece of advice came: with a draft, all of it has.
          const mark = firstMark([plan.draftServedOn, madeAfter(facts, plan)]);
          if (mark === undefined) return instance;
          return mark.on.to <= instance.due.from
            ? { ...instance, met: mark }
            : { ...instance, ended: { mark, because: 'overtaken' } };
        })
        .map(excepted(plan, MISSED_AND_MORE)),
    ),
};

const refusal: ClockRule = {
  id: 'C03',
  title: 'Say that no plan will be issued',
  source: 'SEND Regulations 2014, reg 10(1)',
  quote:
    'An authority that decides not to secure a plan must notify that decision within 16 weeks of ' +
    'the request for an assessment.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  trigger: 'the request for an assessment was received (date of the plan)',
  counting: '16 weeks: D + 112; falls away once a draft is served or a plan made',
  exceptions: REG_10_4,
  ...{ step: 'Serve the draft plan, or say that there will be none', done: 'notified' },
  instances: (facts) =>
    plansTold(facts)
      .filter((plan) => plan.draftServedOn === undefined && madeAfter(facts, plan) === undefined)
      .flatMap((plan) =>
        ofPlan({
          ...{ plan, started: plan.requestReceivedOn, count: weeks(16) },
          what: 'Draft plan, or the decision not to issue one, on the request',
        }).map(excepted(plan, HOLIDAYS_AND_MORE)),
      ),
};

const finalPlan: ClockRule = {
  id: 'C04',
  title: 'Send the final plan',
  source: 'SEND Regulations 2014, reg 13(2)',
  quote:
    'A local authority must send the finalised EHC plan within 20 weeks of the request for an ' +
    'assessment, or of becoming responsible.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority', from: SINCE_2014 },
  trigger: 'the request for an assessment was received (date of the plan)',
  counting: '20 weeks: D + 140',
  exceptions: `${REG_10_4} (by regulation 13(3))`,
  ...{ step: 'Send the final plan', done: 'sent' },
  instances: (facts) =>
    plansTold(facts).flatMap((plan) =>
      ofPlan({
        ...{ plan, started: plan.requestReceivedOn, count: weeks(20) },
        what: 'Final plan on the request',
        met: madeAfter(facts, plan),
      }).map(excepted(plan, HOLIDAYS_AND_MORE)),
    ),
};

const draft: ClockRule = {
  id: 'C05',
  title: 'Time for representations on the draft',
  source: 'SEND Regulations 2014, reg 13(1)(a)',
  quote:
    'The parent or young person has at least 15 days, beginning with the day on which the draft ' +
    'plan was served, to make representations.',
  ...{ kind: 'window', force: 'statutory', owedBy: 'family', from: SINCE_2014 },
  trigger: 'the draft plan was served (date of the plan)',
  counting: '15 days beginning with the day served: D + 14',
  exceptions: 'none',
  ...{ step: 'Wait for the family’s representations on the draft', done: 'concluded' },
  instances: (facts) =>
    plansTold(facts).flatMap((plan) =>
      ofPlan({
        ...{ plan, started: plan.draftServedOn, count: daysBeginningWith(15) },
        what: 'Representations on the draft plan',
      }).map((instance): Instance => {
        const mark = madeAfter(facts, plan);
        return mark === undefined
          ? instance
          : { ...instance, ended: { mark, because: 'concluded' } };
      }),
    ),
};

export const assessmentRules: readonly ClockRule[] = [decision, advice, refusal, finalPlan, draft];
