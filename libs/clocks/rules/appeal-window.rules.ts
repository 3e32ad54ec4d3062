import type { LocalDate } from '#libs/event-sourcing';
import { dayInWords } from '#libs/lifecycle';
import type { About, ClockRule, Due, Instance, Mark, Told } from '../clock.js';
import { dueAfter, laterDay, months } from '../counting.js';
import { firstMark, markOf, markOn, type Facts } from '../facts.js';

/** A decision of which the family was told with its right of appeal. */
type Appealable = Readonly<{
  started: Mark;
  what: string;
  about: About | undefined;
  isAbout: (event: Told<'AppealRegistered' | 'MediationCertificateIssued'>) => boolean;
}>;

const plans = (facts: Facts): readonly Appealable[] =>
  facts.of('FinalPlanIssued').flatMap((plan): readonly Appealable[] => {
    const { finalPlanId, appealRightSentOn } = plan.data;
    if (appealRightSentOn === undefined) return [];
    return [
      {
        started: markOn(plan, appealRightSentOn),
        what: `Appeal against the plan of ${dayInWords(plan.occurredOn.from)}`,
        about: { kind: 'plan', id: finalPlanId },
        isAbout: ({ data }) => data.finalPlanId === finalPlanId,
      },
    ];
  });

const reviews = (facts: Facts): readonly Appealable[] =>
  facts
    .of('ReviewDecisionNotified')
    .filter(({ data }) => data.outcome === 'maintain')
    .map((decision) => ({
      started: markOf(decision),
      what: `Appeal against the decision of ${dayInWords(decision.occurredOn.from)} to leave the plan`,
      about: { kind: 'review', id: decision.data.reviewId },
      isAbout: ({ data }) => data.reviewId === decision.data.reviewId,
    }));

const amendments = (facts: Facts): readonly Appealable[] =>
  facts.of('AmendmentNotMade').map((decision) => ({
    started: markOf(decision),
    what: `Appeal against the decision of ${dayInWords(decision.occurredOn.from)} not to amend`,
    about: { kind: 'amendment', id: decision.data.amendmentId },
    isAbout: ({ data }) => data.against === 'refusalToAmend' && data.reviewId === undefined,
  }));

const ceasing = (facts: Facts): readonly Appealable[] =>
  facts.of('PlanCeaseDecided').map((decision) => ({
    started: markOf(decision),
    what: `Appeal against the decision of ${dayInWords(decision.occurredOn.from)} to cease the plan`,
    about: undefined,
    isAbout: ({ data }) => data.against === 'cease',
  }));

/** Two months, or one month from the certificate where that is later. */
const dueWith = ({ on }: Mark, certificate: Mark | undefined): Due => {
  const due = dueAfter(on, months(2));
  if (certificate === undefined) return due;
  const extended = dueAfter(certificate.on, months(1));
  return { from: laterDay(due.from, extended.from), to: laterDay(due.to, extended.to) };
};

const windowOf =
  (facts: Facts) =>
  ({ started, what, about, isAbout }: Appealable): Instance => {
    const after = <T extends 'AppealRegistered' | 'MediationCertificateIssued'>(type: T) =>
      firstMark(facts.of(type).filter(isAbout).map(markOf), started.on);
    return {
      ...{ started, what, about },
      due: dueWith(started, after('MediationCertificateIssued')),
      met: after('AppealRegistered'),
    };
  };

export const appealWindow: ClockRule = {
  id: 'C28',
  title: 'Time to appeal',
  source: 'Tribunal Procedure (HESC) Rules 2008, r.20(1)(c)',
  quote:
    'An application must be received within two months after written notice of the decision was ' +
    'sent, or within one month from the date of issue of the mediation certificate, if later.',
  ...{ kind: 'window', force: 'statutory', owedBy: 'family' },
  from: '2014-09-01' as LocalDate,
  trigger:
    'the right of appeal was sent with a final plan; ReviewDecisionNotified (maintain); ' +
    'AmendmentNotMade; PlanCeaseDecided',
  counting:
    'two months: the corresponding date, or the last day of a shorter month; or one month from ' +
    'MediationCertificateIssued where later',
  exceptions: 'none here; the tribunal may extend the time',
  ...{ step: 'The family may still appeal', done: 'registered', outlivesPlan: true },
  instances: (facts) =>
    [...plans(facts), ...reviews(facts), ...amendments(facts), ...ceasing(facts)].map(
      windowOf(facts),
    ),
};
