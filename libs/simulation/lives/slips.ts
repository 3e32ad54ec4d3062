import type { LocalDate } from '#libs/event-sourcing';
import { addDays, type JourneyCommand } from '#libs/lifecycle';
import type { Chance } from '../machinery/chance.js';
import type { AnyBody } from '../machinery/process.js';

type CommandType = JourneyCommand['type'];

/** Something told wrongly at first, and how it is put right. */
export type Slip = Readonly<{
  type: CommandType;
  reasonCode: 'wrongDate' | 'wrongValue' | 'neverHappened' | 'duplicate';
  told?: AnyBody;
  /** Absent: it should not have been recorded at all. */
  truth?: AnyBody;
}>;

type Telling = Readonly<{ type: CommandType; body: AnyBody; on: LocalDate; day: LocalDate }>;

/** Of what can be mistaken, so much is. */
const SHARE = 0.045;

/** A day too late is noticed when the papers arrive; whatever follows holds on either day. */
const DATED_LATE: readonly CommandType[] = [
  ...(['RecordNote', 'HoldReviewMeeting', 'ReceiveReviewReport', 'AnswerConsultations'] as const),
  ...(['RaiseConcern', 'ReturnAttendance', 'ChangeAddress'] as const),
  ...(['StartPlacement', 'RecordPanelAdvice', 'RecordContact', 'IdentifyPhaseTransfer'] as const),
];

const MISVALUED: Readonly<Partial<Record<CommandType, (body: AnyBody) => AnyBody | undefined>>> = {
  ReturnAttendance: (body) => fewer(body, 'attended', 20),
  ReportSuspension: (body) => more(body, 'sessions', 2),
  HoldReviewMeeting: (body) => ({ ...body, parentViewsHeard: body['parentViewsHeard'] !== true }),
  ReturnIncidents: (body) => more(body, 'restraints', 3),
  RequestPlacement: (body) => ({ ...body, withinMiles: 300 }),
  RecordContact: (body) => ({ ...body, parentalResponsibility: false }),
};

const fewer = (body: AnyBody, field: string, by: number): AnyBody | undefined => {
  const value = body[field];
  return typeof value === 'number' && value > by ? { ...body, [field]: value - by } : undefined;
};

const more = (body: AnyBody, field: string, by: number): AnyBody | undefined => {
  const value = body[field];
  return typeof value === 'number' ? { ...body, [field]: value + by } : undefined;
};

/** The slip with which this is told at first, if it is. */
export const slipIn = (chance: Chance, telling: Telling): Slip | undefined => {
  if (!chance.happens(SHARE)) return undefined;
  return chance.happens(0.5)
    ? (misdated(telling) ?? misvalued(telling))
    : (misvalued(telling) ?? misdated(telling));
};

const misdated = ({ type, body, on, day }: Telling): Slip | undefined => {
  if (!DATED_LATE.includes(type) || body['occurredOn'] !== on || on >= day) return undefined;
  const occurredOn = addDays(on, 1);
  return { type, reasonCode: 'wrongDate', told: { ...body, occurredOn }, truth: body };
};

const misvalued = ({ type, body }: Telling): Slip | undefined => {
  const told = MISVALUED[type]?.(body);
  return told && { type, reasonCode: 'wrongValue', told, truth: body };
};
