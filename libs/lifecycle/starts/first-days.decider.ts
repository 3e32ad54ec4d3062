import {
  accept,
  canonical,
  certainlyBefore,
  unchanged,
  type Irregularity,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyState } from '../journey/journey-state.js';
import { placementOf, type Placement } from '../offers/offers.state.js';
import { knownPlacement, notGoingAhead, type PartOfRules } from './starts.rules.js';
import type { StartsCommand } from './starts.commands.js';
import { agreementParties } from './starts.events.js';
import { agreementsOf, didNotStart, plannedStartOf, startOf } from './starts.state.js';

type Begin = Extract<StartsCommand, { type: 'StartPlacement' }>;

const decide = {
  PlanStart: ({ data }, journey) =>
    plannedStartOf(journey, data.placementId) === data.startOn
      ? unchanged
      : accept({ type: 'StartPlanned', data }),

  RescheduleStart: ({ data }, journey) => {
    const { placementId, to } = data;
    const planned = plannedStartOf(journey, placementId);
    if (planned === to) return unchanged;
    const from = planned ?? placementOf(journey, placementId)?.expectedStartOn;
    return accept({ type: 'StartRescheduled', data: { ...data, from } });
  },

  StartPlacement: (command, journey) =>
    isStarted(journey, command)
      ? unchanged
      : accept({ type: 'PlacementStarted', data: command.data }),

  RecordNonStart: ({ data }, journey) =>
    didNotStart(journey, data.placementId) ? unchanged : accept({ type: 'DidNotStart', data }),
} satisfies PartOfRules['decide'];

/** The very same start was told before; one that differs, or adds a note, is for the rules. */
const isStarted = (journey: JourneyState, { data, details: { occurredOn } }: Begin): boolean => {
  const start = startOf(journey, data.placementId);
  return start !== undefined && canonical(start) === canonical({ ...data, startedOn: occurredOn });
};

const neverStarts = (journey: JourneyState, placementId: string): Refusal | undefined => {
  if (startOf(journey, placementId)) return { because: 'already-started', placementId };
  if (placementOf(journey, placementId)?.fellThrough)
    return { because: 'placement-fell-through', placementId };
  return didNotStart(journey, placementId) ? { because: 'did-not-start', placementId } : undefined;
};

const admits = {
  StartPlanned: knownPlacement,
  StartRescheduled: knownPlacement,
  PlacementStarted: (journey, event) =>
    knownPlacement(journey, event) ?? neverStarts(journey, event.data.placementId),
  DidNotStart: (journey, event) =>
    knownPlacement(journey, event) ?? neverStarts(journey, event.data.placementId),
} satisfies PartOfRules['admits'];

const irregular = {
  StartPlanned: (journey, event) => [
    ...notGoingAhead(journey, event),
    ...plannedAlready(journey, event.data.placementId),
    ...afterTheStart(journey, event.data.placementId, event.occurredOn),
  ],

  StartRescheduled: (journey, event) => [
    ...notGoingAhead(journey, event),
    ...afterTheStart(journey, event.data.placementId, event.occurredOn),
  ],

  PlacementStarted: (journey, { data: { placementId }, occurredOn }) => [
    ...beforeAgreement(journey, placementId, occurredOn),
    ...withoutSignatures(journey, placementId),
  ],
} satisfies PartOfRules['irregular'];

const plannedAlready = (journey: JourneyState, placementId: string): readonly Irregularity[] => {
  const startOn = plannedStartOf(journey, placementId);
  return startOn === undefined ? [] : [{ code: 'start-already-planned', placementId, startOn }];
};

const afterTheStart = (
  journey: JourneyState,
  placementId: string,
  on: OccurredOn,
): readonly Irregularity[] => {
  const startedOn = startOf(journey, placementId)?.startedOn;
  return startedOn && certainlyBefore(startedOn, on)
    ? [{ code: 'planned-after-the-start', placementId, startedOn }]
    : [];
};

const beforeAgreement = (
  journey: JourneyState,
  placementId: string,
  on: OccurredOn,
): readonly Irregularity[] => {
  const placement = placementOf(journey, placementId);
  return placement &&
    !INHERITED.includes(placement.basis) &&
    certainlyBefore(on, placement.agreedOn)
    ? [{ code: 'start-before-agreement', placementId, agreedOn: placement.agreedOn }]
    : [];
};

/** The learner was there already when this authority took the placement over. */
const INHERITED: readonly Placement['basis'][] = ['transferIn', 'existing'];

/** Where no contract is made (route `none`: a maintained school, say) there is nothing to sign. */
const withoutSignatures = (journey: JourneyState, placementId: string): readonly Irregularity[] => {
  if (placementOf(journey, placementId)?.route === 'none') return [];
  const signed = agreementsOf(journey, placementId).some(({ signedOn }) =>
    agreementParties.every((party) => signedOn[party] !== undefined),
  );
  return signed ? [] : [{ code: 'start-without-signed-agreement', placementId }];
};

export const firstDayRules = { decide, admits, irregular };
