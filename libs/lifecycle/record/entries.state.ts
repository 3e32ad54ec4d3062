import type { Refusal } from '#libs/event-sourcing';
import type { Evolve } from '../shared-kernel/index.js';
import type { EntriesEvent } from './entries.events.js';
import type { EntriesTold, HasRecord, RecordPart } from './record.part.js';

const told = (part: RecordPart, more: Partial<EntriesTold>): RecordPart => ({
  ...part,
  entries: { ...part.entries, ...more },
});

export const evolveEntries: Evolve<RecordPart, EntriesEvent> = {
  EntryAnnulled: (part, { data: { entry, reasonCode } }) =>
    told(part, { annulled: { ...part.entries.annulled, [entry]: reasonCode } }),
  EntryReplaced: (part, { data: { entry, by } }) => {
    const { replacedBy } = part.entries;
    return told(part, {
      replacedBy: { ...replacedBy, [entry]: [...(replacedBy[entry] ?? []), by] },
    });
  },
  EntryCarriedAway: (part, { data: { entry } }) =>
    told(part, { carriedAway: [...part.entries.carriedAway, entry] }),
  EntryCarriedHere: (part) => part,
  PersonalDataRestated: (part) => part,
  JourneyMergedInto: (part) => ({
    ...part,
    closed: { because: 'merged-into-another-record' },
  }),
};

/** Why an entry was annulled, if it was. */
export const annulmentOf = ({ record }: HasRecord, entry: string): string | undefined =>
  record.entries.annulled[entry];

/** The entries that say anew what an annulled one said. */
export const replacementsOf = ({ record }: HasRecord, entry: string): readonly string[] =>
  record.entries.replacedBy[entry] ?? [];

export const isCarriedAway = ({ record }: HasRecord, entry: string): boolean =>
  record.entries.carriedAway.includes(entry);

/** Why nothing can be recorded any more (merged away, disposed of), if so. */
export const closedBy = ({ record }: HasRecord): Refusal | undefined => record.closed;
