import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, addDays, addMonths, type JourneyCommand } from '#libs/lifecycle';
import { dayIn, laterOf } from '../machinery/calendar.js';
import { idIn, until, type Process } from '../machinery/process.js';
import type { SchoolKind } from '../schools/schools.js';
import { begin } from './beginning.js';
import { yearGroupIn, type Life, type Stay } from './life.js';
import { leaves } from './leaving.js';
import { INMSS } from './matching.js';
import { soon } from './pace.js';
import { issuePlan } from './planning.js';
import { findPlace } from './searching.js';
import { tell } from './telling.js';

type Change = Extract<JourneyCommand, { type: 'IdentifyPhaseTransfer' }>['data']['change'];

/** By the year group before the change: what it is, and how old learners are a year into it. */
const CHANGES: Readonly<Record<number, Readonly<{ change: Change; age: number }>>> = {
  [-1]: { change: 'earlyYearsToSchool', age: 5 },
  6: { change: 'primaryToSecondary', age: 12 },
  11: { change: 'secondaryToPost16', age: 17 },
};

const LEAVING: Readonly<Record<number, number>> = {
  11: 0.12,
  12: 0.1,
  13: 0.55,
  14: 0.6,
  15: 0.7,
  16: 0.8,
};
const OLDEST_YEAR_GROUP = 18;

/** What each school year brings by itself: the next phase, or the end of the plan. */
export function* phases(life: Life): Process {
  for (let year = academicYearOf(life.beginsOn); ; year += 1) {
    const identifiedOn = soon(life, dayIn(year, '09-12'), [0, 45]);
    if (identifiedOn < life.beginsOn) continue;
    const today = yield* until(identifiedOn);
    if (!life.hasPlan) continue;
    const group = yearGroupIn(life, year);
    const leaving = group >= OLDEST_YEAR_GROUP ? 1 : (LEAVING[group] ?? 0);
    if (life.chance.happens(leaving)) {
      life.strands.start(
        leaves(life, { year, reason: group >= OLDEST_YEAR_GROUP ? 'maxAge' : undefined }),
        { goesOn: true },
      );
      return;
    }
    const due = CHANGES[group];
    if (due) yield* phaseTransfer(life, { ...due, year, on: today });
  }
}

type Due = Readonly<{ change: Change; age: number; year: number; on: LocalDate }>;

function* phaseTransfer(life: Life, { change, age, year, on }: Due): Process {
  const { chance } = life;
  const identified = yield* tell(life, 'IdentifyPhaseTransfer', {
    ...{ on, late: chance.between(0, 9) },
    body: { transferYear: year + 1, change, identifiedBy: 'yearGroup' },
  });
  const transferId = idIn(identified, 'transferId');
  const { stay } = life;
  if (!stay?.school || stay.ended || life.seeking) return;
  const allThrough = stay.school.ages.to >= age;
  if (allThrough || chance.happens(0.01)) {
    yield* tell(life, 'RuleOutPhaseTransfer', {
      on: soon(life, identified.today, [5, 60]),
      body: { transferId, reasonCode: allThrough ? 'allThrough' : 'deferred' },
    });
    return;
  }
  if (stay.fate.kind === 'closure' || stay.fate.day < dayIn(year + 1, '01-31')) return;
  yield* nextPhase(life, stay, { transferId, change, year, from: identified.today });
}

type Next = Readonly<{ transferId: string; change: Change; year: number; from: LocalDate }>;

function* nextPhase(life: Life, stay: Stay, { transferId, change, year, from }: Next): Process {
  const { chance } = life;
  const lastAttendedOn = dayIn(year + 1, '07-19');
  life.seeking = true;
  stay.fate = { kind: 'phase', day: lastAttendedOn };
  const startOn = dayIn(year + 1, '09-03');
  const planned = yield* tell(life, 'PlanTransition', {
    ...{ on: laterOf(soon(life, dayIn(year, '10-15'), [0, 40]), from), late: 0 },
    body: {
      placementId: stay.placementId,
      kind: 'phase',
      transferId,
      plannedFor: dayIn(year + 1, '09-01'),
    },
  });
  const agreed = yield* findPlace(life, {
    ...{
      reason: 'phase',
      kinds: kindsAfter(life, stay, change),
      residential: stay.boarding !== 'day',
    },
    ...{ from: soon(life, planned.today, [0, 10]), startOn },
  });
  if (!agreed) return;
  const noticed = yield* tell(life, 'SendAmendmentNotice', {
    ...{ on: soon(life, agreed.on, [0, 5]), late: 0 },
    body: { sections: ['I'] },
  });
  const amendmentId = idIn(noticed, 'amendmentId');
  const deadline =
    change === 'secondaryToPost16' ? dayIn(year + 1, '03-28') : dayIn(year + 1, '02-12');
  const earliest = soon(life, noticed.today, [15, 24]);
  const on =
    earliest < deadline && chance.happens(0.85) ? earliest : soon(life, earliest, [20, 60]);
  yield* issuePlan(life, { on, because: 'review', school: agreed.school, amendmentId });
  const transitionId = idIn(planned, 'transitionId');
  const ready = yield* until(laterOf(addMonths(startOn, -4), addDays(on, 3)));
  if (life.stay && life.stay !== stay) return;
  yield* begin(
    life,
    { ...agreed, on: ready },
    { stay, transitionId, reasonCode: 'PHASE', lastAttendedOn },
  );
}

const kindsAfter = (life: Life, { category }: Stay, change: Change): readonly SchoolKind[] => {
  if (change === 'secondaryToPost16')
    return life.chance.happens(0.5) ? ['post16'] : [...INMSS, 'post16'];
  if (category === 'mainstream') return life.chance.happens(0.6) ? ['mainstream'] : ['maintained'];
  if (category === 'maintainedSpecial') return life.chance.happens(0.8) ? ['maintained'] : INMSS;
  return INMSS;
};
