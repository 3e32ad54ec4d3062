import type { Happened, OccurredOn } from '#libs/event-sourcing';
import type { JourneyEvent } from '#libs/lifecycle';

/** An event of one type, with what a clock may look at. */
export type Told<T extends JourneyEvent['type']> = Happened<Extract<JourneyEvent, { type: T }>>;

/** The fact that started or stopped a clock: which event said it, and which day it is about. */
export type Mark = Readonly<{ eventId: string; entryId: string; on: OccurredOn }>;
