import { derivedId, idsOf, type Refusal } from '#libs/event-sourcing';
import { allArrivals, arrivedOn, entriesToMerge } from './arrivals.js';
import { answerOfSource, aspectOf, notCarried, refusedAt, type Carried } from './carried.js';
import { builder, planAsRecorded } from './entry-facts.js';
import type { Journeys } from './journeys.js';
import type { JourneyHistory, JourneyPlan, JourneyTicket, JourneyWritten } from './planned.js';
import { streamOf } from './ports.js';

type Merging = Readonly<{ from: string; to: string; ticket: JourneyTicket }>;

const ROUNDS = 5;
const MEANWHILE = 'recorded-meanwhile';

/**
 * A duplicate record: everything on it is carried to the survivor, then it is closed and points
 * there. What is recorded on it meanwhile is carried as well before it closes.
 */
export const createMerging =
  (journeys: Journeys) =>
  async (from: string, to: string, ticket: JourneyTicket): Promise<Carried> => {
    const merging = { from, to, ticket };
    const source = await journeys.history(from);
    const answer = await answerOfSource(journeys, source, ticket);
    const refusal = answer ? undefined : intoItself(from, to);
    if (refusal) return notCarried('source', refusedAt(source, refusal));
    if (answer && answer !== 'again') return notCarried('source', answer);
    let round = await mergeRound(journeys, merging);
    for (let rounds = 1; rounds < ROUNDS && isMeanwhile(round); rounds += 1)
      round = await mergeRound(journeys, merging);
    return round;
  };

const mergeRound = async (journeys: Journeys, merging: Merging): Promise<Carried> => {
  const { from, to, ticket } = merging;
  const source = await journeys.history(from);
  const here = await arriveWhatIsMissing(journeys, merging, source);
  if (here.outcome !== 'recorded' && here.outcome !== 'unchanged')
    return notCarried('target', here);
  const arrived = arrivedOn(await journeys.history(to), from);
  const away = await journeys.write(from, ticket, async (history, before): Promise<JourneyPlan> => {
    if (entriesToMerge(history, arrived).length > 0)
      return { outcome: 'refused', refusal: { because: MEANWHILE } };
    const ids = idsOf(streamOf(from), ticket);
    const build = builder(journeys, { ticket, ids, revision: history.revision + 1 });
    return planAsRecorded(before, [build(0, 'JourneyMergedInto', { target: to })]);
  });
  return away.outcome === 'recorded'
    ? { outcome: 'carried', here, away }
    : notCarried('source', away);
};

/** The same entries always arrive under the same command id, so that a resend doubles nothing. */
const arriveWhatIsMissing = async (
  journeys: Journeys,
  { from, to, ticket }: Merging,
  source: JourneyHistory,
): Promise<JourneyWritten> => {
  const there = arrivedOn(await journeys.history(to), from);
  const missing = entriesToMerge(source, there).flatMap(([first]) => first?.entryId ?? []);
  const arriving = {
    ...aspectOf(ticket, `here:${derivedId(...missing)}`),
    body: { merging: from, entries: missing },
  };
  return journeys.write(to, arriving, async (history, before) => {
    const except = arrivedOn(history, from);
    const revision = history.revision + 1;
    const asked = { source, except, from, to, ticket: arriving, revision };
    return planAsRecorded(before, allArrivals(journeys, asked));
  });
};

const isMeanwhile = (round: Carried): boolean =>
  round.outcome === 'not-carried' &&
  round.written.outcome === 'refused' &&
  round.written.refusal.because === MEANWHILE;

/** Closed, it would point to itself. */
const intoItself = (from: string, to: string): Refusal | undefined =>
  from === to ? { because: 'same-record', journeyId: to } : undefined;
