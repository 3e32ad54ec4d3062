import type { JourneyState } from '../journey/journey-state.js';
import { plannedTransitionsFrom } from '../transitions/transitions.state.js';
import { endingOf } from './breakdowns.state.js';
import { endingGroup, type EndingGroup } from './ending-reasons.js';

type Journey = Pick<JourneyState, 'breakdowns' | 'transitions'>;

/** What the ending of a placement was, if it ended: by its reason, and the first decision behind it. */
export const endingGroupOf = (journey: Journey, placementId: string): EndingGroup | undefined => {
  const ending = endingOf(journey, placementId);
  if (!ending) return undefined;
  const { reasonCode, endedOn, decidedOn, decisionRef } = ending;
  // The latest day it may have been: what is told vaguely must not make an ending planned.
  const planned = plannedTransitionsFrom(journey, placementId).map((one) => one.decidedOn.to);
  const [first] = [...planned, ...(decidedOn === undefined ? [] : [decidedOn])].sort();
  return endingGroup(reasonCode, { endedOn, decidedOn: first, decisionRef });
};
