import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { code, count, flag, id, localDate } from '#libs/lifecycle';
import { z } from 'zod';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.
// Strengths, findings and the words of a report are documents: they are pointed to as evidence.

export const inspectionSchemes = [
  ...['ofstedGraded', 'ofstedReportCard', 'isi', 'ofstedSocialCare', 'cqc'],
] as const;
export const inspectionAreas = [
  ...['overall', 'standards', 'safeguarding', 'inclusion', 'curriculum', 'achievement'],
  ...['attendanceAndBehaviour', 'personalDevelopment', 'leadership', 'earlyYears', 'sixthForm'],
  ...['boarding', 'careAndProtection', 'other'],
] as const;
export const inspectionValues = [
  ...['outstanding', 'good', 'requiresImprovement', 'inadequate'],
  ...['exceptional', 'strongStandard', 'expectedStandard', 'needsAttention', 'urgentImprovement'],
  ...['met', 'notMet'],
] as const;
export const visitKinds = ['annual', 'concern', 'prePlacement', 'unannounced', 'joint'] as const;
export const visitAreas = [
  ...['safeguarding', 'education', 'therapy', 'care', 'premises', 'staffing', 'records'],
  ...['finance', 'outcomes', 'overall'],
] as const;
/** The words of the Procurement Act 2023 for a published rating. */
export const ratings = [
  ...['good', 'approachingTarget', 'requiresImprovement', 'inadequate', 'other'],
] as const;
export const kpiCodes = [
  ...['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8', 'K9', 'K10', 'K11', 'K12', 'K13', 'K14'],
  ...['K15', 'K16', 'K17', 'K18', 'K19', 'K20', 'K21', 'K22'],
] as const;

const judgement = z.strictObject({ area: code(inspectionAreas), value: code(inspectionValues) });
const rating = z.strictObject({ area: code(visitAreas), rating: code(ratings) });
const action = z.strictObject({
  actionRef: id,
  owner: code(['provider', 'authority']),
  dueOn: localDate,
  closedOn: localDate.optional(),
});
const kpi = z.strictObject({
  kpi: code(kpiCodes),
  numerator: z.int().min(0).max(1_000_000_000),
  denominator: z.int().min(0).max(1_000_000_000),
});

export const qualityCatalogue = {
  InspectionRecorded: event({
    storedAs: 'provider-inspection-recorded',
    meaning: 'An inspectorate judged the school, area by area.',
    occurs: 'the last day of the inspection',
    rank: 500,
    data: {
      inspectionId: id,
      scheme: code(inspectionSchemes),
      judgements: z.array(judgement).min(1).max(20).readonly(),
      publishedOn: localDate.optional(),
    },
  }),
  QualityVisitRecorded: event({
    storedAs: 'provider-quality-visit-recorded',
    meaning: 'The authority visited the school; told again, it replaces what was told before.',
    occurs: 'the day of the visit',
    rank: 510,
    data: {
      visitId: id,
      kind: code(visitKinds),
      plannedOn: localDate.optional(),
      ratings: z.array(rating).max(20).readonly(),
      actions: z.array(action).max(100).readonly(),
      sharedOn: localDate.optional(),
    },
  }),
  KpiReturnReceived: event({
    storedAs: 'provider-kpi-return-received',
    meaning: 'The school returned its figures for a time; told again, they replace those before.',
    occurs: 'the day the return arrived',
    rank: 520,
    data: {
      from: localDate,
      to: localDate,
      dueOn: localDate.optional(),
      complete: flag,
      learners: count.optional(),
      values: z.array(kpi).max(22).readonly(),
    },
  }),
} as const satisfies Catalogue;

export type QualityEvent = EventsOf<typeof qualityCatalogue>;
