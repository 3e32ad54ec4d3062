import { attendanceCodes } from '#libs/lifecycle';

export type AttendanceCode = (typeof attendanceCodes)[number];
export type SessionsByCode = readonly Readonly<{ code: AttendanceCode; sessions: number }>[];

/** Attended, at the school or where it sent the learner. J was an interview until August 2024. */
const PRESENT: readonly string[] = ['/', '\\', 'L', 'K', 'B', 'P', 'V', 'W', 'J'];

/** Sessions that could not be attended: they are in no total. */
const NOT_POSSIBLE: readonly string[] = [
  ...['D', 'X', 'Z', '#', 'Q', 'Y', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7'],
];

const sessionsOf = (byCode: SessionsByCode, counts: (code: string) => boolean): number =>
  byCode.reduce((sum, { code, sessions }) => sum + (counts(code) ? sessions : 0), 0);

/** What the sessions by code come to: how many could be attended, and how many were. */
export const totalsOf = (byCode: SessionsByCode) => ({
  possible: sessionsOf(byCode, (code) => !NOT_POSSIBLE.includes(code)),
  attended: sessionsOf(byCode, (code) => PRESENT.includes(code)),
});

/** The code that a heading names; letters count as they are, for `C` and `C1` are two codes. */
export const codeInHeading = (heading: string): AttendanceCode | undefined =>
  attendanceCodes.find((code) => code === heading.trim());
