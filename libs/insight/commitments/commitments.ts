import type { LocalDate } from '#libs/event-sourcing';
import { addDays, type PriceLine } from '#libs/lifecycle';
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

/** A stretch of time that sums are told for; both days belong to it. */
export type Span = Readonly<{ from: LocalDate; to: LocalDate }>;

/** What a sum is of by itself; what else sums are split by comes with the terms. */
export type OwnDimension = 'kind' | 'contributor' | 'line' | 'vat';
export type Values = Readonly<Record<string, string | number | null>>;

/** How sums are split, and which of them are asked for: one of these values of each dimension. */
export type Split = Readonly<{
  by: readonly string[];
  where: Readonly<Record<string, readonly string[]>>;
}>;

/** One sum, in pence net of VAT. `n`: of how many placements and interim provisions. */
export type Commitment = Readonly<{ span: number; dims: Values; pence: number; n: number }>;

/** Sums by the place of the span; `last` is who was counted last, so that nobody counts twice. */
type Sums = { dims: Values; pence: number[]; n: number[]; last: string[] };

/** A stretch within one month and one span. */
type Stretch = Readonly<{ first: LocalDate; last: LocalDate; place: number }>;

/** Cut at the ends of months, so that no stretch runs over a 1 September. */
const stretchesOf = (spans: readonly Span[]): readonly Stretch[] =>
  spans.flatMap(({ from, to }, place) => {
    const stretches: Stretch[] = [];
    for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = monthAfter(month)) {
      const [first, last] = [`${month}-01` as LocalDate, lastDayOf(month)];
      stretches.push({ first: first < from ? from : first, last: last < to ? last : to, place });
    }
    return stretches;
  });

/**
 * Adds up terms in force over spans that follow on each other; `answer` gives what has come together,
 * span by span. Terms of one placement must be given one after the other.
 */
export const addingUp = (spans: readonly Span[], { by, where }: Split) => {
  const stretches = stretchesOf(spans);
  const sums = new Map<string, Sums>();

  const sumsOf = (values: Values): Sums | undefined => {
    for (const [name, wanted] of Object.entries(where))
      if (!wanted.includes(String(values[name] ?? UNKNOWN))) return undefined;
    const dims = Object.fromEntries(by.map((name) => [name, values[name] ?? null]));
    const key = JSON.stringify(dims);
    const there = sums.get(key) ?? { dims, pence: [], n: [], last: [] };
    sums.set(key, there);
    return there;
  };

  const add = (terms: TermsInForce, calendar: SchoolCalendar, more: Values = {}): void => {
    const charges = chargesOf(terms);
    const charging = { terms, charges, time: { from: terms.from, to: terms.to, calendar } };
    const into = new Map<string, readonly (Sums | undefined)[]>();
    const sumsFor = (contributor: string) => {
      const known = into.get(contributor);
      if (known) return known;
      const { kind, vat } = terms;
      const made = charges.map(({ code: line }) =>
        sumsOf({ ...more, kind, vat, contributor, line }),
      );
      into.set(contributor, made);
      return made;
    };
    for (const { party, at, pence, place } of piecesOf(charging, stretches))
      put(sumsFor(party)[at], { about: terms.about, pence, place });
  };

  const answer = (): readonly Commitment[] => {
    const inOrder = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
    return spans.flatMap((_, span) =>
      inOrder.flatMap(([, { dims, pence, n }]) => {
        const counted = n[span];
        return counted === undefined ? [] : [{ span, dims, pence: pence[span] ?? 0, n: counted }];
      }),
    );
  };

  return { add, answer };
};

const UNKNOWN = 'unknown';

const put = (
  sum: Sums | undefined,
  { about, pence, place }: Readonly<{ about: string; pence: number; place: number }>,
): void => {
  if (sum === undefined) return;
  sum.pence[place] = (sum.pence[place] ?? 0) + pence;
  if (sum.last[place] === about) return;
  sum.last[place] = about;
  sum.n[place] = (sum.n[place] ?? 0) + 1;
};

type Charging = Readonly<{ terms: TermsInForce; charges: readonly Charge[]; time: ChargedTime }>;
type Piece = Readonly<{ party: string; at: number; pence: number; place: number }>;

/** What each party pays for each charge in each stretch. */
const piecesOf = (charging: Charging, stretches: readonly Stretch[]): readonly Piece[] => {
  const { from, to } = charging.time;
  const pieces: Piece[] = [];
  let before: Borne | undefined;
  for (const { first, last, place } of stretches) {
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
