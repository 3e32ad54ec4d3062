import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, addDays, type PriceLine } from '#libs/lifecycle';
import type { SchoolCalendar } from '../providers/school-calendar.js';
import {
  beginsAnew,
  interimCharges,
  placementCharges,
  runUpBy,
  settlementCharge,
  type Charge,
  type ChargedTime,
} from './charges.js';
import { sharesOf, type Contribution } from './contributions.js';
import type { CommitmentKind } from './paid-times.js';
import { lastDayOf, monthAfter } from './year-days.js';

/** What is paid for on which days, as a row of the table `terms` says it. */
export type TermsInForce = Readonly<{
  subject: 'placement' | 'interim' | 'settlement';
  about: string;
  kind: CommitmentKind;
  from: LocalDate;
  to: LocalDate;
  lines: readonly PriceLine[];
  sumPence: number | undefined;
  pencePerYear: number;
  contributions: readonly Contribution[];
  vat: string;
}>;

/** Months, both counted: `2026-04`. */
export type Months = Readonly<{ from: string; to: string }>;
export type CommitmentPeriod = 'month' | 'financialYear' | 'academicYear';

/** One sum of an answer, in pence net of VAT. `n`: of how many placements and interim provisions. */
export type Commitment = Readonly<{
  period: string;
  kind: CommitmentKind;
  contributor: string;
  line: string;
  vat: string;
  pence: number;
  n: number;
}>;

const yearFrom = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, '0')}`;

/** `2026-04`, `2026/27` from April, or `2026/27` from September. */
export const periodOf = (month: string, period: CommitmentPeriod): string => {
  const year = Number(month.slice(0, 4));
  switch (period) {
    case 'month':
      return month;
    case 'financialYear':
      return yearFrom(month.slice(5) < '04' ? year - 1 : year);
    case 'academicYear':
      return yearFrom(academicYearOf(`${month}-01` as LocalDate));
  }
};

/** Sums by the place of the period; `last` is who was counted last, so that nobody counts twice. */
type Sums = { pence: number[]; n: number[]; last: string[] };
type Month = Readonly<{ first: LocalDate; last: LocalDate; place: number }>;

const monthsOf = ({ from, to }: Months, period: CommitmentPeriod) => {
  const periods: string[] = [];
  const months: Month[] = [];
  for (let month = from; month <= to; month = monthAfter(month)) {
    const name = periodOf(month, period);
    if (periods.at(-1) !== name) periods.push(name);
    const first = `${month}-01` as LocalDate;
    months.push({ first, last: lastDayOf(month), place: periods.length - 1 });
  }
  return { periods, months };
};

/** Adds up the terms in force; `answer` gives what has come together. */
export const addingUp = (window: Months, period: CommitmentPeriod) => {
  const { periods, months } = monthsOf(window, period);
  const sums = new Map<string, Sums>();

  const sumsOf = (key: string): Sums => {
    const there = sums.get(key) ?? { pence: [], n: [], last: [] };
    sums.set(key, there);
    return there;
  };

  /** Terms of one placement must be given one after the other; `group` keeps sums apart. */
  const add = (terms: TermsInForce, calendar: SchoolCalendar, group = ''): void => {
    const charges = chargesOf(terms);
    const charging = { terms, charges, time: { from: terms.from, to: terms.to, calendar } };
    const into = new Map<string, readonly Sums[]>();
    const sumsFor = (party: string): readonly Sums[] => {
      const known = into.get(party);
      if (known) return known;
      const keys = charges.map(({ code }) => [group, terms.kind, party, code, terms.vat].join('|'));
      const made = keys.map(sumsOf);
      into.set(party, made);
      return made;
    };
    for (const { party, at, pence, place } of piecesOf(charging, months)) {
      const sum = sumsFor(party)[at];
      if (sum === undefined) continue;
      sum.pence[place] = (sum.pence[place] ?? 0) + pence;
      if (sum.last[place] === terms.about) continue;
      sum.last[place] = terms.about;
      sum.n[place] = (sum.n[place] ?? 0) + 1;
    }
  };

  const answer = (): readonly GroupedCommitment[] => {
    const inOrder = [...sums].sort(byKey);
    return periods.flatMap((name, place) =>
      inOrder.flatMap(([key, { pence, n }]) => {
        const [group = '', kind, contributor = '', line = '', vat = ''] = key.split('|');
        const counted = n[place];
        if (counted === undefined) return [];
        const sum = { pence: pence[place] ?? 0, n: counted };
        return [
          { group, period: name, kind: kind as CommitmentKind, contributor, line, vat, ...sum },
        ];
      }),
    );
  };

  return { add, answer };
};

export type GroupedCommitment = Commitment & Readonly<{ group: string }>;

type Charging = Readonly<{ terms: TermsInForce; charges: readonly Charge[]; time: ChargedTime }>;
type Piece = Readonly<{ party: string; at: number; pence: number; place: number }>;

/** What each party pays for each charge in each month. */
const piecesOf = (charging: Charging, months: readonly Month[]): readonly Piece[] => {
  const { from, to } = charging.time;
  const pieces: Piece[] = [];
  let before: Borne | undefined;
  for (const { first, last, place } of months) {
    if (last < from || to < first) continue;
    const known = first.endsWith('-09-01') ? undefined : before;
    const was = known ?? borneBefore(charging, from < first ? first : from);
    before = borneBy(charging, last < to ? last : to);
    pieces.push(...differences(before, was, place));
  }
  return pieces;
};

const differences = (after: Borne, before: Borne, place: number): readonly Piece[] =>
  [...after].flatMap(([party, shares]) =>
    shares.flatMap((share, at) => {
      const pence = share - (before.get(party)?.[at] ?? 0);
      return pence === 0 ? [] : [{ party, at, pence, place }];
    }),
  );

const byKey = ([a]: readonly [string, Sums], [b]: readonly [string, Sums]): number =>
  a < b ? -1 : 1;

const chargesOf = ({ subject, lines, sumPence }: TermsInForce): readonly Charge[] => {
  switch (subject) {
    case 'placement':
      return placementCharges(lines);
    case 'interim':
      return interimCharges(lines);
    case 'settlement':
      return [settlementCharge(sumPence ?? 0)];
  }
};

type Borne = ReadonlyMap<string, readonly number[]>;

const shared = (
  { terms: { contributions, pencePerYear }, charges }: Charging,
  runUp: (charge: Charge) => number,
): Borne => sharesOf(charges.map(runUp), contributions, pencePerYear);

/** What each party bears of each charge by the end of a day. */
const borneBy = (charging: Charging, day: LocalDate): Borne =>
  shared(charging, (charge) => runUpBy(charge, charging.time, day));

/** The same at the beginning of a day: nothing yet on 1 September, of what then begins anew. */
const borneBefore = (charging: Charging, day: LocalDate): Borne => {
  const isNewYear = day.endsWith('-09-01');
  const dayBefore = addDays(day, -1);
  return shared(charging, (charge) =>
    isNewYear && beginsAnew(charge) ? 0 : runUpBy(charge, charging.time, dayBefore),
  );
};
