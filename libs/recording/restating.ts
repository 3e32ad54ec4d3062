import {
  annulledEntries,
  idsOf,
  personalValuesIn,
  planFacts,
  type Placed,
  type Refusal,
} from '#libs/event-sourcing';
import { holdsInForce, journeyCatalogue, journeyRules, type JourneyEvent } from '#libs/lifecycle';
import { kidsIn } from './destruction.js';
import { builder, notOpen, planAsRecorded } from './entry-facts.js';
import type { Journeys } from './journeys.js';
import type {
  JourneyFolded,
  JourneyHistory,
  JourneyPlan,
  JourneyRecordPlan,
  JourneyTicket,
  JourneyWritten,
} from './planned.js';
import { streamOf } from './ports.js';

/** Where an entry went that is taken out here. */
export type Gone = Readonly<{ to: string; toEntry: string }>;

export type TakenOut = Readonly<{ entryId: string; gone?: Gone }>;

type OnRecord = Readonly<{ journeyId: string; history: JourneyHistory; before: JourneyFolded }>;

/**
 * Makes what one entry says unreadable for good, and nothing else: all other personal values are
 * restated under a new key, and the old one is destroyed. With `gone` the entry is annulled as well,
 * and says where it went.
 */
export const createRestating =
  (journeys: Journeys) =>
  (journeyId: string, asked: TakenOut, ticket: JourneyTicket): Promise<JourneyWritten> =>
    journeys.write(journeyId, ticket, async (history, before) => {
      const plan = await takingOut(journeys, { journeyId, history, before }, { ...asked, ticket });
      return plan.outcome === 'record' ? underNewKey(journeys, history, plan) : plan;
    });

/** What taking an entry out would record; no key is made for it yet. */
export const takingOut = async (
  journeys: Journeys,
  { journeyId, history, before }: OnRecord,
  { entryId, gone, ticket }: TakenOut & Readonly<{ ticket: JourneyTicket }>,
): Promise<JourneyPlan> => {
  const refusal = gone ? undefined : staysReadable(history, before, entryId);
  if (refusal) return { outcome: 'refused', refusal };
  const ids = idsOf(streamOf(journeyId), ticket);
  const build = builder(journeys, { ticket, ids, revision: history.revision + 1 });
  const annulment = { entry: entryId, reasonCode: 'wrongLearner' };
  const taken = gone
    ? [
        build(0, 'EntryAnnulled', annulment),
        build(1, 'EntryCarriedAway', { entry: entryId, toJourney: gone.to, toEntry: gone.toEntry }),
      ]
    : [];
  const values = await restatedWithout(journeys, history, entryId);
  const restated = build(taken.length, 'PersonalDataRestated', { without: entryId, values });
  return gone ? planAsRecorded(before, [...taken, restated]) : planRestatement(before, restated);
};

/** Only what was taken back may become unreadable, and not while a hold keeps the record. */
const staysReadable = (
  { events }: JourneyHistory,
  { state }: JourneyFolded,
  entryId: string,
): Refusal | undefined => {
  if (events.length === 0) return { because: 'unknown-journey' };
  if (!events.some((event) => event.entryId === entryId))
    return { because: 'unknown-entry', entry: entryId };
  if (!annulledEntries(events).has(entryId))
    return { because: 'entry-still-stands', entry: entryId };
  return holdsInForce(state).length > 0 ? { because: 'legal-hold' } : undefined;
};

/** A duplicate that was closed may still lose what it should never have said. */
const planRestatement = (before: JourneyFolded, restated: Placed<JourneyEvent>): JourneyPlan => {
  const refusal = notOpen(before);
  if (refusal && refusal.because !== 'merged-into-another-record')
    return { outcome: 'refused', refusal };
  return planFacts(journeyRules, before, { pending: [restated], acknowledge: 'as recorded' });
};

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
