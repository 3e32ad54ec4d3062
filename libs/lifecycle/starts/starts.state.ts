import type { OccurredOn } from '#libs/event-sourcing';
import type { Evolve } from '../shared-kernel/index.js';
import type { StartsEvent } from './starts.events.js';

export type StartsPart = Readonly<Record<never, never>>;

export const initialStarts: StartsPart = {};

export const evolveStarts: Evolve<StartsPart, StartsEvent> = {};

export type Start = Readonly<{
  placementId: string;
  /** The first day attended. */
  startedOn: OccurredOn;
}>;

/** How a placement started, if it did. */
export const startOf = (
  _journey: Readonly<{ starts: StartsPart }>,
  _placementId: string,
): Start | undefined => undefined;

/** It was agreed, and the learner never came. */
export const didNotStart = (
  _journey: Readonly<{ starts: StartsPart }>,
  _placementId: string,
): boolean => false;
