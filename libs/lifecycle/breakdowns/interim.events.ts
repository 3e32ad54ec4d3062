import { event, type Catalogue } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, id, priceLine, schoolSnapshot, text } from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const interimKinds = [
  ...['tuition', 'onlineTuition', 'alternativeProvision', 'mentoring', 'therapy'],
  ...['hospitalEducation', 'package', 'other'],
] as const;
/** Education Act 1996 s.19, or Children and Families Act 2014 s.42 or s.61. */
export const interimBases = ['s19', 's42', 's61'] as const;
export const interimEndings = [
  ...['newPlacement', 'returned', 'providerStopped', 'notTakenUp', 'notNeeded', 'other'],
] as const;

const provided = {
  hoursPerWeekTenths: z.int().min(0).max(1000),
  basis: code(interimBases),
  lines: z.array(priceLine).max(60).readonly(),
  approvalId: id.optional(),
};

export const interimCatalogue = {
  InterimProvisionStarted: event({
    storedAs: 'interim-provision-started',
    meaning: 'Education out of school began, for a learner without a place to go to.',
    occurs: 'the first day of it',
    rank: 860,
    follows: [
      ['placementId', 'PlacementAgreed', 'PlacementStarted'],
      ['approvalId', 'Approved'],
    ],
    data: {
      interimId: id,
      /** The placement it stands in for, where there is one. */
      placementId: id.optional(),
      /** Absent where the provider is not in the register: then it is named. */
      provider: schoolSnapshot.optional(),
      kind: code(interimKinds),
      ...provided,
    },
    // A tutor working alone is a person: the name is kept as one.
    personal: { providerName: text(300).optional() },
    about: 'learner and others',
  }),
  InterimProvisionChanged: event({
    storedAs: 'interim-provision-changed',
    meaning: 'Other hours, another basis or another price; the new terms stand in full.',
    occurs: 'the first day of the new terms',
    rank: 862,
    follows: [
      ['interimId', 'InterimProvisionStarted'],
      ['approvalId', 'Approved'],
    ],
    data: { interimId: id, ...provided },
  }),
  InterimProvisionEnded: event({
    storedAs: 'interim-provision-ended',
    meaning: 'The interim provision is over.',
    occurs: 'the last day of it',
    rank: 864,
    follows: [['interimId', 'InterimProvisionStarted']],
    data: { interimId: id, reasonCode: code(interimEndings) },
    personal: { explanation: text().optional() },
  }),
} as const satisfies Catalogue;
