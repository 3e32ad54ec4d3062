import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, addDays, suspensionReasons } from '#libs/lifecycle';
import { halfTermsOf, laterOf, schoolDayFrom, termsOf } from '../machinery/calendar.js';
import { idIn, until, type Process } from '../machinery/process.js';
import { isInmssKind } from '../schools/schools.js';
import { breaksDown } from './breaking.js';
import { ending } from './ending.js';
import type { Fate, Life, Stay } from './life.js';
import { closesDown, plannedMove } from './moving.js';
import { soon } from './pace.js';
import { review } from './reviewing.js';
import { bySchools, tell } from './telling.js';
import { termsOver } from './terms.js';

/** What takes its course once a learner is at a school. */
export const live = (life: Life, stay: Stay): void => {
  const { strands } = life;
  stay.fate = fateOf(life, stay);
  strands.start(fulfils(life, stay));
  if (!stay.school) return;
  strands.start(returns(life, stay));
  strands.start(troubles(life, stay));
  if (stay.school.dayPence > 0) strands.start(termsOver(life, stay));
  if (life.chance.happens(0.15)) strands.start(settlingIn(life, stay));
};

const BREAKDOWNS = { inmss: 0.1, other: 0.06 } as const;
const PLANNED_MOVES_A_YEAR = 0.045;
const TAKEN_AWAY_A_YEAR = 0.002;

/** What will end it, if nothing comes before: whatever strikes first. */
const fateOf = ({ chance, world }: Life, { school, startedOn }: Stay): Fate => {
  const from = laterOf(startedOn, world.span.from);
  const rate = school && isInmssKind(school) ? BREAKDOWNS.inmss : BREAKDOWNS.other;
  const fates: Fate[] = [
    { kind: 'breakdown', day: addDays(from, chance.daysUntil(rate) + 10) },
    {
      kind: 'move',
      day: addDays(from, chance.daysUntil(school ? PLANNED_MOVES_A_YEAR : 1.2) + 120),
    },
    { kind: 'custody', day: addDays(from, chance.daysUntil(TAKEN_AWAY_A_YEAR) + 20) },
    ...(school?.closes && school.closes.on > from
      ? [{ kind: 'closure', day: school.closes.on } as const]
      : []),
  ];
  return fates.reduce((first, fate) => (fate.day < first.day ? fate : first));
};

const FORESEEN_DAYS = { breakdown: 100, move: 240, closure: 90, custody: 0 } as const;
type Foreseen = keyof typeof FORESEEN_DAYS;

function* fulfils(life: Life, stay: Stay): Process {
  const { fate } = stay;
  if (!(fate.kind in FORESEEN_DAYS)) return;
  const begins = addDays(fate.day, -FORESEEN_DAYS[fate.kind as Foreseen]);
  const today = yield* until(laterOf(begins, addDays(stay.startedOn, 5)));
  if (stay.ended || stay.fate !== fate || life.stay !== stay) return;
  if (fate.kind === 'breakdown') yield* breaksDown(life, stay, today);
  if (fate.kind === 'move' && !life.seeking) yield* plannedMove(life, stay, today);
  if (fate.kind === 'closure') yield* closesDown(life, stay, today);
  if (fate.kind === 'custody')
    yield* ending(life, stay, {
      lastDay: today,
      reasonCode: 'CUST',
      explanation: 'Long stay in hospital.',
    });
}

const isThere = (life: Life, stay: Stay, day: LocalDate): boolean =>
  !stay.ended && life.stay === stay && (stay.fate.kind === 'none' || day < stay.fate.day);

const SESSIONS = {
  autumn1: 72,
  autumn2: 68,
  spring1: 60,
  spring2: 58,
  summer1: 56,
  summer2: 66,
} as const;

/** What schools send each half-term, and some of them each term. */
function* returns(life: Life, stay: Stay): Process {
  const { chance } = life;
  if (!stay.school?.returns || !isInmssKind(stay.school)) return;
  const attends = chance.between(70, 98);
  for (const { year, halfTerm, to } of halfTermsFrom(life, stay)) {
    const on = yield* until(soon(life, to, [2, 20]));
    if (!isThere(life, stay, to)) return;
    if (chance.happens(0.25)) continue;
    const share = attends + chance.between(-8, 2);
    yield* attendance(life, stay, { on, year, halfTerm, share });
    if (stay.school.onFramework && halfTerm.endsWith('2'))
      yield* termly(life, stay, { on, year, halfTerm });
  }
}

