import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, id, localDate, pence, text } from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const approvalKinds = ['placement', 'terms', 'interim', 'settlement'] as const;
export type ApprovalKind = (typeof approvalKinds)[number];
export const approvalDeclinedReasons = [
  ...(['price', 'otherOption', 'evidence', 'need', 'otherFunding', 'other'] as const),
] as const;
export const approvalWithdrawnReasons = [
  ...(['noLongerNeeded', 'termsChanged', 'soughtInError', 'other'] as const),
] as const;

export const approvalsCatalogue = {
  ApprovalSought: event({
    storedAs: 'approval-sought',
    meaning: 'Somebody asked for leave to spend up to an amount.',
    occurs: 'the day it was asked for',
    rank: 150,
    data: {
      approvalId: id,
      for: z.strictObject({
        kind: code(approvalKinds),
        /** What it is for: an offer or request, a placement, an interim provision, a notice. */
        id: id.optional(),
      }),
      /** A year; for a settlement, in all. */
      pencePerYear: pence,
      from: localDate.optional(),
      to: localDate.optional(),
    },
    personal: { grounds: text().optional() },
  }),
  Approved: event({
    storedAs: 'approved',
    meaning: 'Somebody else gave leave, up to a ceiling; any delegation stands on the decision.',
    occurs: 'the day it was decided',
    rank: 152,
    follows: [['approvalId', 'ApprovalSought']],
    data: {
      approvalId: id,
      /** A year; for a settlement, in all. */
      ceilingPence: pence,
      /** It may be relied on for what is decided from this day on. */
      from: localDate.optional(),
      /** After this day it has lapsed. */
      to: localDate.optional(),
    },
    personal: { conditions: text().optional() },
  }),
  ApprovalDeclined: event({
    storedAs: 'approval-declined',
    meaning: 'Leave was refused.',
    occurs: 'the day it was decided',
    rank: 152,
    follows: [['approvalId', 'ApprovalSought']],
    data: { approvalId: id, reasonCode: code(approvalDeclinedReasons) },
    personal: { explanation: text().optional() },
  }),
  ApprovalWithdrawn: event({
    storedAs: 'approval-withdrawn',
    meaning: 'The asking, or the leave that was given, was taken back.',
    occurs: 'the day it was taken back',
    rank: 154,
    follows: [['approvalId', 'ApprovalSought', 'Approved']],
    data: { approvalId: id, reasonCode: code(approvalWithdrawnReasons) },
    personal: { explanation: text().optional() },
  }),
} as const satisfies Catalogue;

export type ApprovalsEvent = EventsOf<typeof approvalsCatalogue>;
