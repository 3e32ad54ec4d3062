import type { Recorded } from '#libs/event-sourcing';
import type { JourneyEvent } from '#libs/lifecycle';
import { timelineOf } from '#libs/reading';
import { Refused, type Service } from '../../api/index.js';
import { namesOfStaff, openJourney, type OpenJourney } from '../door/reading.js';
import type { Visit } from '../door/visit.js';
import { staffIn } from '../journeys/staff-in.js';
import { entryView, type EntryView } from '../journeys/timeline-view.js';
import type { Task } from '../tasks/tasks.js';
import { taskOf } from './command-of-entry.js';

export type AtEntry = Readonly<{ journeyId: string; entryId: string }>;

/** An entry that is to be put right, with the record it stands on. */
export type OpenEntry = AtEntry &
  Readonly<{
    journey: OpenJourney;
    events: readonly [Recorded<JourneyEvent>, ...Recorded<JourneyEvent>[]];
    view: EntryView;
    /** What it would be recorded by today. */
    task: Task | undefined;
  }>;

/** @throws Refused where there is no such entry, or it was taken back already. */
export const openEntry = async (
  service: Service,
  { journeyId, entryId }: AtEntry,
  visit: Visit,
): Promise<OpenEntry> => {
  const journey = await openJourney(service, journeyId, visit);
  const [first, ...rest] = journey.events.filter((event) => event.entryId === entryId);
  const entry = timelineOf(journey.events).find((one) => one.entryId === entryId);
  if (!first || !entry) throw new Refused({ because: 'unknown-entry', entry: entryId });
  if (entry.standing.as === 'annulled')
    throw new Refused({ because: 'already-annulled', entry: entryId });
  const names = await namesOfStaff(service, staffIn(journey.events));
  const view = entryView(entry, (id) => names.get(id) ?? id);
  const events = [first, ...rest] as const;
  return { ...{ journeyId, entryId, journey, events, view }, task: taskOf([...events]) };
};
