import type { LocalDate } from '#libs/event-sourcing';
import { dayInWords } from '#libs/lifecycle';
import type { Chased, ClockRule, Instance, Mark, Told } from '../clock.js';
import { days, dueAfter } from '../counting.js';
import { firstMark, markOf, type Facts } from '../facts.js';

const chasedIn = (facts: Facts, consultationId: string): Chased | undefined => {
  const chases = facts
    .of('ConsultationChased')
    .filter(({ data }) => data.consultationId === consultationId);
  const last = chases.at(-1);
  return last && { times: chases.length, lastOn: last.occurredOn.from, lastBy: last.actor.id };
};

/** A place was agreed on the same request, and it is still to be taken up or was. */
const placeFound = (facts: Facts, requestId: string): Mark | undefined => {
  const came = (placementId: string): boolean =>
    [...facts.of('PlacementFellThrough'), ...facts.of('DidNotStart')].every(
      ({ data }) => data.placementId !== placementId,
    );
  return firstMark(
    facts
      .of('PlacementAgreed')
      .filter(({ data }) => data.requestId === requestId && came(data.placementId))
      .map(markOf),
  );
};

const endedBy = (
  facts: Facts,
  { data: { consultationId, requestId } }: Told<'ConsultationSent'>,
): Instance['ended'] => {
  const withdrawn = firstMark([
    ...facts
      .of('ConsultationWithdrawn')
      .filter(({ data }) => data.consultationId === consultationId)
      .map(markOf),
    ...facts
      .of('PlacementRequestWithdrawn')
      .filter(({ data }) => data.requestId === requestId)
      .map(markOf),
  ]);
  const found = placeFound(facts, requestId);
  const mark = firstMark([withdrawn, found]);
  return mark && { mark, because: mark === found ? 'placeFound' : 'withdrawn' };
};

const response: ClockRule = {
  id: 'C06',
  title: 'A school answers a consultation',
  source: 'SEND Code of Practice, 9.83',
  quote:
    'The school or other institution should respond within 15 days. The authority must decide in ' +
    'any case; silence is no consent.',
  ...{ kind: 'deadline', force: 'guidance', owedBy: 'school' },
  from: '2014-09-01' as LocalDate,
  trigger: 'ConsultationSent',
  counting: '15 calendar days: D + 15',
  exceptions: 'none',
  ...{ step: 'Chase the school’s answer', done: 'answered' },
  instances: (facts) =>
    facts.of('ConsultationSent').map((sent): Instance => {
      const { consultationId, school } = sent.data;
      const answers = facts
        .of('ConsultationAnswered')
        .filter(({ data }) => data.consultationId === consultationId);
      const met = firstMark(answers.map(markOf));
      return {
        what: `Answer of ${school.name} to the consultation of ${dayInWords(sent.occurredOn.from)}`,
        started: markOf(sent),
        due: dueAfter(sent.occurredOn, days(15)),
        met,
        ended: met ? undefined : endedBy(facts, sent),
        about: {
          ...{ kind: 'consultation', id: consultationId },
          ...{ providerId: school.providerId, school: school.name },
        },
        chased: chasedIn(facts, consultationId),
      };
    }),
};

export const consultationRules: readonly ClockRule[] = [response];
