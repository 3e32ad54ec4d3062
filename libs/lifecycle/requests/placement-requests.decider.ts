import { accept, certainlyBefore, unchanged, type OccurredOn } from '#libs/event-sourcing';
import type { JourneyState } from '../journey/journey-state.js';
import { learnerSnapshotOf } from '../record/record.state.js';
import { requestOf } from './requests.state.js';
import { afterWithdrawal, unknownRequest, type PartOfRules } from './requests.rules.js';

const decide = {
  RequestPlacement: ({ data }, journey, context) =>
    accept({
      type: 'PlacementRequested',
      data: {
        ...data,
        requestId: context.newId('request'),
        learner: learnerSnapshotOf(journey),
      },
    }),

  AmendPlacementRequest: ({ data }) => accept({ type: 'PlacementRequestAmended', data }),

  WithdrawPlacementRequest: ({ data }, journey) =>
    requestOf(journey, data.requestId)?.status === 'withdrawn'
      ? unchanged
      : accept({ type: 'PlacementRequestWithdrawn', data }),
} satisfies PartOfRules['decide'];

const since = (journey: JourneyState, requestId: string, on: OccurredOn) => {
  const request = requestOf(journey, requestId);
  if (!request) return unknownRequest(requestId);
  return certainlyBefore(on, request.requestedOn)
    ? { because: 'before-the-request', requestId, requestedOn: request.requestedOn }
    : undefined;
};

const admits = {
  PlacementRequestAmended: (journey, { data: { requestId }, occurredOn }) =>
    since(journey, requestId, occurredOn),

  PlacementRequestWithdrawn: (journey, { data: { requestId }, occurredOn }) => {
    if (requestOf(journey, requestId)?.status === 'withdrawn')
      return { because: 'request-already-withdrawn', requestId };
    return since(journey, requestId, occurredOn);
  },
} satisfies PartOfRules['admits'];

const irregular = {
  PlacementRequestAmended: (journey, { data: { requestId }, occurredOn }) =>
    afterWithdrawal(journey, requestId, occurredOn),
} satisfies PartOfRules['irregular'];

export const placementRequestRules = { decide, admits, irregular };
