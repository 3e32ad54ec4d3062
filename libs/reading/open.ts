import { fold, type History, type Refusal } from '#libs/event-sourcing';
import { journeyRules, type JourneyEvent, type JourneyState } from '#libs/lifecycle';
import { closedTo } from '#libs/recording';
import type { JourneyEvents } from './replay.js';

/** Who looks at a record, and whether restricted ones are open to them. */
export type Reader = Readonly<{ actorId: string; opensRestricted: boolean }>;

export type Opened =
  | Readonly<{ open: true; events: JourneyEvents; state: JourneyState; revision: number }>
  | Readonly<{ open: false; refusal: Refusal }>;

/** Opens a record for a reader, unless there is none or it is closed to them. */
export const opened = ({ events, revision }: History<JourneyEvent>, reader: Reader): Opened => {
  if (events.length === 0) return { open: false, refusal: { because: 'unknown-journey' } };
  const state = fold(journeyRules, events);
  const refusal = closedTo(state, reader);
  return refusal ? { open: false, refusal } : { open: true, events, state, revision };
};
