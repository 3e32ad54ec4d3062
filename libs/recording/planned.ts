import type { Folded, History, Plan, Refusal, Ticket, Written } from '#libs/event-sourcing';
import { restrictionOf, type JourneyEvent, type JourneyState } from '#libs/lifecycle';

export type JourneyHistory = History<JourneyEvent>;
export type JourneyWritten = Written<JourneyEvent>;
export type JourneyFolded = Folded<JourneyState, JourneyEvent>;

/** A ticket that also says whether its holder may open restricted records. */
export type JourneyTicket = Ticket & Readonly<{ opensRestricted?: boolean | undefined }>;

/** Keys that nobody may need once the event is in the log. */
export type Destroys = Readonly<{ kids: readonly string[]; eventId: string }>;

export type JourneyRecordPlan = Extract<Plan<JourneyEvent>, { outcome: 'record' }> &
  Readonly<{ folded?: JourneyFolded; destroys?: Destroys }>;

/** A plan that also says what the journey is like after it, and which keys it makes superfluous. */
export type JourneyPlan = JourneyRecordPlan | Exclude<Plan<JourneyEvent>, { outcome: 'record' }>;

export type JourneyPlanner = (
  history: JourneyHistory,
  before: JourneyFolded,
) => Promise<JourneyPlan>;

/** Whether a restricted record is closed to somebody. */
export const closedTo = (
  state: JourneyState,
  {
    actorId,
    opensRestricted,
  }: Readonly<{ actorId: string; opensRestricted?: boolean | undefined }>,
): Refusal | undefined => {
  const restriction = restrictionOf(state);
  if (!restriction || opensRestricted || restriction.people.includes(actorId)) return undefined;
  return { because: 'restricted' };
};
