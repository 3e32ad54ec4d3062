import { hash } from 'node:crypto';
import type { LocalDate } from '#libs/event-sourcing';
import { addDays, addMonths, academicYearOf, pencePerYear } from '#libs/lifecycle';
import { earlierOf, laterOf, schoolDayFrom } from '../machinery/calendar.js';
import { idIn, until, type Process } from '../machinery/process.js';
import { linesFor, WEEKS } from '../schools/school-years.js';
import { isInmssKind, type SimulatedSchool } from '../schools/schools.js';
import { officers } from '../world/staff.js';
import { routeTo } from './agreeing.js';
import { settles } from './beginning.js';
import { follows } from './cases.js';
import type { Life } from './life.js';
import { categoryOfKind, INMSS, OWN, schoolsFor } from './matching.js';
import { soon } from './pace.js';
import { register, takeOn } from './registering.js';
import type { Agreed } from './search.js';
import { tell } from './telling.js';

/** When a learner who is placed already began there, and what plan that rests on. */
type Past = Readonly<{ startedOn: LocalDate; planMadeOn: LocalDate; lastReviewedOn: LocalDate }>;

const SCHOOL_AGE_MONTHS = 57;
const PLAN_AGE_MONTHS = 26;

const pastOf = ({ chance, learner, beginsOn }: Life): Past => {
  const youngest = addMonths(learner.dateOfBirth, SCHOOL_AGE_MONTHS);
  const early = earlierOf(youngest, addDays(beginsOn, -60));
  const back = addDays(beginsOn, -chance.between(60, 1_500));
  const startedOn = earlierOf(schoolDayFrom(laterOf(back, early)), addDays(beginsOn, -20));
  const planMadeOn = laterOf(
    addDays(startedOn, -chance.between(20, 400)),
    addMonths(learner.dateOfBirth, PLAN_AGE_MONTHS),
  );
  const reviewed = addDays(beginsOn, -chance.between(5, 380));
  return { startedOn, planMadeOn, lastReviewedOn: laterOf(planMadeOn, reviewed) };
};

/** Where learners were when the authority began to record: most in schools with fees. */
const currentSchool = (life: Life, startedOn: LocalDate): SimulatedSchool | undefined => {
  const kinds = life.chance.happens(0.6) ? INMSS : OWN;
  const near = schoolsFor(life, kinds, startedOn).filter(({ ages }) => ages.to > ages.from);
  const fallback = schoolsFor(life, ['mainstream', 'maintained', 'post16'], startedOn);
  const [school] = life.chance.some(near.length > 0 ? near.slice(0, 8) : fallback, 1);
  return school;
};

/** The case was known before: what the file said is taken over, a third with uncertain dates. */
export function* broughtForward(life: Life): Process {
  const past = pastOf(life);
  const registered = addDays(past.planMadeOn, -140);
  yield* register(life, { on: registered, told: life.beginsOn, source: 'import' });
  const { today } = yield* tell(life, 'BringForward', {
    ...{ on: life.beginsOn, late: 0, by: life.registrar, source: 'import', surely: true },
    body: {
      ...{ asOf: life.beginsOn, clocksFrom: life.beginsOn, row: life.number + 2 },
      fileDigest: hash('sha256', 'simulated opening positions'),
    },
  });
  const { planMadeOn, lastReviewedOn } = past;
  yield* tell(life, 'RecordPlan', {
    ...{ on: today, late: 0, by: life.registrar, source: 'import' },
    body: { planMadeOn, lastReviewedOn },
  });
  yield* takeOn(life, today);
  life.reviewedOn = lastReviewedOn;
  life.hasPlan = true;
  const school = currentSchool(life, today);
  if (school) yield* placedBefore(life, school, past);
  follows(life);
}

function* placedBefore(life: Life, school: SimulatedSchool, { startedOn }: Past): Process {
  const agreed = yield* inherited(life, school, { startedOn, basis: 'existing' });
  const byFile = { by: life.registrar, source: 'import' } as const;
  const placementId = agreed.placementId;
  const signed = school.dayPence > 0 && life.chance.happens(0.75);
  const agreedOn = addDays(startedOn, -30);
  if (signed) {
    const on = addDays(agreedOn, 3);
    yield* tell(life, 'IssueAgreement', { on, late: 0, ...byFile, body: { placementId } });
    const both: ['authority', 'provider'] = ['authority', 'provider'];
    const body = { placementId, by: both };
    yield* tell(life, 'SignAgreement', { on: addDays(on, 9), late: 0, ...byFile, body });
  }
  yield* tell(life, 'StartPlacement', {
    ...{ on: startedOn, late: 0, ...byFile, surely: true },
    ...roughlyKnown(life, startedOn),
    body: { placementId, pattern: 'fullTime' },
  });
  settles(life, agreed, startedOn);
}

