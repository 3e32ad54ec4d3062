import type { LocalDate } from '#libs/event-sourcing';
import { figures, placementYears, type Figure, type SchoolRecord } from './figures.js';
import { kpis, ratingOf, type Kpi, type RatingWord } from './kpis.js';

/** One indicator of one school for a time. Kept back, its numbers are null and its word is `Other`. */
export type Score = Kpi &
  Omit<Figure, 'n' | 'rating'> &
  Readonly<{ n: number | null; rating: RatingWord; suppressed: boolean }>;

export type Scorecard = Readonly<{
  school: Readonly<{ provider_id: string; name: string; urn: string | null; category: string }>;
  from: LocalDate;
  /** The last day asked of, or the last that can have happened. */
  to: LocalDate;
  population: string;
  learners: number;
  placementYears: number;
  kpis: readonly Score[];
  says: readonly string[];
}>;

/** Fewer people than this could be told who they are. */
export const FEWEST = 5;

const SAYS = [
  'Each indicator stands for itself: no average of them is taken, and none is meant.',
  `Of fewer than ${FEWEST} people, answers or meetings nothing is told but that they are so few.`,
  'Words of the Procurement Act 2023; the bounds of each are with it. Thresholds of the kind proposed bind nobody.',
  'A statutory duty is owed by law; a contractual one by what the placement agreement asks.',
];

const POPULATION =
  'Placements at the school, main and dual, with a day in the time; facts count on their own day.';

const isTooFew = ({ ofPeople }: Kpi, n: number): boolean => ofPeople && n > 0 && n < FEWEST;

const scoreOf = (told: Kpi, school: SchoolRecord): Score => {
  const { rating, ...figure } = figures[told.kpi](school);
  if (isTooFew(told, figure.n)) {
    const nothing = { value: null, numerator: null, denominator: null, n: null, more: {} };
    return { ...told, ...nothing, rating: 'Other', suppressed: true };
  }
  const word = rating ?? ratingOf(told.threshold, figure.value);
  return { ...told, ...figure, rating: word, suppressed: false };
};

/** Every indicator of a school, in their order. */
export const scored = (
  record: SchoolRecord,
  { school, from, to }: Pick<Scorecard, 'school' | 'from' | 'to'>,
): Scorecard => ({
  ...{ school, from, to, population: POPULATION },
  learners: new Set(record.stays.map(({ stream }) => stream)).size,
  placementYears: placementYears(record.stays),
  kpis: kpis.map((kpi) => scoreOf(kpi, record)),
  says: SAYS,
});
