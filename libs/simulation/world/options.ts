import type { LocalDate } from '#libs/event-sourcing';
import { addMonths } from '#libs/lifecycle';
import { workdayFrom } from '../machinery/calendar.js';

/** The years that are simulated: so many, up to and with a day. */
export type SimulationTime = Readonly<{ years: number; until: LocalDate }>;

export type SimulationOptions = SimulationTime &
  Readonly<{
    /** How many learners there are in all; most from the beginning, the others come later. */
    learners: number;
    /** The same seed, and the same options, give the same history. */
    seed: number;
    onProgress?: ((soFar: SimulationProgress) => void) | undefined;
  }>;

export type SimulationProgress = Readonly<{
  /** The day that was simulated last. */
  day: LocalDate;
  /** Of the days there are, which one that was. */
  days: number;
  ofDays: number;
  commands: number;
  events: number;
}>;

export type Span = Readonly<{ from: LocalDate; until: LocalDate }>;

const MONTHS_A_YEAR = 12;

export const spanOf = ({ years, until }: SimulationTime): Span => ({
  from: workdayFrom(addMonths(until, -Math.round(years * MONTHS_A_YEAR))),
  until,
});

/** Something to see within seconds: for a first start on an empty data folder. */
export const smallAuthority = { learners: 60, years: 3, seed: 1 } as const;
