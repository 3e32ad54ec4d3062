import type { LocalDate } from '#libs/event-sourcing';
import { addDays, type EndingReason, type JourneyCommand } from '#libs/lifecycle';
import { idIn, until, type Process } from '../machinery/process.js';
import type { SchoolKind } from '../schools/schools.js';
import { begin, type Replacing } from './beginning.js';
import { ending } from './ending.js';
import { interim } from './interim.js';
import type { Life, Stay } from './life.js';
import { categoryOfKind, INMSS, kindsFor } from './matching.js';
import { soon } from './pace.js';
import { findPlace } from './searching.js';
import { tell } from './telling.js';

type Plan = Extract<JourneyCommand, { type: 'PlanTransition' }>['data'];

type Move = Readonly<{
  kind: Plan['kind'];
  reasonCode: EndingReason;
  kinds: readonly SchoolKind[];
  residential: boolean;
}>;

const MOVES: readonly (readonly [Move, number])[] = [
  [
    {
      kind: 'stepDown',
      reasonCode: 'STEPDN',
      kinds: ['maintained', 'mainstream'],
      residential: false,
    },
    5,
  ],
  [{ kind: 'stepUp', reasonCode: 'STEPUP', kinds: INMSS, residential: true }, 2],
  [{ kind: 'betterFit', reasonCode: 'BETFIT', kinds: INMSS, residential: false }, 2],
  [{ kind: 'familyMove', reasonCode: 'FAMMOV', kinds: INMSS, residential: false }, 1],
];

const INTO_SCHOOL: Move = {
  kind: 'betterFit',
  reasonCode: 'STEPDN',
  kinds: INMSS,
  residential: false,
};

/** A move that is decided first and made afterwards. */
export function* plannedMove(life: Life, stay: Stay, from: LocalDate): Process {
  const { chance } = life;
  const move = stay.school ? chance.weighted(MOVES) : INTO_SCHOOL;
  const plannedFor = addDays(from, chance.between(90, 220));
  const first = move.kinds[0] ?? 'maintained';
  const planned = yield* tell(life, 'PlanTransition', {
    ...{ on: from, late: 0 },
    body: {
      ...{ placementId: stay.placementId, kind: move.kind, plannedFor },
      toType: categoryOfKind(first),
      reasons: 'Agreed at the review.',
    },
  });
  const agreed = yield* findPlace(life, {
    ...{ reason: 'review', kinds: move.kinds, residential: move.residential },
    ...{ from: soon(life, planned.today, [1, 20]), startOn: plannedFor },
  });
  if (!agreed) return;
  const transitionId = idIn(planned, 'transitionId');
  const replacing: Replacing = { stay, transitionId, reasonCode: move.reasonCode };
  yield* begin(life, agreed, replacing);
}

/** The school closes: notice to all, a search against the clock, and a last day in any case. */
export function* closesDown(life: Life, stay: Stay, from: LocalDate): Process {
  const expiresOn = stay.school?.closes?.on ?? stay.fate.day;
  yield* tell(life, 'RecordNotice', {
    ...{ on: from, late: 1 },
    body: {
      ...{ placementId: stay.placementId, by: 'provider', reasonCode: 'commercial', expiresOn },
      period: { value: 1, unit: 'term' },
      explanation: 'The school will close at the end of term.',
    },
  });
  life.strands.start(lastDayOfSchool(life, stay, expiresOn));
  if (life.seeking) return;
  const startOn = addDays(expiresOn, 45);
  const agreed = yield* findPlace(life, {
    ...{
      reason: 'risk',
      kinds: [...INMSS, ...kindsFor(life, startOn)],
      residential: stay.boarding !== 'day',
    },
    ...{ from: soon(life, from, [3, 12]), startOn },
  });
  if (agreed) yield* begin(life, agreed, { stay, reasonCode: 'CLOSE', lastAttendedOn: expiresOn });
}

function* lastDayOfSchool(life: Life, stay: Stay, closesOn: LocalDate): Process {
  yield* until(closesOn);
  if (stay.ended) return;
  yield* ending(life, stay, { lastDay: closesOn, reasonCode: 'CLOSE' });
  if (life.chance.happens(0.3)) life.strands.start(interim(life, stay, addDays(closesOn, 45)));
}
