import { idsOf, personalValuesIn } from '#libs/event-sourcing';
import { journeyCatalogue } from '#libs/lifecycle';
import { kidsIn } from './destruction.js';
import { builder, planAsRecorded } from './entry-facts.js';
import type { Journeys } from './journeys.js';
import type {
  JourneyHistory,
  JourneyPlan,
  JourneyRecordPlan,
  JourneyTicket,
  JourneyWritten,
} from './planned.js';
import { streamOf } from './ports.js';

/** Where an entry went that is taken out here. */
export type Gone = Readonly<{ to: string; toEntry: string }>;

/**
 * Makes what one entry says unreadable for good, and nothing else: all other personal values are
 * restated under a new key, and the old one is destroyed. With `gone` the entry is annulled as well,
 * and says where it went.
 */
export const createRestating =
  (journeys: Journeys) =>
  (
    journeyId: string,
    asked: Readonly<{ entryId: string; gone?: Gone }>,
    ticket: JourneyTicket,
  ): Promise<JourneyWritten> =>
    journeys.write(journeyId, ticket, async (history, before) => {
      const { entryId, gone } = asked;
      if (!history.events.some((event) => event.entryId === entryId))
        return { outcome: 'refused', refusal: { because: 'unknown-entry', entry: entryId } };
      const ids = idsOf(streamOf(journeyId), ticket);
      const build = builder(journeys, { ticket, ids, revision: history.revision + 1 });
      const annulment = { entry: entryId, reasonCode: 'wrongLearner' };
      const leaving = gone && { entry: entryId, toJourney: gone.to, toEntry: gone.toEntry };
      const taken = leaving
        ? [build(0, 'EntryAnnulled', annulment), build(1, 'EntryCarriedAway', leaving)]
        : [];
      const values = await restatedWithout(journeys, history, entryId);
      const pending = [
        ...taken,
        build(taken.length, 'PersonalDataRestated', { without: entryId, values }),
      ];
      const plan = planAsRecorded(before, pending);
      return plan.outcome === 'record' ? underNewKey(journeys, history, plan) : plan;
    });

const restatedWithout = async (
  { ports }: Journeys,
  { stream, events }: JourneyHistory,
  entryId: string,
): Promise<Readonly<Record<string, unknown>>> => {
  const { open } = await ports.keys.keysOf(stream);
  const stored = await ports.store.readStream(stream);
  const values = personalValuesIn(journeyCatalogue, stored, open);
  const own = new Set(events.filter((event) => event.entryId === entryId).map((e) => e.eventId));
  return Object.fromEntries([...values].filter(([eventId]) => !own.has(eventId)));
};

const underNewKey = async (
  { ports }: Journeys,
  history: JourneyHistory,
  plan: JourneyRecordPlan,
): Promise<JourneyPlan> => {
  const { current } = await ports.keys.keysOf(history.stream);
  const restatement = plan.pending.find(({ type }) => type === 'PersonalDataRestated');
  if (!restatement) return plan;
  const key = await ports.keys.startNew(history.stream);
  const kids = kidsIn(history, current).filter((kid) => kid !== key.kid);
  return { ...plan, key, destroys: { kids, eventId: restatement.eventId } };
};
