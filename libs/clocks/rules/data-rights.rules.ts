import type { LocalDate } from '#libs/event-sourcing';
import { dayInWords } from '#libs/lifecycle';
import type { ClockRule, Instance } from '../clock.js';
import { dueAfter, months, rolledForward } from '../counting.js';
import { firstMark, markOf } from '../facts.js';

export const dataRights: ClockRule = {
  id: 'C40',
  title: 'Answer a request about personal data',
  source: 'UK GDPR, art 12(3)',
  quote:
    'Information on action taken on a request under Articles 15 to 22 must be provided without undue ' +
    'delay and in any event within one month of receipt; it may be extended by two months where ' +
    'necessary.',
  ...{ kind: 'deadline', force: 'statutory', owedBy: 'authority' },
  from: '2018-05-25' as LocalDate,
  trigger: 'ErasureRequested; requests for access are not recorded here',
  counting:
    'one month: the corresponding date, and where that is no working day the next one (ICO guidance)',
  exceptions: 'an extension of two months is not recorded here: explain the delay',
  ...{ step: 'Answer the request for erasure', done: 'answered', outlivesPlan: true },
  instances: (facts) =>
    facts.of('ErasureRequested').map((request): Instance => {
      const { receivedOn, occurredOn } = request;
      const on = receivedOn
        ? ({ from: receivedOn, to: receivedOn, precision: 'day' } as const)
        : occurredOn;
      const decided = facts
        .of('ErasureDecided')
        .filter(({ data }) => data.erasureId === request.data.erasureId);
      return {
        what: `Answer to the request for erasure of ${dayInWords(on.from)}`,
        started: { ...markOf(request), on },
        due: dueAfter(on, (day) => rolledForward(months(1)(day))),
        met: firstMark(decided.map(markOf)),
      };
    }),
};
