import type { LocalDate } from '#libs/event-sourcing';
import { addDays, type EndingReason, type JourneyCommand } from '#libs/lifecycle';
import { laterOf, schoolDayFrom } from '../machinery/calendar.js';
import { idIn, until, type Process } from '../machinery/process.js';
import { approvedSpend } from './approving.js';
import { begin } from './beginning.js';
import { ending } from './ending.js';
import { interim } from './interim.js';
import type { Life, Stay } from './life.js';
import { INMSS, kindsFor } from './matching.js';
import { soon } from './pace.js';
import { review } from './reviewing.js';
import { findPlace } from './searching.js';
import { bySchools, tell } from './telling.js';

type Notice = Extract<JourneyCommand, { type: 'RecordNotice' }>['data'];

const WHY: readonly (readonly [EndingReason, number])[] = [
  ...([
    ['PRVBEH', 22],
    ['PRVNEED', 22],
    ['CYPREF', 20],
    ['LANEED', 9],
    ['PEX', 8],
  ] as const),
  ...([
    ['PRVOTH', 5],
    ['STAND', 5],
    ['ALLEG', 4],
    ['REGRM', 1],
    ['OTHER', 4],
  ] as const),
];

const NOTICE_FOR: Readonly<Partial<Record<EndingReason, NonNullable<Notice['reasonCode']>>>> = {
  PRVBEH: 'behaviour',
  PRVNEED: 'needNotMet',
  PRVOTH: 'commercial',
};

/** It goes wrong: worries, suspensions, a notice, the last day; then what comes after. */
export function* breaksDown(life: Life, stay: Stay, from: LocalDate): Process {
  const { chance } = life;
  const reason = chance.weighted(WHY);
  const last = laterOf(stay.fate.day, addDays(from, 3));
  yield* foreboding(life, stay, { from, last });
  if (stay.ended) return;
  const lastDay = yield* theEnd(life, stay, { reason, last });
  if (lastDay === undefined) return;
  yield* afterwards(life, stay, { reason, lastDay });
}

type Time = Readonly<{ from: LocalDate; last: LocalDate }>;

function* foreboding(life: Life, stay: Stay, { from, last }: Time): Process {
  const { chance } = life;
  const { placementId } = stay;
  if (chance.happens(0.75))
    yield* tell(life, 'RaiseConcern', {
      ...{ on: from, late: 0 },
      body: {
        placementId,
        kind: chance.pick(['incident', 'attendance', 'staffing'] as const),
        severity: 'high',
        raisedBy: 'school',
      },
    });
  const room = last > addDays(from, 60);
  for (let left = room ? chance.between(0, 2) : 0; left > 0; left -= 1) {
    const on = schoolDayFrom(soon(life, yield* until(from), [6, 20]));
    if (on >= last) break;
    yield* tell(life, 'ReportSuspension', {
      ...{ on, late: 0, ...bySchools },
      body: { placementId, sessions: chance.between(2, 8), basis: 'contractual', reasons: ['PP'] },
    });
  }
  if (room && chance.happens(0.3)) life.strands.start(earlyReview(life, from));
}

function* earlyReview(life: Life, invitedOn: LocalDate): Process {
  yield* review(life, { kind: 'early', invitedOn });
}

type Broken = Readonly<{ reason: EndingReason; last: LocalDate }>;

/** Returns the last day, or nothing where a notice was taken back or something else came first. */
function* theEnd(life: Life, stay: Stay, { reason, last }: Broken): Process<LocalDate | undefined> {
  const { chance } = life;
  const announced = yield* theAnnouncement(life, stay, { reason, last });
  if (announced === 'withdrawn') stay.fate = { day: last, kind: 'none' };
  if (announced === 'withdrawn' || stay.ended) return undefined;
  if (chance.happens(0.2)) yield* withheld(life, stay, last);
  const today = yield* until(last);
  if (stay.ended) return undefined;
  yield* ending(life, stay, {
    ...{ lastDay: chance.happens(0.5) ? last : today, reasonCode: reason },
    heldFor: announced === 'noticed' ? chance.between(5, 40) : chance.between(0, 20),
    awaited: chance.happens(0.2),
    explanation: 'The placement could not be held together.',
  });
  return today;
}

type Announced = 'noticed' | 'withdrawn' | 'not at all';

function* theAnnouncement(life: Life, stay: Stay, { reason, last }: Broken): Process<Announced> {
  const reasonCode = NOTICE_FOR[reason];
  if (reasonCode) return yield* notice(life, stay, { reasonCode, last });
  if (reason === 'ALLEG' || reason === 'STAND')
    yield* tell(life, 'RecordSafetyCheck', {
      ...{ on: yield* until(addDays(last, -6)), late: 0 },
      body: {
        placementId: stay.placementId,
        trigger: reason === 'ALLEG' ? 'allegation' : 'concern',
        outcome: 'move',
      },
    });
  return 'not at all';
}

