import { z } from 'zod';
import { id, localDate } from './shapes.js';

/** What kind of setting it is, which decides the rules that fire (domain §1.3). */
export const settingCategories = [
  ...['mainstream', 'maintainedSpecial', 'nonMaintainedSpecial', 'independentSection41'],
  ...['independent', 'specialPost16', 'alternativeProvision', 'hospital', 'earlyYears'],
  ...['tuition', 'eotas', 'elective', 'unplaced', 'other'],
] as const;
export type SettingCategory = (typeof settingCategories)[number];

/** A school as it stood in the register on the day that was relied on. */
export const schoolSnapshot = z.strictObject({
  /** Absent for a setting without a place in the register (tuition, EOTAS, unplaced). */
  providerId: id.optional(),
  urn: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  name: z.string().min(1).max(300),
  category: z.enum(settingCategories as readonly [string, ...string[]]),
  section41: z.boolean().optional(),
  residential: z.boolean().optional(),
  inArea: z.boolean().optional(),
  status: z.enum(['active', 'monitored', 'embargo', 'suspended', 'removed', 'closed']).optional(),
  lot: z.enum(['lotA', 'lotB', 'dps', 'none']).optional(),
  asOf: localDate,
});
export type SchoolSnapshot = Readonly<z.infer<typeof schoolSnapshot>>;

const INMSS: readonly string[] = ['nonMaintainedSpecial', 'independentSection41', 'independent'];
const MUST_ADMIT: readonly string[] = [
  ...['mainstream', 'maintainedSpecial', 'nonMaintainedSpecial', 'independentSection41'],
  'alternativeProvision',
];

/** Independent and non-maintained special schools. */
export const isInmss = ({ category }: SchoolSnapshot): boolean => INMSS.includes(category);

/** Children and Families Act 2014 s.43: who must admit a learner when named. */
export const mustAdmit = ({ category, section41 }: SchoolSnapshot): boolean =>
  MUST_ADMIT.includes(category) || (category === 'specialPost16' && section41 === true);

/** What was known of the learner when it was relied on; copied from the record by the service. */
export const learnerSnapshot = z.strictObject({
  primaryNeed: z.string().optional(),
  /** The calendar year in which the learner's reception year began. */
  cohort: z.int().optional(),
  district: z.string().optional(),
});
export type LearnerSnapshot = Readonly<z.infer<typeof learnerSnapshot>>;
