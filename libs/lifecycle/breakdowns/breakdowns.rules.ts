import {
  certainlyBefore,
  type Irregularity,
  type LocalDate,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyState } from '../journey/journey-state.js';
import { placementOf } from '../offers/offers.state.js';
import { startOf } from '../starts/starts.state.js';
import { endingOf } from './breakdowns.state.js';

type Said = Readonly<{ placementId: string; occurredOn: OccurredOn }>;

/** Why this cannot be said of a placement: it is unknown, never began, or had not begun by then. */
export const beforeItStarted = (
  journey: JourneyState,
  { placementId, occurredOn }: Said,
): Refusal | undefined => {
  if (!placementOf(journey, placementId)) return { because: 'unknown-placement', placementId };
  const start = startOf(journey, placementId);
  if (!start) return { because: 'placement-not-started', placementId };
  return certainlyBefore(occurredOn, start.startedOn)
    ? { because: 'before-placement-started', placementId, startedOn: start.startedOn }
    : undefined;
};

/** Why this cannot be said of a placement: its place had ended by then. */
export const afterItEnded = (
  journey: JourneyState,
  { placementId, occurredOn }: Said,
): Refusal | undefined => {
  const placeEndedOn = endingOf(journey, placementId)?.placeEndedOn;
  return placeEndedOn !== undefined && placeEndedOn < occurredOn.from
    ? { because: 'after-placement-ended', placementId, placeEndedOn }
    : undefined;
};

/** What happens at a placement happens between its start and the end of the place. */
export const outsideThePlacement = (journey: JourneyState, said: Said): Refusal | undefined =>
  beforeItStarted(journey, said) ?? afterItEnded(journey, said);

/** Fees are paid for as long as the place is held; what stops earlier wants a reason. */
export const feesStopEarly = (
  feesUntil: LocalDate | undefined,
  placeEndsOn: LocalDate,
): readonly Irregularity[] =>
  feesUntil !== undefined && feesUntil < placeEndsOn
    ? [{ code: 'fees-stop-before-place-ends', feesUntil, placeEndsOn }]
    : [];
