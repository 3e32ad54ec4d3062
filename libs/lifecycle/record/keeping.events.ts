import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, id, localDate, text } from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const restrictionLevels = ['limited', 'sealed'] as const;
export const restrictionReasons = [
  ...(['staffFamily', 'atRisk', 'adopted', 'courtOrder', 'publicInterest', 'other'] as const),
] as const;
export const unrestrictionReasons = ['reasonGone', 'reviewed', 'inError', 'other'] as const;
export const holdReasons = [
  ...(['tribunal', 'claim', 'inquiry', 'ombudsman', 'police', 'accessRequest', 'other'] as const),
] as const;
export const erasureRequesters = ['learner', 'parent', 'representative', 'other'] as const;
export const erasureOutcomes = ['granted', 'partlyGranted', 'refused'] as const;
/** The first three are why a request is mostly refused (UK GDPR article 17(3)(b), (d), (e)). */
export const erasureGrounds = [
  ...(['statutoryTask', 'archivingAndStatistics', 'legalClaims', 'noLongerNecessary'] as const),
  ...(['unlawful', 'wrongLearner', 'other'] as const),
] as const;

export const keepingCatalogue = {
  RecordRestricted: event({
    storedAs: 'record-restricted',
    meaning: 'Only the people named may see the record.',
    occurs: 'the day it was restricted',
    rank: 170,
    data: {
      level: code(restrictionLevels),
      reasonCode: code(restrictionReasons),
      people: z.array(id).max(200).readonly(),
      reviewOn: localDate.optional(),
    },
    personal: { explanation: text().optional() },
    about: 'learner and others',
  }),
  RecordUnrestricted: event({
    storedAs: 'record-unrestricted',
    meaning: 'The record can be seen again by everyone whose work it is.',
    occurs: 'the day the restriction ended',
    rank: 171,
    data: { reasonCode: code(unrestrictionReasons) },
    personal: { explanation: text().optional() },
    about: 'learner and others',
  }),
  LegalHoldPlaced: event({
    storedAs: 'legal-hold-placed',
    meaning: 'The record must be kept, whatever the retention rule says.',
    occurs: 'the day the hold was placed',
    rank: 172,
    data: {
      holdId: id,
      reasonCode: code(holdReasons),
      /** The case or inquiry, by a reference that names nobody. */
      matter: id.optional(),
      reviewOn: localDate.optional(),
    },
    personal: { explanation: text().optional() },
    about: 'learner and others',
  }),
  LegalHoldLifted: event({
    storedAs: 'legal-hold-lifted',
    meaning: 'The hold is over.',
    occurs: 'the day the hold was lifted',
    rank: 173,
    follows: [['holdId', 'LegalHoldPlaced']],
    data: { holdId: id },
    personal: { explanation: text().optional() },
    about: 'learner and others',
  }),
  ErasureRequested: event({
    storedAs: 'erasure-requested',
    meaning: 'Somebody asked that personal data be erased.',
    occurs: 'the day it was asked; when it reached the authority is the day it was received',
    rank: 174,
    data: { erasureId: id, by: code(erasureRequesters) },
    personal: { request: text().optional() },
    about: 'learner and others',
  }),
  ErasureDecided: event({
    storedAs: 'erasure-decided',
    meaning: 'The authority answered a request for erasure.',
    occurs: 'the day it was decided',
    rank: 175,
    follows: [['erasureId', 'ErasureRequested']],
    data: { erasureId: id, outcome: code(erasureOutcomes), ground: code(erasureGrounds) },
    personal: { explanation: text().optional() },
    about: 'learner and others',
  }),
  DisposalProposed: event({
    storedAs: 'disposal-proposed',
    meaning: 'The first of two people found that the record need not be kept any longer.',
    occurs: 'the day it was proposed',
    rank: 176,
    data: {
      proposalId: id,
      /** The retention rule that has run out, by its code. */
      rule: id,
    },
    personal: { explanation: text().optional() },
  }),
  RecordDisposed: event({
    storedAs: 'record-disposed',
    meaning: 'A second person agreed: the record is closed and its key destroyed.',
    occurs: 'the day it was decided',
    rank: 990,
    follows: [['proposalId', 'DisposalProposed']],
    data: {
      proposalId: id,
      rule: id,
      /** Who proposed it and who agreed, by their opaque ids. */
      approvers: z.tuple([id, id]).readonly(),
    },
  }),
} as const satisfies Catalogue;

export type KeepingEvent = EventsOf<typeof keepingCatalogue>;
