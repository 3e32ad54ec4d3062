import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, count, id, text } from '../shared-kernel/index.js';
import { ratedOutcome } from './meetings.events.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const halfTerms = [
  ...['autumn1', 'autumn2', 'spring1', 'spring2', 'summer1', 'summer2'],
] as const;
export const schoolTerms = ['autumn', 'spring', 'summer'] as const;

/** Attendance codes as from 19 August 2024, and the three withdrawn then, for earlier returns. */
export const attendanceCodes = [
  ...['/', '\\', 'L', 'K', 'V', 'P', 'W', 'B', 'D', 'C', 'C1', 'C2', 'M', 'T', 'R', 'I', 'J1'],
  ...['S', 'E', 'G', 'N', 'O', 'U', 'X', 'Q', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7', 'Z', '#'],
  ...['H', 'Y', 'J'],
] as const;

export const concernKinds = [
  ...['incident', 'partTimeTimetable', 'staffing', 'complaint', 'attendance', 'safeguarding'],
] as const;
export const concernSeverities = ['low', 'medium', 'high'] as const;
export const concernSources = ['school', 'family', 'authority', 'other'] as const;

/** The calendar year in which the school year begins. */
const schoolYear = z.int().min(1990).max(2199);

const returned = {
  occurs: 'the day the school sent its return',
  follows: [['placementId', 'PlacementAgreed', 'PlacementStarted']],
} as const;

export const returnsCatalogue = {
  AttendanceReturned: event({
    ...returned,
    storedAs: 'attendance-returned',
    meaning: 'The school returned the attendance of a half-term; a later return replaces it.',
    rank: 670,
    data: {
      placementId: id,
      schoolYear,
      halfTerm: code(halfTerms),
      /** Sessions: half days, two a school day. */
      possible: count,
      attended: count,
      byCode: z
        .array(z.strictObject({ code: code(attendanceCodes), sessions: count }))
        .max(60)
        .readonly(),
    },
  }),
  OutcomesReturned: event({
    ...returned,
    storedAs: 'outcomes-returned',
    meaning: 'The school returned how far the outcomes of the plan are reached, for a term.',
    rank: 671,
    data: {
      placementId: id,
      schoolYear,
      term: code(schoolTerms),
      outcomes: z.array(ratedOutcome).max(100).readonly(),
    },
  }),
  IncidentsReturned: event({
    ...returned,
    storedAs: 'incidents-returned',
    meaning: 'The school returned the incidents of a term that concerned the learner.',
    rank: 672,
    data: {
      placementId: id,
      schoolYear,
      term: code(schoolTerms),
      /** Those it must notify, and how many of them it notified within 24 hours. */
      notifiable: count,
      notifiedInTime: count,
      restraints: count,
      complaints: count,
    },
  }),
  SatisfactionReturned: event({
    ...returned,
    storedAs: 'satisfaction-returned',
    meaning: 'What family and learner answered when asked how satisfied they are, for a term.',
    rank: 673,
    data: {
      placementId: id,
      schoolYear,
      term: code(schoolTerms),
      asked: count.optional(),
      respondents: count,
      /** Satisfied or very satisfied. */
      satisfied: count,
    },
  }),
  ConcernRaised: event({
    storedAs: 'concern-raised',
    meaning: 'Somebody said that something about the placement is not as it should be.',
    occurs: 'the day it was raised',
    rank: 680,
    follows: [['placementId', 'PlacementAgreed', 'PlacementStarted']],
    data: {
      concernId: id,
      placementId: id.optional(),
      kind: code(concernKinds),
      severity: code(concernSeverities),
      raisedBy: code(concernSources),
    },
    personal: { details: text().optional() },
    about: 'learner and others',
  }),
  ConcernCleared: event({
    storedAs: 'concern-cleared',
    meaning: 'A concern was looked into and is settled.',
    occurs: 'the day it was settled',
    rank: 685,
    follows: [['concernId', 'ConcernRaised']],
    data: { concernId: id },
    personal: { explanation: text().optional() },
    about: 'learner and others',
  }),
} as const satisfies Catalogue;

export type ReturnsEvent = EventsOf<typeof returnsCatalogue>;
