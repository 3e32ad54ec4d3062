import type { DecisionTaken, LocalDate } from '#libs/event-sourcing';
import { addDays, type JourneyCommand } from '#libs/lifecycle';
import { workdayFrom } from '../machinery/calendar.js';
import type { Chance } from '../machinery/chance.js';
import { GaveUp } from '../machinery/gave-up.js';
import { until, type AnyBody, type BodyOf, type Process, type Told } from '../machinery/process.js';
import { officerOn, officers, type Person } from '../world/staff.js';
import type { Life } from './life.js';
import { slipIn, type Slip } from './slips.js';

type CommandType = JourneyCommand['type'];

export type Said<T extends CommandType> = Readonly<{
  /** When it happened: a day, or as people say it (`2024/25 autumn`). */
  on: LocalDate;
  body: BodyOf<T>;
  by?: Person;
  /** Said instead of the day, where it is known less exactly. */
  roughly?: string;
  /** How many days later it is recorded, where that is not left to chance. */
  late?: number;
  receivedOn?: LocalDate;
  decision?: DecisionTaken;
  source?: 'user' | 'import' | 'integration';
  /** Recorded as it is, without a mistake that has to be put right. */
  surely?: boolean;
}>;

export type Recorded = Extract<Told, { ok: true }>;

/** Has something recorded on a learner's record, by whose case it is unless said otherwise. */
export function* tell<T extends CommandType>(
  life: Life,
  type: T,
  said: Said<T>,
): Process<Recorded> {
  const { on, late = lateness(life.telling), surely } = said;
  const day = workdayFrom(addDays(on, late));
  const body = bodyOf(said);
  const slip = surely ? undefined : slipIn(life.telling, { type, body, on, day });
  const today = yield* until(day);
  const told = yield {
    day,
    deed: { ...recording(life, said, today), type, body: slip?.told ?? body },
  };
  if (!told.ok) throw new GaveUp(told.because);
  if (slip && told.entryId !== '') life.strands.start(putRight(life, told, slip), { goesOn: true });
  return told;
}

const recording = <T extends CommandType>(life: Life, { by, source }: Said<T>, today: LocalDate) =>
  ({ kind: 'record', by: by ?? officerOf(life, today), source: source ?? 'user' }) as const;

const bodyOf = <T extends CommandType>(said: Said<T>): AnyBody => {
  const { on, roughly = on, receivedOn, decision, body } = said;
  return {
    ...(body as AnyBody),
    occurredOn: roughly,
    ...(receivedOn === undefined ? {} : { receivedOn }),
    ...(decision === undefined ? {} : { decision }),
  };
};

/** Days between what happens and its recording: mostly none, now and then a season. */
const lateness = (chance: Chance): number =>
  chance.weighted([
    [0, 62],
    [chance.between(1, 3), 25],
    [chance.between(4, 14), 9],
    [chance.between(15, 45), 3],
    [chance.between(46, 120), 1],
  ]);

/** Some time after a slip, somebody notices. */
function* putRight(life: Life, slipped: Recorded, { reasonCode, type, truth }: Slip): Process {
  const day = workdayFrom(addDays(slipped.today, life.telling.between(2, 70)));
  const today = yield* until(day);
  const by = officerOn(life.assignments, today).officer;
  const replacement = truth && { type, body: truth };
  const deed = {
    ...({ kind: 'correct', entryId: slipped.entryId, reasonCode, by } as const),
    note: 'Noticed when the file was checked.',
    ...(replacement ? { replacement } : {}),
  };
  yield { day, deed };
}

/** Takes out an entry that should not be there, later. */
export const takenOut = (life: Life, entry: Recorded, slip: Slip): void =>
  life.strands.start(putRight(life, entry, slip), { goesOn: true });

export const managerOn = (life: Life, day: LocalDate): Person =>
  officerOn(life.assignments, day).manager;

export const officerOf = (life: Life, day: LocalDate): Person =>
  officerOn(life.assignments, day).officer;

/** Schools that send their figures themselves. */
export const bySchools = { by: officers.returns, source: 'integration' } as const;
