import type { Catalogue } from '#libs/event-sourcing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import type { JourneyContract } from '../contract.js';
import { factTypes } from './fact-types.js';

/**
 * Not published: what concerns the record and not the placement, who may see it, staff, contacts,
 * free notes. What is put right, moved, merged or disposed of shows by what is withdrawn and told
 * anew; where to is nobody's business.
 */
const unpublished: ReadonlySet<JourneyEvent['type']> = new Set([
  ...(['EntryAnnulled', 'EntryReplaced', 'EntryCarriedAway', 'EntryCarriedHere'] as const),
  ...(['PersonalDataRestated', 'JourneyMergedInto', 'RecordDisposed'] as const),
  ...(['RecordRestricted', 'RecordUnrestricted', 'LegalHoldPlaced', 'LegalHoldLifted'] as const),
  ...(['ErasureRequested', 'ErasureDecided', 'DisposalProposed', 'CaseAssigned'] as const),
  ...(['NoteRecorded', 'ContactRecorded', 'ContactAmended', 'IdentifierLinked'] as const),
]);

const published: Catalogue = Object.fromEntries(
  Object.entries<Catalogue[string]>(journeyCatalogue).filter(
    ([type]) => !unpublished.has(type as JourneyEvent['type']),
  ),
);

const { types, show } = factTypes({
  audience: 'journey',
  catalogue: published,
  withheld: { AddressChanged: ['withholdFrom'] },
});

export const journeyEvents: JourneyContract = {
  of: 'journeys',
  audience: 'journey-events',
  topic: 'placements.journey-events.v1',
  meaning: 'Every fact about a learner’s placements, for those who are authorised to all of them.',
  types,
  view: ({ standing }) =>
    new Map(
      standing.flatMap((event) => {
        const shown = show(event);
        return shown ? [[event.eventId, shown]] : [];
      }),
    ),
};