/** A third of what files say is known by month or school year only. */
const roughlyKnown = ({ number }: Life, day: LocalDate): { roughly?: string } => {
  if (number % 3 !== 0) return {};
  const year = academicYearOf(day);
  const schoolYear = `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
  return { roughly: number % 2 === 0 ? day.slice(0, 7) : schoolYear };
};

type Inherited = Readonly<{ startedOn: LocalDate; basis: 'existing' | 'transferIn' }>;

function* inherited(
  life: Life,
  school: SimulatedSchool,
  { startedOn, basis }: Inherited,
): Process<Agreed> {
  const existing = basis === 'existing';
  const agreedOn = existing ? addDays(startedOn, -30) : life.beginsOn;
  const boarding = school.boards.length > 0 && life.chance.happens(0.2) ? 'termly' : 'day';
  const lines =
    school.dayPence > 0 ? linesFor(school, boarding, academicYearOf(life.beginsOn)) : [];
  const route = routeTo(school, life.beginsOn);
  const weeksPerYear = WEEKS[boarding];
  const { director } = officers;
  // Decided long ago, or by another authority: the approval is on paper.
  const decided = {
    by: director.id,
    role: director.role,
    on: agreedOn,
    attested: 'minuted',
  } as const;
  const told = yield* tell(life, 'AgreePlacement', {
    ...{ on: agreedOn, late: 0, by: life.registrar, surely: true },
    ...(existing
      ? {
          source: 'import',
          ...(roughlyKnown(life, startedOn).roughly ? { roughly: agreedOn.slice(0, 7) } : {}),
        }
      : {}),
    ...(pencePerYear(lines) > 0 ? { decision: decided } : {}),
    body: {
      ...({ providerId: school.providerId, basis, route, rank: 'main', weeksPerYear } as const),
      ...({ lines: [...lines], vat: 'exempt', residential: boarding !== 'day' } as const),
    },
  });
  return {
    ...{ placementId: idIn(told, 'placementId'), school, boarding, lines, weeksPerYear, route },
    ...{ category: categoryOfKind(school.kind), startOn: startedOn, on: told.today },
  };
}

const OTHER_AUTHORITIES = ['887', '845', '936', '305', '303', '881'] as const;

/** A family moves here with a plan, and mostly with a placement. */
export function* movesIn(life: Life): Process {
  const { chance, beginsOn } = life;
  yield* until(beginsOn);
  const { startedOn, planMadeOn, lastReviewedOn } = pastOf(life);
  yield* register(life, { on: beginsOn });
  const received = yield* tell(life, 'ReceiveTransferIn', {
    on: beginsOn,
    body: {
      fromAuthority: chance.pick(OTHER_AUTHORITIES),
      movedOn: addDays(beginsOn, -chance.between(5, 60)),
      ...{ planMadeOn, lastReviewedOn },
    },
  });
  yield* takeOn(life, received.today);
  const reviewBy = laterOf(addMonths(lastReviewedOn, 12), addMonths(beginsOn, 3));
  yield* tell(life, 'NotifyTransferIn', {
    on: soon(life, received.today, [10, 55]),
    body: {
      transferInId: idIn(received, 'transferInId'),
      reassess: chance.happens(0.15),
      reviewBy,
    },
  });
  life.reviewedOn = lastReviewedOn;
  life.hasPlan = true;
  const [school] = chance.some(schoolsFor(life, INMSS, beginsOn).slice(0, 8), 1);
  if (school && isInmssKind(school)) {
    const agreed = yield* inherited(life, school, { startedOn, basis: 'transferIn' });
    const body = {
      placementId: agreed.placementId,
      pattern: 'fullTime',
      fundedFrom: beginsOn,
    } as const;
    yield* tell(life, 'StartPlacement', { on: startedOn, late: 0, surely: true, body });
    settles(life, agreed, startedOn);
  }
  follows(life);
}
