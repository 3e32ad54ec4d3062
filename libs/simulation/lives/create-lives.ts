import { academicYearOf, addDays, daysBetween } from '#libs/lifecycle';
import { newJourneyId } from '#libs/recording';
import { workdayFrom } from '../machinery/calendar.js';
import { chanceOf, type Chance } from '../machinery/chance.js';
import type { Process } from '../machinery/process.js';
import { createStrands } from '../machinery/strands.js';
import { schoolYears } from '../schools/school-years.js';
import * as school from '../schools/school-life.js';
import { schoolsOf, type SimulatedSchool } from '../schools/schools.js';
import { spanOf, type SimulationOptions, type Span } from '../world/options.js';
import { absencesIn, assignmentsFor, officers, type Absences } from '../world/staff.js';
import { broughtForward, movesIn } from './arriving.js';
import { aLearner } from './learner.js';
import type { Life, Living, World } from './life.js';
import { newPlan } from './new-plans.js';
import { disposedOf } from './old-files.js';
import { live } from './staying.js';

/** All there are, each about to begin, by their numbers. */
export const createLives = (
  options: SimulationOptions,
  limitPence: (role: string) => number,
): Readonly<{ schools: readonly Living[]; learners: readonly Living[] }> => {
  const { seed, learners: count } = options;
  const span = spanOf(options);
  const schools = schoolsOf(seed, span);
  const world: World = { seed, span, schools, lives: [], limitPence, follow: live };
  const absences = absencesIn(span);
  for (let number = 0; number < count; number += 1)
    world.lives.push(aLife(world, number, absences));
  return { schools: schools.map((one) => schoolLiving(one, seed, span)), learners: world.lives };
};

const counting = (prefix: string): (() => string) => {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${count}`;
  };
};

const schoolLiving = (one: SimulatedSchool, seed: number, span: Span): Living => {
  const strands = createStrands();
  const life = { school: one, chance: chanceOf(seed, `school years ${one.number}`), span };
  const { entersRegister, inspections, underEmbargo, visits, figures, ends, succession, grows } =
    school;
  for (const strand of [entersRegister, schoolYears, succession, inspections, underEmbargo])
    strands.start(strand(life));
  for (const strand of [visits, figures, ends, grows]) strands.start(strand(life));
  return {
    ...{ number: one.number, recordId: one.providerId, strands },
    nextCommandId: counting(`simulated-${seed}-school-${one.number}`),
  };
};

type Arrival = Readonly<{ tale: (life: Life) => Process; existing: boolean; groups: Groups }>;
type Groups = readonly (readonly [number, number])[];

const PLACED: Groups = [
  ...([
    [0, 3],
    [1, 5],
    [2, 6],
    [3, 7],
    [4, 8],
    [5, 9],
    [6, 9],
    [7, 10],
  ] as const),
  ...([
    [8, 10],
    [9, 10],
    [10, 10],
    [11, 8],
    [12, 6],
    [13, 4],
    [14, 2],
  ] as const),
];
const ASSESSED: Groups = [
  ...([
    [-1, 4],
    [0, 10],
    [1, 10],
    [2, 9],
    [3, 9],
    [4, 8],
    [5, 8],
    [6, 7],
  ] as const),
  ...([
    [7, 8],
    [8, 7],
    [9, 5],
    [10, 3],
    [12, 1],
  ] as const),
];

const ARRIVALS: readonly (readonly [Arrival, number])[] = [
  [{ tale: broughtForward, existing: true, groups: PLACED }, 69],
  [{ tale: newPlan, existing: false, groups: ASSESSED }, 25],
  [{ tale: movesIn, existing: false, groups: PLACED.slice(1, 11) }, 6],
];
const OLD_FILE: Arrival = { tale: disposedOf, existing: true, groups: [[26, 1]] };

/** One in a thousand is a file whose time is up. */
const arrivalOf = (chance: Chance, number: number): Arrival =>
  number % 1_000 === 7 ? OLD_FILE : chance.weighted(ARRIVALS);

const aLife = (world: World, number: number, absences: Absences): Life => {
  const { seed, span } = world;
  const chance = chanceOf(seed, `life ${number}`);
  const { tale, existing, groups } = arrivalOf(chance, number);
  const days = daysBetween(span.from, span.until);
  const beginsOn = workdayFrom(
    addDays(span.from, existing ? number % 7 : chance.between(10, Math.max(11, days - 30))),
  );
  const cohort = academicYearOf(beginsOn) - chance.weighted(groups);
  const assignments = assignmentsFor(number, beginsOn, absences);
  const [first] = assignments;
  const registrar = existing || !first ? officers.serviceManager : first.officer;
  const name = `simulated-${seed}-learner-${number}`;
  const strands = createStrands();
  const life: Life = {
    ...{ number, strands, chance, world, beginsOn, registrar, assignments },
    telling: chanceOf(seed, `telling ${number}`),
    learner: aLearner(chanceOf(seed, `learner ${number}`), number, cohort),
    nextCommandId: counting(name),
    recordId: newJourneyId({ caller: registrar.id, commandId: `${name}-1` }),
    ...{ reviewedOn: beginsOn, hasPlan: false, stay: undefined, requestId: undefined },
    ...{ seeking: false, registered: false, restricted: false, over: false },
  };
  strands.start(tale(life));
  return life;
};
