import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, id, localDate, text } from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

/** What lets the authority go beyond the time limits of an assessment (regulation 10(4)). */
export const assessmentExceptions = [
  ...(['schoolClosure', 'exceptionalCircumstances', 'absentFromArea'] as const),
  ...(['missedAppointments'] as const),
] as const;
export const assignmentReasons = ['new', 'leaver', 'cover', 'reorganisation', 'other'] as const;
export const noteKinds = ['call', 'email', 'letter', 'meeting', 'visit', 'note'] as const;
export const noteSubjects = ['learner', 'parent', 'thirdParty', 'staff'] as const;
export const linkKinds = [
  ...(['entry', 'request', 'consultation', 'offer', 'placement', 'review', 'appeal'] as const),
  ...(['notice', 'suspension', 'interim', 'approval', 'concern', 'plan', 'other'] as const),
] as const;
export const delayReasons = [
  ...(['adviceLate', 'familyRequest', 'schoolClosure', 'exceptionalCircumstances'] as const),
  ...(['absentFromArea', 'noPlaceFound', 'awaitingSchool', 'awaitingPartner'] as const),
  ...(['awaitingTribunal', 'staffing', 'other'] as const),
] as const;

/** The dates of a plan, in the order in which they fall. */
export const planDates = [
  ...(['requestReceivedOn', 'assessmentAgreedOn', 'adviceRequestedOn', 'draftServedOn'] as const),
  ...(['planMadeOn', 'lastReviewedOn'] as const),
] as const;
export type PlanDate = (typeof planDates)[number];

const plan = {
  /** The request for an assessment reached the authority. */
  requestReceivedOn: localDate.optional(),
  /** The family was told that there will be an assessment. */
  assessmentAgreedOn: localDate.optional(),
  adviceRequestedOn: localDate.optional(),
  draftServedOn: localDate.optional(),
  planMadeOn: localDate.optional(),
  /** The decision after the last review was notified; not the meeting. */
  lastReviewedOn: localDate.optional(),
  exceptions: z.array(code(assessmentExceptions)).max(10).readonly().optional(),
};

export const caseCatalogue = {
  BroughtForward: event({
    storedAs: 'brought-forward',
    meaning: 'The position of a case that began before this service, taken over from a file.',
    occurs: 'the day it was taken over',
    rank: 101,
    data: {
      /** The day whose position the file describes. */
      asOf: localDate,
      /** SHA-256 of the file, in hexadecimal. */
      fileDigest: z.string().regex(/^[0-9a-f]{64}$/),
      /** The line in the file, the heading being line 1. */
      row: z.int().min(1).max(10_000_000),
      /** No missed deadline is reported for dates before this day. */
      clocksFrom: localDate,
    },
  }),
  PlanRecorded: event({
    storedAs: 'plan-recorded',
    meaning: 'The dates of an education, health and care plan, or of the assessment for one.',
    occurs: 'the day the dates were taken down',
    rank: 121,
    data: { planId: id, ...plan },
  }),
  PlanDatesAmended: event({
    storedAs: 'plan-dates-amended',
    meaning: 'Further dates of the plan are known; those not named stay as they were.',
    occurs: 'the day the dates were taken down',
    rank: 122,
    follows: [['planId', 'PlanRecorded']],
    data: { planId: id, ...plan },
  }),
  CaseAssigned: event({
    storedAs: 'case-assigned',
    meaning: 'An officer, or a team where no officer is named, has the case from now on.',
    occurs: 'the first day; the day it was settled where `effectiveFrom` is another day',
    rank: 125,
    data: {
      officer: id.optional(),
      team: id,
      effectiveFrom: localDate.optional(),
      /** The last day of a cover; then the case is back with whoever had it before. */
      until: localDate.optional(),
      reasonCode: code(assignmentReasons),
    },
    about: 'staff',
  }),
  NoteRecorded: event({
    storedAs: 'note-recorded',
    meaning: 'Something was said or seen that no other event says.',
    occurs: 'the day of the call, visit or letter',
    rank: 130,
    data: {
      noteId: id,
      kind: code(noteKinds),
      /** Whom the text speaks of: what a subject access request needs to know. */
      about: z.array(code(noteSubjects)).min(1).max(4).readonly(),
      linkedTo: z.strictObject({ kind: code(linkKinds), id }).optional(),
    },
    personal: { text: text(20_000) },
    about: 'learner and others',
  }),
  DelayExplained: event({
    storedAs: 'delay-explained',
    meaning: 'Why a deadline will not be met or was not, and when it is expected instead.',
    occurs: 'the day the explanation was given',
    rank: 135,
    data: {
      /** The clock, by its id in the clock catalogue. */
      clock: text(20),
      /** The entry that started the clock. */
      startedBy: id,
      reasonCode: code(delayReasons),
      expectedOn: localDate.optional(),
    },
    personal: { note: text().optional() },
    about: 'learner and others',
  }),
} as const satisfies Catalogue;

export type CaseEvent = EventsOf<typeof caseCatalogue>;
