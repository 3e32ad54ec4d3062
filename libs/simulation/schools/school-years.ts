import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, addDays } from '#libs/lifecycle';
import type { PlacementType } from '#libs/providers';
import { dayIn, laterOf, termsOf } from '../machinery/calendar.js';
import type { Chance } from '../machinery/chance.js';
import { idIn, until, type Process } from '../machinery/process.js';
import type { Span } from '../world/options.js';
import { officers } from '../world/staff.js';
import { tellOf } from './school-deeds.js';
import type { SimulatedSchool } from './schools.js';
import type { Line } from './lines.js';

export type SchoolLife = Readonly<{ school: SimulatedSchool; chance: Chance; span: Span }>;

const BOARDING_FACTOR = { day: 1, termly: 1.75, fiftyTwoWeek: 3.1 } as const;
export type Boarding = keyof typeof BOARDING_FACTOR;
export const WEEKS: Readonly<Record<Boarding, number>> = { day: 38, termly: 38, fiftyTwoWeek: 52 };

const WHOLE = 1000;
const ROUND_TO_POUNDS = 100;

/** What a place costs in a school year, as the school's list has it. */
export const linesFor = (
  { dayPence, uplifts }: SimulatedSchool,
  boarding: Boarding,
  year: number,
): readonly Line[] => {
  const raised = uplifts
    .filter((uplift) => uplift.year <= year)
    .reduce((pence, { basisPoints }) => pence * (1 + basisPoints / 10_000), dayPence);
  const tuition = inPounds(raised);
  const boards = inPounds(raised * (BOARDING_FACTOR[boarding] - 1));
  const line = (code: Line['code'], ratePence: number): Line => ({
    ...{ code, unit: 'year', ratePence, quantityThousandths: WHOLE },
  });
  return [line('tuition', tuition), ...(boards > 0 ? [line('residential', boards)] : [])];
};

const inPounds = (pence: number): number => Math.round(pence / ROUND_TO_POUNDS) * ROUND_TO_POUNDS;

export const boardingsAt = ({ boards }: SimulatedSchool): readonly Boarding[] => [
  'day',
  ...(boards as readonly Boarding[]),
];

function* recordPrices(
  { school }: SchoolLife,
  year: number,
  { on, upliftId }: Readonly<{ on: LocalDate; upliftId?: string }>,
): Process {
  for (const placementType of boardingsAt(school)) {
    const lines = linesFor(school, placementType, year);
    const type: PlacementType = placementType;
    const body = { academicYear: year, placementType: type, lines, vat: 'exempt' };
    yield* tellOf(school, 'RecordPrices', {
      on,
      body: { ...body, ...(upliftId ? { upliftId } : {}) },
    });
  }
}

function* recordTerms(life: SchoolLife, year: number, on: LocalDate): Process {
  const terms = termsOf(year);
  yield* tellOf(life.school, 'RecordTermDates', { on, body: { academicYear: year, terms } });
}

/** What comes each year: prices, term dates, perhaps an uplift asked for in spring and decided late. */
export function* schoolYears(life: SchoolLife): Process {
  const { school, span } = life;
  const first = school.succeeds ? school.succeeds.on : span.from;
  const started = academicYearOf(first);
  if (school.dayPence > 0) yield* recordPrices(life, started, { on: first });
  yield* recordTerms(life, started, first);
  for (let year = started + 1; dayIn(year, '01-10') <= span.until; year += 1) {
    if (school.closes && school.closes.on < dayIn(year, '09-01')) return;
    if (school.succeededOn !== undefined && school.succeededOn <= dayIn(year, '09-01')) return;
    const asked = laterOf(first, dayIn(year, '02-10'));
    const granted = yield* uplift(life, year, asked);
    yield* recordTerms(life, year, addDays(dayIn(year, '06-15'), life.chance.between(0, 20)));
    if (!granted && school.dayPence > 0)
      yield* recordPrices(life, year, { on: yield* until(dayIn(year, '07-10')) });
  }
}

function* uplift(life: SchoolLife, year: number, from: LocalDate): Process<boolean> {
  const { school, chance } = life;
  if (school.dayPence === 0 || !chance.happens(0.45)) return false;
  const effectiveFrom = dayIn(year, '09-01');
  const basisPoints = chance.between(8, 30) * 25;
  const on = addDays(from, chance.between(0, 60));
  const body = { academicYear: year, scope: 'all', effectiveFrom, basisPoints };
  const asked = yield* tellOf(school, 'RequestUplift', { on, body });
  const upliftId = idIn(asked, 'upliftId');
  const outcome = chance.weighted([
    ['agreed', 4],
    ['partly', 4],
    ['refused', 2],
  ] as const);
  const given = {
    agreed: basisPoints,
    partly: Math.max(25, Math.floor(basisPoints / 50) * 25),
    refused: 0,
  }[outcome];
  const said = outcome === 'partly' && given >= basisPoints ? 'agreed' : outcome;
  const decidedOn = addDays(asked.today, chance.between(40, 200));
  yield* tellOf(school, 'DecideUplift', {
    on: decidedOn,
    by: officers.secondCommissioner,
    body: { upliftId, outcome: said, basisPoints: given, effectiveFrom },
  });
  if (given === 0) return false;
  school.uplifts.push({ year, upliftId, basisPoints: given });
  yield* recordPrices(life, year, { on: laterOf(decidedOn, dayIn(year, '06-01')), upliftId });
  return true;
}