type Given = Readonly<{ reasonCode: NonNullable<Notice['reasonCode']>; last: LocalDate }>;

function* notice(
  life: Life,
  { placementId }: Stay,
  { reasonCode, last }: Given,
): Process<Announced> {
  const { chance } = life;
  const on = yield* until(addDays(last, -chance.between(20, 45)));
  const expiresOn = addDays(on, chance.between(28, 84));
  const given = yield* tell(life, 'RecordNotice', {
    ...{ on, late: 2, receivedOn: addDays(on, 2) },
    body: {
      ...{ placementId, by: 'provider', reasonCode, expiresOn, clauseRef: '14.2' },
      period: { value: 1, unit: 'halfTerm' },
      feesPayableUntil: expiresOn,
      explanation: 'The school cannot keep the learner safe.',
    },
  });
  const noticeId = idIn(given, 'noticeId');
  if (chance.happens(0.06)) {
    yield* tell(life, 'WithdrawNotice', {
      on: soon(life, given.today, [5, 15]),
      late: 0,
      body: { noticeId },
    });
    return 'withdrawn';
  }
  if (chance.happens(0.2))
    yield* tell(life, 'DisputeNotice', {
      on: soon(life, given.today, [3, 10]),
      late: 0,
      body: { noticeId, grounds: 'Shorter than the contract.' },
    });
  if (chance.happens(0.15)) life.strands.start(settlement(life, noticeId, expiresOn));
  return 'noticed';
}

function* settlement(life: Life, noticeId: string, lastDay: LocalDate): Process {
  const pence = life.chance.between(10, 90) * 100_00;
  const on = soon(life, lastDay, [-10, 20]);
  const leave = yield* approvedSpend(life, { kind: 'settlement', id: noticeId, pence, on });
  const { approvalId } = leave;
  yield* tell(life, 'SettleNotice', {
    ...{ on: leave.on, late: 0 },
    body: {
      noticeId,
      lastDay,
      feesPayableUntil: lastDay,
      pence,
      approvalId,
      terms: 'Half a term’s fees.',
    },
  });
}

function* withheld(life: Life, { placementId }: Stay, last: LocalDate): Process {
  const on = yield* until(schoolDayFrom(addDays(last, -life.chance.between(6, 14))));
  if (on >= last) return;
  const formal = life.chance.happens(0.4);
  const told = yield* tell(life, 'RecordPlaceWithheld', {
    ...{ on, late: 0 },
    body: { placementId, formal },
  });
  if (!life.chance.happens(0.5)) return;
  const restored = schoolDayFrom(addDays(told.today, 2));
  if (restored >= last) return;
  yield* tell(life, 'RecordPlaceRestored', {
    ...{ on: restored, late: 0 },
    body: { withholdingId: idIn(told, 'withholdingId') },
  });
}

function* afterwards(
  life: Life,
  stay: Stay,
  { reason, lastDay }: Readonly<{ reason: EndingReason; lastDay: LocalDate }>,
): Process {
  const { chance } = life;
  if (chance.happens(0.45)) life.strands.start(lookedBack(life, stay, lastDay));
  if (chance.happens(0.7)) life.strands.start(interim(life, stay, lastDay));
  if (life.seeking) return;
  life.seeking = true;
  const from = yield* until(soon(life, lastDay, [1, 15]));
  const inmss = reason === 'STAND' || chance.happens(0.8);
  const kinds = inmss ? INMSS : kindsFor(life, from);
  for (let tries = 0; tries < 2 && !life.stay; tries += 1) {
    const today = yield* until(from);
    const startOn = addDays(today, chance.between(40, 90));
    const residential = stay.boarding !== 'day' || chance.happens(0.05);
    const agreed = yield* findPlace(life, {
      reason: 'breakdown',
      kinds,
      residential,
      from: today,
      startOn,
    });
    if (agreed) yield* begin(life, agreed);
  }
}

const THEMES = [
  'earlierReview',
  'schoolMatch',
  'staffing',
  'therapy',
  'informationSharing',
] as const;

function* lookedBack(life: Life, { placementId }: Stay, lastDay: LocalDate): Process {
  const { chance } = life;
  yield* tell(life, 'RecordBreakdownReview', {
    on: soon(life, lastDay, [30, 90]),
    late: 7,
    body: {
      placementId,
      preventable: chance.pick(['yes', 'partly', 'no', 'unclear'] as const),
      learning: [...chance.some(THEMES, 2)],
      findings: 'The signs were there before the summer.',
    },
  });
}
