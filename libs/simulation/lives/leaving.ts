import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, addDays, addMonths, type JourneyCommand } from '#libs/lifecycle';
import { dayIn, laterOf } from '../machinery/calendar.js';
import { idIn, until, type Process } from '../machinery/process.js';
import { ending } from './ending.js';
import type { Life } from './life.js';
import { soon } from './pace.js';
import { tell } from './telling.js';

type CeaseReason = Extract<JourneyCommand, { type: 'CeasePlan' }>['data']['reason'];

/** Nothing more is told of this life but what belongs to its end. */
const closes = (life: Life): void => {
  life.over = true;
  life.hasPlan = false;
  life.strands.stop();
};

function* searchGivenUp(
  life: Life,
  on: LocalDate,
  reasonCode: 'movedAway' | 'planCeased',
): Process {
  const { requestId } = life;
  if (requestId === undefined) return;
  life.requestId = undefined;
  yield* tell(life, 'WithdrawPlacementRequest', {
    ...{ on, late: 0 },
    body: { requestId, reasonCode },
  });
}

type Leaving = Readonly<{ year: number; reason: CeaseReason | undefined }>;

const REASONS: readonly (readonly [CeaseReason, number])[] = [
  ...([
    ['noLongerEngages', 36],
    ['needsMet', 25],
    ['paidEmployment', 14],
  ] as const),
  ...([
    ['higherEducation', 12],
    ['other', 8],
    ['leftEngland', 2],
  ] as const),
];

type Ceasing = Readonly<{
  lastDay: LocalDate;
  reason: CeaseReason;
  decided: Readonly<{ ceaseId: string; on: LocalDate }> | undefined;
}>;

/** The plan has done its work: proposed, decided, and over at the end of the summer. */
export function* leaves(life: Life, { year, reason: known }: Leaving): Process {
  yield* until(soon(life, dayIn(year + 1, '02-15'), [0, 60]));
  if (life.over || !life.hasPlan) return;
  const reason = known ?? life.chance.weighted(REASONS);
  const lastDay = dayIn(year + 1, '07-16');
  if (life.stay) life.stay.fate = { day: lastDay, kind: 'leaving' };
  const decided = reason === 'maxAge' ? undefined : yield* ceaseDecided(life, { year, reason });
  const today = yield* until(lastDay);
  if (life.over) return;
  closes(life);
  yield* searchGivenUp(life, today, 'planCeased');
  yield* ceases(life, { lastDay, reason, decided });
}

function* ceases(life: Life, { lastDay, reason, decided }: Ceasing): Process {
  const { stay } = life;
  if (stay && !stay.ended) {
    const decidedOn = decided ? { decidedOn: decided.on } : {};
    yield* ending(life, stay, { lastDay, reasonCode: 'CEASE', ...decidedOn });
  }
  // The plan goes on until the time to appeal is over.
  const appealable = decided ? addMonths(addDays(decided.on, 3), 2) : lastDay;
  const endsOn = laterOf(dayIn(academicYearOf(lastDay) + 1, '08-31'), appealable);
  yield* tell(life, 'CeasePlan', {
    ...{ on: addDays(endsOn, 1), late: 0 },
    body: { endsOn, reason, ...(decided ? { ceaseId: decided.ceaseId } : {}) },
  });
}

type Deciding = Readonly<{ year: number; reason: CeaseReason }>;

function* ceaseDecided(
  life: Life,
  { year, reason }: Deciding,
): Process<Readonly<{ ceaseId: string; on: LocalDate }>> {
  const { chance } = life;
  // Once in a while nobody was asked before.
  const consulted = chance.happens(0.96);
  let on = soon(life, dayIn(year + 1, '04-10'), [0, 40]);
  if (consulted) {
    const proposed = yield* tell(life, 'ProposeCease', { ...{ on, late: 0 }, body: { reason } });
    on = soon(life, proposed.today, [18, 40]);
  }
  const told = yield* tell(life, 'DecidePlanCease', {
    ...{ on, late: 0 },
    body: { reason, explanation: 'The outcomes of the plan are met as far as they can be.' },
  });
  return { ceaseId: idIn(told, 'ceaseId'), on: told.today };
}

const ELSEWHERE = ['887', '845', '305', '303', '881', '938'] as const;

/** The family moves out of the area, and the plan goes with it. */
export function* movesOut(life: Life, on: LocalDate): Process {
  const movedOn = yield* until(on);
  if (life.over || !life.hasPlan) return;
  const { stay } = life;
  closes(life);
  const toAuthority = life.chance.pick(ELSEWHERE);
  const aware = yield* tell(life, 'ChangeAddress', {
    ...{ on: movedOn, receivedOn: addDays(movedOn, 4), late: 4 },
    body: {
      address: { lines: ['1 Removal Road', 'Elsewhere'] },
      kind: 'home',
      authority: toAuthority,
    },
  });
  yield* searchGivenUp(life, aware.today, 'movedAway');
  yield* tell(life, 'SendTransferOut', {
    ...{ on: soon(life, aware.today, [3, 20]), late: 0 },
    body: { toAuthority, awareOn: aware.today, movedOn },
  });
  const lastDay = soon(life, movedOn, [0, 10]);
  if (stay && !stay.ended) yield* ending(life, stay, { lastDay, reasonCode: 'XFER', heldFor: 5 });
  yield* tell(life, 'CeasePlan', {
    ...{ on: soon(life, aware.today, [21, 30]), late: 0 },
    body: { endsOn: aware.today, reason: 'transferred' },
  });
}

/** Rarely, a learner dies. */
export function* dies(life: Life, on: LocalDate): Process {
  const day = yield* until(on);
  if (life.over || !life.hasPlan) return;
  const { stay } = life;
  closes(life);
  if (stay && !stay.ended) yield* ending(life, stay, { lastDay: day, reasonCode: 'DECEASED' });
  yield* tell(life, 'CeasePlan', {
    ...{ on: soon(life, day, [3, 15]), late: 0 },
    body: { endsOn: day, reason: 'deceased' },
  });
}
