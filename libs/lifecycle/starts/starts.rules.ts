import {
  certainlyBefore,
  type Irregularity,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { placementOf } from '../offers/offers.state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { StartsCommand } from './starts.commands.js';
import type { StartsEvent } from './starts.events.js';
import { notStartedOn } from './starts.state.js';

type Rules = ModuleRules<StartsEvent, StartsCommand, JourneyState, JourneyEvent>;

/** The tables of one part of this stage; `starts.decider.ts` puts the parts together. */
export type PartOfRules = Readonly<{
  decide: Partial<Rules['decide']>;
  admits: Rules['admits'];
  irregular: Rules['irregular'];
}>;

type OnPlacement = Readonly<{ data: Readonly<{ placementId: string }>; occurredOn: OccurredOn }>;

export const knownPlacement = (
  journey: JourneyState,
  { data: { placementId } }: OnPlacement,
): Refusal | undefined =>
  placementOf(journey, placementId) ? undefined : { because: 'unknown-placement', placementId };

/** It was clear before that this placement would come to nothing. */
export const notGoingAhead = (
  journey: JourneyState,
  { data: { placementId }, occurredOn }: OnPlacement,
): readonly Irregularity[] => {
  const since =
    placementOf(journey, placementId)?.fellThrough ?? notStartedOn(journey, placementId);
  return since && certainlyBefore(since, occurredOn)
    ? [{ code: 'placement-not-going-ahead', placementId, since }]
    : [];
};