/** Every half-term that begins once the learner is there, without end. */
function* halfTermsFrom({ world }: Life, { startedOn }: Stay) {
  for (let year = academicYearOf(laterOf(startedOn, world.span.from)); ; year += 1)
    for (const { halfTerm, from, to } of halfTermsOf(year))
      if (from >= startedOn && to >= world.span.from) yield { year, halfTerm, to };
}

type HalfTerm = Readonly<{ on: LocalDate; year: number; halfTerm: keyof typeof SESSIONS }>;

const attendance = (
  life: Life,
  { placementId }: Stay,
  { on, year, halfTerm, share }: HalfTerm & Readonly<{ share: number }>,
) => {
  const possible = SESSIONS[halfTerm];
  const attended = Math.min(possible, Math.round((possible * share) / 100));
  const missed = possible - attended;
  return tell(life, 'ReturnAttendance', {
    ...{ on, late: life.telling.between(0, 3), ...bySchools },
    body: {
      ...{ placementId, schoolYear: year, halfTerm, possible, attended },
      byCode: missed > 0 ? [{ code: 'I', sessions: missed }] : [],
    },
  });
};

function* termly(life: Life, { placementId }: Stay, { on, year, halfTerm }: HalfTerm): Process {
  const { chance } = life;
  const { term = 'autumn' } = termsOf(year).find((one) => halfTerm.startsWith(one.term)) ?? {};
  const of = { placementId, schoolYear: year, term };
  if (chance.happens(0.25))
    yield* tell(life, 'ReturnIncidents', {
      ...{ on, ...bySchools },
      body: {
        ...of,
        notifiable: 1,
        notifiedInTime: chance.between(0, 1),
        restraints: chance.between(0, 4),
        complaints: 0,
      },
    });
  if (chance.happens(0.3))
    yield* tell(life, 'ReturnOutcomes', {
      ...{ on, ...bySchools },
      body: {
        ...of,
        outcomes: [
          { outcomeId: 'O1', rating: chance.pick(['achieved', 'onTrack', 'notOnTrack'] as const) },
        ],
      },
    });
  if (chance.happens(0.15))
    yield* tell(life, 'ReturnSatisfaction', {
      ...{ on, ...bySchools },
      body: { ...of, asked: 2, respondents: 2, satisfied: chance.between(0, 2) },
    });
}

/** Concerns that pass, and suspensions after which the learner comes back. */
function* troubles(life: Life, stay: Stay): Process {
  const { chance, learner } = life;
  const rate = learner.primaryNeed === 'SEMH' ? 1.1 : 0.4;
  for (let day = laterOf(stay.startedOn, life.world.span.from); ;) {
    day = schoolDayFrom(addDays(day, chance.daysUntil(rate)));
    const today = yield* until(day);
    if (!isThere(life, stay, today)) return;
    if (chance.happens(0.35)) yield* suspended(life, stay, schoolDayFrom(today));
    else yield* concern(life, stay, today);
  }
}

export const suspended = (life: Life, { placementId }: Stay, on: LocalDate) => {
  const days = life.chance.between(1, 5);
  return tell(life, 'ReportSuspension', {
    ...{ on, ...bySchools },
    body: {
      ...{ placementId, to: addDays(on, days - 1), sessions: days * 2, basis: 'contractual' },
      reasons: [...life.chance.some(suspensionReasons, life.chance.between(1, 2))],
      explanation: 'Sent home after an incident at lunchtime.',
    },
  });
};

function* concern(life: Life, { placementId }: Stay, on: LocalDate): Process {
  const { chance } = life;
  const raised = yield* tell(life, 'RaiseConcern', {
    on,
    body: {
      placementId,
      kind: chance.pick([
        'incident',
        'partTimeTimetable',
        'staffing',
        'complaint',
        'attendance',
        'safeguarding',
      ] as const),
      severity: chance.weighted([
        ['low', 5],
        ['medium', 4],
        ['high', 1],
      ] as const),
      raisedBy: chance.pick(['school', 'family', 'authority'] as const),
    },
  });
  if (!chance.happens(0.75)) return;
  yield* tell(life, 'ClearConcern', {
    on: soon(life, raised.today, [7, 60]),
    body: { concernId: idIn(raised, 'concernId'), explanation: 'Looked into; a plan is in place.' },
  });
}

function* settlingIn(life: Life, stay: Stay): Process {
  if (stay.startedOn < life.world.span.from) return;
  const invitedOn = yield* until(soon(life, stay.startedOn, [20, 35]));
  if (isThere(life, stay, addDays(invitedOn, 45)))
    yield* review(life, { kind: 'settlingIn', invitedOn });
}
