import type { LocalDate } from '#libs/event-sourcing';
import { dayInWords } from '#libs/lifecycle';
import type { ClockRule, Instance } from '../clock.js';
import { dueAfter, weeks } from '../counting.js';
import { firstMark, markOf, type Facts } from '../facts.js';
import { REG_10_4 } from './assessment.rules.js';

const HOLIDAYS_AND_MORE: readonly string[] = [
  ...['schoolClosure', 'exceptionalCircumstances', 'absentFromArea'],
];

/** Exceptions are told with the dates of a plan: those told since then are about the reassessment. */
const exceptionsSince = (facts: Facts, day: LocalDate): readonly string[] => {
  const told = [...facts.of('PlanRecorded'), ...facts.of('PlanDatesAmended')]
    .filter(({ occurredOn }) => occurredOn.from >= day)
    .flatMap(({ data }) => data.exceptions ?? []);
  return [...new Set(told)].filter((one) => HOLIDAYS_AND_MORE.includes(one));
};

export const reassessment: ClockRule = {
  id: 'C23',
  title: 'Send the plan after a reassessment',
  source: 'SEND Regulations 2014, reg 27(2)',
  quote:
    'Where the authority reassesses, it must send the finalised plan within 14 weeks of notifying ' +
    'that it would.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority' },
  from: '2014-09-01' as LocalDate,
  trigger: 'TransferInNotified with a reassessment (other reassessments are not recorded as such)',
  counting: '14 weeks: D + 98',
  exceptions: REG_10_4.replace('10(4)', '27(3)'),
  ...{ step: 'Send the plan after the reassessment', done: 'sent' },
  instances: (facts) =>
    facts
      .of('TransferInNotified')
      .filter(({ data }) => data.reassess)
      .map((notified): Instance => {
        const { from } = notified.occurredOn;
        const excepted = exceptionsSince(facts, from);
        const issued = facts
          .of('FinalPlanIssued')
          .filter(({ data }) => data.because === 'reassessment');
        return {
          what: `Final plan after the reassessment notified on ${dayInWords(from)}`,
          started: markOf(notified),
          due: dueAfter(notified.occurredOn, weeks(14)),
          met: firstMark(issued.map(markOf), notified.occurredOn),
          excepted: excepted.length > 0 ? excepted : undefined,
          about: { kind: 'transfer', id: notified.data.transferInId },
        };
      }),
};
