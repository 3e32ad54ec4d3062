import {
  accept,
  canonical,
  certainlyBefore,
  refuse,
  unchanged,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { sameWhen, type JourneyContext, type ModuleRules } from '../shared-kernel/index.js';
import type { AppealsCommand } from './appeals.commands.js';
import type { AppealsEvent, TribunalOrder } from './appeals.events.js';
import { saysNothing } from './said-again.js';
import {
  appealOf,
  certificatesOf,
  finalPlanInForce,
  finalPlanOf,
  reviewOf,
  type Appeal,
} from './reviews.state.js';

type Rules = ModuleRules<AppealsEvent, AppealsCommand, JourneyState, JourneyEvent>;
type Decide = Extract<AppealsCommand, { type: 'RecordTribunalDecision' }>;

const decide: Rules['decide'] = {
  RegisterAppeal: ({ data }, journey, context) => {
    const aboutPlan = data.against === 'contents' || data.against === 'cease';
    const {
      finalPlanId = aboutPlan ? finalPlanInForce(journey)?.finalPlanId : undefined,
      sections = [],
    } = data;
    return accept({
      type: 'AppealRegistered',
      data: { ...data, appealId: context.newId('appeal'), finalPlanId, sections },
    });
  },

  RecordMediationCertificate: ({ data, details }, journey, context) => {
    const there = certificateFor(journey, data.appealId);
    return there?.mediation === data.mediation && sameWhen(there.issuedOn, details.occurredOn)
      ? unchanged
      : accept({
          type: 'MediationCertificateIssued',
          data: { ...data, certificateId: context.newId('certificate') },
        });
  },

  ConcedeAppeal: ({ data, details }, journey) =>
    saysNothing(data.explanation) &&
    isConcluded(appealOf(journey, data.appealId), 'conceded', details.occurredOn)
      ? unchanged
      : accept({ type: 'AppealConceded', data }),

  WithdrawAppeal: ({ data, details }, journey) =>
    saysNothing(data.explanation) &&
    isConcluded(appealOf(journey, data.appealId), 'withdrawn', details.occurredOn)
      ? unchanged
      : accept({ type: 'AppealWithdrawn', data }),

  RecordTribunalDecision: ({ data, details }, journey, context) => {
    const { outcome } = data;
    const orders = ordersOf(data, context);
    if ('because' in orders) return refuse(orders);
    const appeal = appealOf(journey, data.appealId);
    if (
      saysNothing(data.notes) &&
      isConcluded(appeal, 'decided', details.occurredOn) &&
      canonical(appeal?.decided) === canonical({ outcome, orders })
    )
      return unchanged;
    return accept({ type: 'TribunalDecided', data: { ...data, orders } });
  },
};

const certificateFor = (journey: JourneyState, appealId: string | undefined) =>
  appealId === undefined
    ? undefined
    : certificatesOf(journey).find((one) => one.appealId === appealId);

const isConcluded = (appeal: Appeal | undefined, as: Appeal['status'], on: OccurredOn): boolean =>
  appeal?.status === as && appeal.concludedOn !== undefined && sameWhen(appeal.concludedOn, on);

const ordersOf = (
  { orders }: Decide['data'],
  { schools }: JourneyContext,
): readonly TribunalOrder[] | Refusal => {
  const unknown = orders.find(
    ({ providerId }) => providerId !== undefined && !schools[providerId],
  )?.providerId;
  if (unknown !== undefined) return { because: 'unknown-school', providerId: unknown };
  return orders.map(({ providerId, ...order }) => ({
    ...order,
    school: providerId === undefined ? undefined : schools[providerId],
  }));
};

type Against = Readonly<{ finalPlanId?: string | undefined; reviewId?: string | undefined }>;

const knownDecision = (
  journey: JourneyState,
  { finalPlanId, reviewId }: Against,
): Refusal | undefined => {
  if (finalPlanId !== undefined && !finalPlanOf(journey, finalPlanId))
    return { because: 'unknown-final-plan', finalPlanId };
  return reviewId !== undefined && !reviewOf(journey, reviewId)
    ? { because: 'unknown-review', reviewId }
    : undefined;
};

/** An appeal comes after what it is against. */
const tooEarly = (
  journey: JourneyState,
  { finalPlanId, reviewId }: Against,
  on: OccurredOn,
): Refusal | undefined => {
  const issuedOn =
    finalPlanId === undefined ? undefined : finalPlanOf(journey, finalPlanId)?.issuedOn;
  if (issuedOn && certainlyBefore(on, issuedOn))
    return { because: 'appeal-before-plan', finalPlanId, issuedOn };
  const notifiedOn = reviewId === undefined ? undefined : reviewOf(journey, reviewId)?.notifiedOn;
  return notifiedOn && certainlyBefore(on, notifiedOn)
    ? { because: 'appeal-before-decision', reviewId, notifiedOn }
    : undefined;
};

const concludes = (
  journey: JourneyState,
  appealId: string,
  on: OccurredOn,
): Refusal | undefined => {
  const appeal = appealOf(journey, appealId);
  if (!appeal) return { because: 'unknown-appeal', appealId };
  const { status, concludedOn, registeredOn } = appeal;
  if (status !== 'registered')
    return { because: 'appeal-concluded', appealId, as: status, concludedOn };
  return certainlyBefore(on, registeredOn)
    ? { because: 'conclusion-before-appeal', appealId, registeredOn }
    : undefined;
};

const admits: Rules['admits'] = {
  AppealRegistered: (journey, { data, occurredOn }) =>
    knownDecision(journey, data) ?? tooEarly(journey, data, occurredOn),

  MediationCertificateIssued: (journey, { data }) => {
    const { appealId } = data;
    const unknown = knownDecision(journey, data);
    if (unknown || appealId === undefined) return unknown;
    if (!appealOf(journey, appealId)) return { because: 'unknown-appeal', appealId };
    const there = certificateFor(journey, appealId);
    return there && { because: 'certificate-already-issued', appealId, issuedOn: there.issuedOn };
  },

  AppealConceded: (journey, { data, occurredOn }) => concludes(journey, data.appealId, occurredOn),
  AppealWithdrawn: (journey, { data, occurredOn }) => concludes(journey, data.appealId, occurredOn),
  TribunalDecided: (journey, { data, occurredOn }) => concludes(journey, data.appealId, occurredOn),
};

export const appealsRules: Rules = { decide, admits, irregular: {} };
