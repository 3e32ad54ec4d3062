import {
  accept,
  certainlyBefore,
  refuse,
  unchanged,
  type Irregularity,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import { endingOf } from '../breakdowns/breakdowns.state.js';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { offersOf, placementsOf } from '../offers/offers.state.js';
import { learnerSnapshotOf } from '../record/record.state.js';
import {
  mustAdmit,
  sameWhen,
  type JourneyContext,
  type ModuleRules,
  type SchoolSnapshot,
} from '../shared-kernel/index.js';
import { didNotStart } from '../starts/starts.state.js';
import type { PlansCommand } from './plans.commands.js';
import type { PlansEvent, SectionI } from './plans.events.js';
import { saysNothing } from './said-again.js';
import { amendmentOf, appealOf, reviewOf } from './reviews.state.js';

type Rules = ModuleRules<PlansEvent, PlansCommand, JourneyState, JourneyEvent>;
type Issue = Extract<PlansCommand, { type: 'IssueFinalPlan' }>;
type Issued = Extract<PlansEvent, { type: 'FinalPlanIssued' }>;

const decide: Rules['decide'] = {
  SendAmendmentNotice: ({ data }, _journey, context) =>
    accept({
      type: 'AmendmentNoticeSent',
      data: { ...data, amendmentId: context.newId('amendment') },
    }),

  ReceiveRepresentations: ({ data }, _journey, { schools }) => {
    const { requestedProviderId: providerId, ...received } = data;
    const requestedSchool = providerId === undefined ? undefined : schools[providerId];
    if (providerId !== undefined && !requestedSchool)
      return refuse({ because: 'unknown-school', providerId });
    return accept({ type: 'RepresentationsReceived', data: { ...received, requestedSchool } });
  },

  DecideNotToAmend: ({ data, details }, journey) => {
    const amendment = amendmentOf(journey, data.amendmentId);
    return saysNothing(data.reasons) &&
      amendment?.status === 'notMade' &&
      amendment.concludedOn &&
      sameWhen(amendment.concludedOn, details.occurredOn)
      ? unchanged
      : accept({ type: 'AmendmentNotMade', data });
  },

  ProposeCease: ({ data }, _journey, context) =>
    accept({ type: 'CeaseProposed', data: { ...data, proposalId: context.newId('proposal') } }),

  IssueFinalPlan: ({ data }, journey, context) => {
    const { schoolsNamed: _s, typesNamed: _t, ...issued } = data;
    const sectionI = sectionIOf(data, context);
    if ('because' in sectionI) return refuse(sectionI);
    return accept({
      type: 'FinalPlanIssued',
      data: {
        ...issued,
        finalPlanId: context.newId('final-plan'),
        sectionI,
        learner: learnerSnapshotOf(journey),
      },
    });
  },
};

const sectionIOf = (
  { schoolsNamed = [], typesNamed: types = [] }: Issue['data'],
  context: JourneyContext,
): SectionI | Refusal => {
  const schools: SchoolSnapshot[] = [];
  for (const providerId of schoolsNamed) {
    const school = context.schools[providerId];
    if (!school) return { because: 'unknown-school', providerId };
    schools.push(school);
  }
  return { kind: kindOf(schools.length > 0, types.length > 0), schools, types };
};

const kindOf = (schools: boolean, types: boolean): SectionI['kind'] => {
  if (schools) return types ? 'both' : 'schools';
  return types ? 'type' : 'none';
};

const knownReview = (journey: JourneyState, reviewId: string | undefined): Refusal | undefined =>
  reviewId !== undefined && !reviewOf(journey, reviewId)
    ? { because: 'unknown-review', reviewId }
    : undefined;

/** An amendment can be concluded once, and not before it was proposed. */
const concludes = (
  journey: JourneyState,
  amendmentId: string,
  on: OccurredOn,
): Refusal | undefined => {
  const amendment = amendmentOf(journey, amendmentId);
  if (!amendment) return { because: 'unknown-amendment', amendmentId };
  const { status, noticeOn } = amendment;
  if (status !== 'proposed') return { because: 'amendment-concluded', amendmentId, as: status };
  return certainlyBefore(on, noticeOn)
    ? { because: 'conclusion-before-notice', amendmentId, noticeOn }
    : undefined;
};

const admits: Rules['admits'] = {
  AmendmentNoticeSent: (journey, { data }) => knownReview(journey, data.reviewId),

  RepresentationsReceived: (journey, { data: { amendmentId }, occurredOn }) => {
    const amendment = amendmentOf(journey, amendmentId);
    if (!amendment) return { because: 'unknown-amendment', amendmentId };
    const { noticeOn } = amendment;
    return certainlyBefore(occurredOn, noticeOn)
      ? { because: 'answer-before-notice', amendmentId, noticeOn }
      : undefined;
  },

  AmendmentNotMade: (journey, { data, occurredOn }) =>
    concludes(journey, data.amendmentId, occurredOn),

  CeaseProposed: (journey, { data }) => knownReview(journey, data.reviewId),

  FinalPlanIssued: (journey, { data, occurredOn }) => {
    const { amendmentId, appealId, appealRightSentOn } = data;
    if (appealId !== undefined && !appealOf(journey, appealId))
      return { because: 'unknown-appeal', appealId };
    if (appealRightSentOn !== undefined && appealRightSentOn < occurredOn.from)
      return { because: 'appeal-right-before-plan', appealRightSentOn };
    return amendmentId === undefined ? undefined : concludes(journey, amendmentId, occurredOn);
  },
};

const irregular: Rules['irregular'] = {
  AmendmentNoticeSent: (journey, { data: { reviewId } }) => {
    if (reviewId === undefined) return [];
    const outcome = reviewOf(journey, reviewId)?.outcome;
    return outcome === 'amend' ? [] : [{ code: 'no-decision-to-amend', reviewId, outcome }];
  },

  RepresentationsReceived: (journey, { data: { amendmentId }, occurredOn }) => {
    const concludedOn = amendmentOf(journey, amendmentId)?.concludedOn;
    return concludedOn && certainlyBefore(concludedOn, occurredOn)
      ? [{ code: 'answer-after-conclusion', amendmentId, concludedOn }]
      : [];
  },

  FinalPlanIssued: (journey, { data, occurredOn }) => [
    ...data.sectionI.schools.flatMap((school) => [
      ...namedWithoutOffer(journey, school, occurredOn),
      ...embargoed(school, data.because),
    ]),
    ...withoutOrder(journey, data),
  ],
};

// A school with no duty to admit cannot be named without its offer (Children and Families Act
// s.43); where the learner has a place there already, that is offer enough.
const namedWithoutOffer = (
  journey: JourneyState,
  school: SchoolSnapshot,
  on: OccurredOn,
): readonly Irregularity[] => {
  const { providerId } = school;
  return !mayDecline(school) || hasOffer(journey, providerId, on) || hasPlace(journey, providerId)
    ? []
    : [{ code: 'named-without-an-offer', providerId }];
};

const INDEPENDENT: readonly string[] = ['independent', 'specialPost16'];

/** An independent school, or a special post-16 institution, that is not approved under section 41. */
const mayDecline = (school: SchoolSnapshot): boolean =>
  INDEPENDENT.includes(school.category) && !mustAdmit(school);

const hasOffer = (journey: JourneyState, providerId: string | undefined, on: OccurredOn): boolean =>
  offersOf(journey).some(
    ({ school, status, validUntil }) =>
      school.providerId === providerId &&
      (status === 'taken' ||
        (status === 'open' && (validUntil === undefined || on.from <= validUntil))),
  );

const hasPlace = (journey: JourneyState, providerId: string | undefined): boolean =>
  placementsOf(journey).some(
    ({ school, placementId, fellThrough }) =>
      school.providerId === providerId &&
      !fellThrough &&
      !endingOf(journey, placementId) &&
      !didNotStart(journey, placementId),
  );

// An embargo warns and asks for a reason; it does not bar a tribunal's order.
const embargoed = (
  { status, providerId }: SchoolSnapshot,
  because: Issued['data']['because'],
): readonly Irregularity[] =>
  because !== 'tribunal' && ['embargo', 'suspended', 'removed'].includes(status ?? '')
    ? [{ code: 'school-under-embargo', providerId, status }]
    : [];

const withoutOrder = (
  journey: JourneyState,
  { appealId }: Issued['data'],
): readonly Irregularity[] => {
  const status = appealId === undefined ? undefined : appealOf(journey, appealId)?.status;
  return status === 'registered' || status === 'withdrawn'
    ? [{ code: 'no-order-to-follow', appealId, as: status }]
    : [];
};

export const plansRules: Rules = { decide, admits, irregular };
