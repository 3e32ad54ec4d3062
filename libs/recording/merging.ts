import { idsOf, type Refusal } from '#libs/event-sourcing';
import { allArrivals } from './arrivals.js';
import {
  aspectOf,
  carriedBefore,
  notCarried,
  notOpenTo,
  refusedAt,
  type Carried,
} from './carried.js';
import { builder, planAsRecorded } from './entry-facts.js';
import type { Journeys } from './journeys.js';
import type { JourneyTicket } from './planned.js';
import { streamOf } from './ports.js';

/** A duplicate record: everything on it is carried to the survivor, then it is closed and points there. */
export const createMerging =
  (journeys: Journeys) =>
  async (from: string, to: string, ticket: JourneyTicket): Promise<Carried> => {
    const source = await journeys.history(from);
    const refusal = carriedBefore(source, ticket)
      ? undefined
      : (notOpenTo(source, ticket) ?? intoItself(from, to));
    if (refusal) return notCarried('source', refusedAt(source, refusal));
    const arriving = aspectOf(ticket, 'here');
    const here = await journeys.write(to, arriving, async ({ revision }, before) => {
      const merging = { source, from, to, ticket: arriving, revision: revision + 1 };
      return planAsRecorded(before, allArrivals(journeys, merging));
    });
    if (here.outcome !== 'recorded' && here.outcome !== 'unchanged')
      return notCarried('target', here);
    const away = await journeys.write(from, ticket, async (history, before) => {
      const ids = idsOf(streamOf(from), ticket);
      const build = builder(journeys, { ticket, ids, revision: history.revision + 1 });
      const pending = [build(0, 'JourneyMergedInto', { target: to })];
      return planAsRecorded(before, pending);
    });
    return away.outcome === 'recorded'
      ? { outcome: 'carried', here, away }
      : notCarried('source', away);
  };

/** Closed, it would point to itself. */
const intoItself = (from: string, to: string): Refusal | undefined =>
  from === to ? { because: 'same-record', journeyId: to } : undefined;
