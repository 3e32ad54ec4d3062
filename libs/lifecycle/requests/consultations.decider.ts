import {
  accept,
  canonical,
  certainlyBefore,
  refuse,
  unchanged,
  type Irregularity,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyState } from '../journey/journey-state.js';
import type { RequestsCommand } from './requests.commands.js';
import type { RequestsEvent } from './requests.events.js';
import {
  consultationOf,
  consultationsOf,
  isAskedForUnderS38,
  isAwaited,
  requestOf,
} from './requests.state.js';
import {
  afterWithdrawal,
  namedTwice,
  unknownRequest,
  unknownSchool,
  type PartOfRules,
} from './requests.rules.js';

type Answer = Extract<RequestsCommand, { type: 'AnswerConsultations' }>['data']['answers'][number];
type Sent = Extract<RequestsEvent, { type: 'ConsultationSent' }>['data'];

const decide = {
  SendConsultations: ({ data }, _journey, { schools, distanceMiles, newId }) => {
    const { providerIds, ...sent } = data;
    const twice = namedTwice(providerIds);
    if (twice) return refuse(twice);
    const unknown = providerIds.find((providerId) => !schools[providerId]);
    if (unknown !== undefined) return refuse(unknownSchool(unknown));
    const known = providerIds.flatMap((providerId) => schools[providerId] ?? []);
    return accept(
      ...known.map((school, index) => ({
        type: 'ConsultationSent' as const,
        data: {
          ...sent,
          consultationId: newId('consultation', index),
          school,
          distanceMiles: distanceMiles[providerIds[index] ?? ''],
        },
      })),
    );
  },

  ChaseConsultations: ({ data: { consultationIds, ...chased } }) => {
    const twice = namedTwice(consultationIds);
    if (twice) return refuse(twice);
    return accept(
      ...consultationIds.map((consultationId) => ({
        type: 'ConsultationChased' as const,
        data: { consultationId, ...chased },
      })),
    );
  },

  AnswerConsultations: ({ data: { answers } }, journey) => {
    const wrong = namedTwice(answers.map((one) => one.consultationId)) ?? answers.find(contradicts);
    if (wrong) return refuse('because' in wrong ? wrong : contradiction(wrong));
    return accept(
      ...answers
        .filter((answer) => !isAnswered(journey, answer))
        .map(({ grounds = [], ...answer }) => ({
          type: 'ConsultationAnswered' as const,
          data: { ...answer, grounds },
        })),
    );
  },

  WithdrawConsultations: ({ data: { consultationIds, ...withdrawn } }, journey) => {
    const twice = namedTwice(consultationIds);
    if (twice) return refuse(twice);
    return accept(
      ...consultationIds
        .filter((consultationId) => !consultationOf(journey, consultationId)?.withdrawnOn)
        .map((consultationId) => ({
          type: 'ConsultationWithdrawn' as const,
          data: { consultationId, ...withdrawn },
        })),
    );
  },

  RecordNotConsulted: ({ data }, journey) => {
    const twice = namedTwice(data.groups.flatMap(({ providerIds }) => providerIds));
    if (twice) return refuse(twice);
    const before = requestOf(journey, data.requestId)?.notConsulted;
    return before && canonical(before) === canonical(data.groups)
      ? unchanged
      : accept({ type: 'NotConsultedRecorded', data });
  },
} satisfies PartOfRules['decide'];

const contradicts = ({ outcome, grounds = [] }: Answer): boolean =>
  outcome === 'canMeet' && grounds.length > 0;

const contradiction = ({ consultationId }: Answer) => ({
  because: 'grounds-with-can-meet',
  consultationId,
});

/** The school said so before, and adds nothing in words. */
const isAnswered = (
  journey: JourneyState,
  { consultationId, outcome, grounds = [], text }: Answer,
): boolean => {
  const before = consultationOf(journey, consultationId);
  return (
    text === undefined &&
    before?.outcome === outcome &&
    before.grounds.toSorted().join() === grounds.toSorted().join()
  );
};

