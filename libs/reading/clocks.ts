import { clocksShownOn, type ShownClock } from '#libs/clocks';
import { annulledEntries, type Instant, type LocalDate } from '#libs/event-sourcing';
import { asKnown, type JourneyEvents } from './replay.js';

/** The day on which the clocks are looked at, and as known when; nothing said: all that is known now. */
export type ClocksViewpoint = Readonly<{ on: LocalDate; knownAt?: Instant | undefined }>;

/** The clocks of one journey as they stood on a day, by what was known then or later, each explained. */
export const clocksOn = (
  events: JourneyEvents,
  { on, knownAt }: ClocksViewpoint,
): readonly ShownClock[] => {
  const known = asKnown(events, { knownAt });
  const annulled = annulledEntries(known);
  const standing = known.filter(
    ({ entryId, occurredOn }) => !annulled.has(entryId) && occurredOn.from <= on,
  );
  return clocksShownOn(standing, on);
};
