import { event, type Catalogue } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, id, localDate, pence, text } from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const noticeParties = ['provider', 'authority', 'family'] as const;
export const noticeUnits = ['term', 'halfTerm', 'schoolWeek', 'calendarDay'] as const;
export const noticeReasons = [
  ...['behaviour', 'needNotMet', 'staffing', 'commercial', 'standards', 'move', 'other'],
] as const;

export const noticesCatalogue = {
  NoticeGiven: event({
    storedAs: 'notice-given',
    meaning: 'One side gave notice to end the placement.',
    occurs: 'the date of the letter; received is when it reached the authority',
    rank: 820,
    follows: [['placementId', 'PlacementAgreed', 'PlacementStarted']],
    data: {
      noticeId: id,
      placementId: id,
      by: code(noticeParties),
      reasonCode: code(noticeReasons).optional(),
      period: z
        .strictObject({ value: z.int().min(0).max(1000), unit: code(noticeUnits) })
        .optional(),
      /** The clause of the contract it is given under. */
      clauseRef: id.optional(),
      expiresOn: localDate,
      feesPayableUntil: localDate.optional(),
    },
    personal: { explanation: text().optional() },
  }),
  NoticeDisputed: event({
    storedAs: 'notice-disputed',
    meaning: 'The other side does not accept the notice as given.',
    occurs: 'the day it was disputed',
    rank: 822,
    follows: [['noticeId', 'NoticeGiven']],
    data: { noticeId: id },
    personal: { grounds: text().optional() },
  }),
  NoticeWithdrawn: event({
    storedAs: 'notice-withdrawn',
    meaning: 'The notice was taken back: the placement goes on.',
    occurs: 'the day it was withdrawn',
    rank: 824,
    follows: [['noticeId', 'NoticeGiven']],
    data: { noticeId: id },
    personal: { explanation: text().optional() },
  }),
  NoticeSettled: event({
    storedAs: 'notice-settled',
    meaning: 'Both sides agreed how the notice ends: the last day, and what is still paid.',
    occurs: 'the day it was agreed',
    rank: 826,
    follows: [
      ['noticeId', 'NoticeGiven'],
      ['approvalId', 'Approved'],
    ],
    data: {
      noticeId: id,
      lastDay: localDate,
      feesPayableUntil: localDate,
      /** What is paid to settle, in all, net of VAT. */
      pence,
      approvalId: id.optional(),
    },
    personal: { terms: text().optional() },
  }),
} as const satisfies Catalogue;
