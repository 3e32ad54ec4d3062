import { event, type Catalogue } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, flag, id, localDate, text } from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

/** The Department for Education's reasons for a suspension, of which up to three are given. */
export const suspensionReasons = [
  ...['PP', 'PA', 'VP', 'VA', 'OW', 'BU', 'RA', 'LG', 'DS', 'SM', 'DA', 'DM', 'TH', 'MT', 'DB'],
  ...['PH'],
] as const;
/** An independent school suspends under its contract, a maintained one under the Education Act. */
export const suspensionBases = ['contractual', 'statutory'] as const;

export const attendanceCatalogue = {
  SuspensionReported: event({
    storedAs: 'suspension-reported',
    meaning: 'The school suspended the learner.',
    occurs: 'the first day of the suspension',
    rank: 800,
    follows: [['placementId', 'PlacementAgreed', 'PlacementStarted']],
    data: {
      suspensionId: id,
      placementId: id,
      /** The last day of it, where known. */
      to: localDate.optional(),
      /** Half days missed, two a school day. */
      sessions: z.int().min(1).max(400),
      reasons: z.array(code(suspensionReasons)).max(3).readonly(),
      basis: code(suspensionBases),
    },
    personal: { explanation: text().optional() },
  }),
  // Of one day: a place is given back before it is withheld anew.
  PlaceRestored: event({
    storedAs: 'place-restored',
    meaning: 'The place is open to the learner again.',
    occurs: 'the first day the learner could come back',
    rank: 810,
    follows: [['withholdingId', 'PlaceWithheld']],
    data: { withholdingId: id },
    personal: { explanation: text().optional() },
  }),
  PlaceWithheld: event({
    storedAs: 'place-withheld',
    meaning: 'The place exists, and the learner may not come: out of school without a suspension.',
    occurs: 'the first day the learner could not come',
    rank: 812,
    follows: [['placementId', 'PlacementAgreed', 'PlacementStarted']],
    data: {
      withholdingId: id,
      placementId: id,
      /** In writing and under a rule of the contract, or merely sent home. */
      formal: flag,
    },
    personal: { explanation: text().optional() },
  }),
} as const satisfies Catalogue;
