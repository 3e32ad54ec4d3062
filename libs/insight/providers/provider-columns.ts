import type { LocalDate } from '#libs/event-sourcing';
import { addDays } from '#libs/lifecycle';
import type { RowSet } from '#libs/projections';
import type { ProviderEvent, ProviderState } from '#libs/providers';

export const PROVIDERS = 'provider-';
export const providerIdOf = (stream: string): string => stream.slice(PROVIDERS.length);
export const providerStreamOf = (providerId: string): string => `${PROVIDERS}${providerId}`;

export type ProviderRows = RowSet<ProviderState, ProviderEvent>;

/** The first and the last day of what has no beginning, or no end, that is known. */
export const NO_BEGINNING = '0001-01-01';
export const STILL = '9999-12-31';

export type Span<T> = Readonly<{ told: T; from_day: string; to_day: string }>;

/**
 * Each thing told with the days it holds: from its own day to the day before the next. Of two told
 * from one day the later one stands, as everywhere in the register.
 */
export const spansOf = <T extends Readonly<{ from: LocalDate }>>(
  told: readonly T[],
): readonly Span<T>[] => {
  const standing = new Map(told.map((one) => [one.from, one]));
  const inOrder = [...standing.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder.map((one, at) => {
    const next = inOrder[at + 1];
    return { told: one, from_day: one.from, to_day: next ? addDays(next.from, -1) : STILL };
  });
};

/** Several codes in one cell, so that one can be looked for: `|ASD|SEMH|`. */
export const codesIn = (codes: readonly string[]): string =>
  codes.length === 0 ? '' : `|${codes.join('|')}|`;

export const codesOf = (cell: string): readonly string[] =>
  cell.split('|').filter((code) => code !== '');
