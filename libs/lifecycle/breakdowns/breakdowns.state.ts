import type { OccurredOn } from '#libs/event-sourcing';
import type { Evolve } from '../shared-kernel/index.js';
import type { BreakdownsEvent } from './breakdowns.events.js';

export type BreakdownsPart = Readonly<Record<never, never>>;

export const initialBreakdowns: BreakdownsPart = {};

export const evolveBreakdowns: Evolve<BreakdownsPart, BreakdownsEvent> = {};

export type Ending = Readonly<{
  placementId: string;
  /** The last day attended. */
  endedOn: OccurredOn;
  reasonCode: string;
}>;

/** How a placement ended, if it did. */
export const endingOf = (
  _journey: Readonly<{ breakdowns: BreakdownsPart }>,
  _placementId: string,
): Ending | undefined => undefined;