const since = (
  journey: JourneyState,
  consultationId: string,
  on: OccurredOn,
): Refusal | undefined => {
  const consultation = consultationOf(journey, consultationId);
  if (!consultation) return { because: 'unknown-consultation', consultationId };
  const { sentOn } = consultation;
  return certainlyBefore(on, sentOn)
    ? { because: 'before-the-consultation', consultationId, sentOn }
    : undefined;
};

const admits = {
  ConsultationSent: (journey, { data: { requestId } }) =>
    requestOf(journey, requestId) ? undefined : unknownRequest(requestId),

  ConsultationChased: (journey, { data: { consultationId }, occurredOn }) =>
    since(journey, consultationId, occurredOn),

  ConsultationAnswered: (journey, { data: { consultationId }, occurredOn }) =>
    since(journey, consultationId, occurredOn),

  ConsultationWithdrawn: (journey, { data: { consultationId }, occurredOn }) =>
    consultationOf(journey, consultationId)?.withdrawnOn
      ? { because: 'consultation-already-withdrawn', consultationId }
      : since(journey, consultationId, occurredOn),

  NotConsultedRecorded: (journey, { data: { requestId } }) => {
    const request = requestOf(journey, requestId);
    if (!request) return unknownRequest(requestId);
    return request.notConsulted
      ? { because: 'not-consulted-already-recorded', requestId }
      : undefined;
  },
} satisfies PartOfRules['admits'];

const irregular = {
  ConsultationSent: (journey, { data, occurredOn }) => [
    ...afterWithdrawal(journey, data.requestId, occurredOn),
    ...beforeTheRequest(journey, data.requestId, occurredOn),
    ...consultedAlready(journey, data),
    ...underEmbargo(journey, data),
  ],

  ConsultationChased: (journey, { data: { consultationId }, occurredOn }) => [
    ...afterAnswer(journey, consultationId, occurredOn),
    ...noLongerAsked(journey, consultationId, occurredOn),
  ],

  ConsultationAnswered: (journey, { data: { consultationId }, occurredOn }) =>
    noLongerAsked(journey, consultationId, occurredOn),
} satisfies PartOfRules['irregular'];

const beforeTheRequest = (
  journey: JourneyState,
  requestId: string,
  on: OccurredOn,
): readonly Irregularity[] => {
  const requestedOn = requestOf(journey, requestId)?.requestedOn;
  return requestedOn && certainlyBefore(on, requestedOn)
    ? [{ code: 'consulted-before-the-request', requestId, requestedOn }]
    : [];
};

const consultedAlready = (
  journey: JourneyState,
  { requestId, school: { providerId } }: Sent,
): readonly Irregularity[] => {
  const open = consultationsOf(journey, requestId).find(
    (one) => isAwaited(one) && one.school.providerId === providerId,
  );
  return open && providerId !== undefined
    ? [{ code: 'consulted-already', providerId, consultationId: open.consultationId }]
    : [];
};

// It warns and asks for a reason; it bars neither a section 38 request nor a tribunal order.
const underEmbargo = (
  journey: JourneyState,
  { requestId, school }: Sent,
): readonly Irregularity[] =>
  ['embargo', 'suspended', 'removed'].includes(school.status ?? '') &&
  requestOf(journey, requestId)?.reasonCode !== 'tribunal' &&
  !isAskedForUnderS38(journey, requestId, school)
    ? [{ code: 'school-under-embargo', providerId: school.providerId, status: school.status }]
    : [];

// A school with a waiting list is reminded as long as the learner waits.
const afterAnswer = (
  journey: JourneyState,
  consultationId: string,
  on: OccurredOn,
): readonly Irregularity[] => {
  const { answeredOn, outcome } = consultationOf(journey, consultationId) ?? {};
  return answeredOn && outcome !== 'waitingList' && certainlyBefore(answeredOn, on)
    ? [{ code: 'consultation-was-answered', consultationId, answeredOn }]
    : [];
};

const noLongerAsked = (
  journey: JourneyState,
  consultationId: string,
  on: OccurredOn,
): readonly Irregularity[] => {
  const withdrawnOn = consultationOf(journey, consultationId)?.withdrawnOn;
  return withdrawnOn && certainlyBefore(withdrawnOn, on)
    ? [{ code: 'consultation-was-withdrawn', consultationId, withdrawnOn }]
    : [];
};

export const consultationRules = { decide, admits, irregular };
