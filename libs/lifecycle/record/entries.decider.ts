import type { Refusal } from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { EntriesEvent } from './entries.events.js';
import { annulmentOf, isCarriedAway, replacementsOf } from './entries.state.js';
import { isRegistered } from './learner.state.js';

type Rules = ModuleRules<EntriesEvent, never, JourneyState, JourneyEvent>;

const annulled = (journey: JourneyState, entry: string): boolean =>
  annulmentOf(journey, entry) !== undefined;

const admits: Rules['admits'] = {
  // The annulled entry is no longer folded: without its opening there is no learner left.
  EntryAnnulled: (journey, { data: { entry } }): Refusal | undefined => {
    if (!isRegistered(journey)) return { because: 'opening-entry', entry };
    return annulled(journey, entry) ? { because: 'already-annulled', entry } : undefined;
  },

  EntryReplaced: (journey, { data: { entry, by } }) => {
    if (!annulled(journey, entry)) return { because: 'not-annulled', entry };
    return replacementsOf(journey, entry).includes(by)
      ? { because: 'already-replaced', entry, by }
      : undefined;
  },

  EntryCarriedAway: (journey, { data: { entry } }) =>
    isCarriedAway(journey, entry) ? { because: 'already-carried-away', entry } : undefined,
};

/** No commands: the journey application writes these when it corrects, carries or merges. */
export const entriesRules: Rules = { decide: {}, admits, irregular: {} };
