import type { LocalDate } from '#libs/event-sourcing';
import { addDays } from '#libs/lifecycle';

/** Days from one to another, both included. `FOREVER` is no end. */
export type Span = Readonly<{ from: LocalDate; to: LocalDate }>;

export const FOREVER = '9999-12-31' as LocalDate;

const after = (day: LocalDate): LocalDate => (day === FOREVER ? FOREVER : addDays(day, 1));

const hasDays = ({ from, to }: Span): boolean => from <= to;

/** What is left of a span without the days of others. */
export const without = (span: Span, others: readonly Span[]): readonly Span[] =>
  others.reduce<readonly Span[]>(
    (left, { from, to }) =>
      left.flatMap((one) => {
        if (to < one.from || from > one.to) return [one];
        const before = { from: one.from, to: addDays(from, -1) };
        const rest = { from: after(to), to: one.to };
        return [before, ...(to === FOREVER ? [] : [rest])].filter(hasDays);
      }),
    [span],
  );

/** The days of a span that others have too. */
export const within = (span: Span, others: readonly Span[]): readonly Span[] =>
  without(span, others).reduce((left, gap) => left.flatMap((one) => without(one, [gap])), [span]);
