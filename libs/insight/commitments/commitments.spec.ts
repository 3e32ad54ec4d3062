import fc from 'fast-check';
import type { LocalDate } from '#libs/event-sourcing';
import { addDays, pencePerYear, type PriceLine } from '#libs/lifecycle';
import { ENGLAND } from '../providers/school-calendar.js';
import { periodOf, periodsBetween, type PeriodName } from '../measures/periods.js';
import { addingUp, type TermsInForce } from './commitments.js';
import { lastDayOf } from './year-days.js';
import { sharesOf } from './contributions.js';

const day = (text: string) => text as LocalDate;
const tuition = (ratePence: number): PriceLine => ({
  ...{ code: 'tuition', unit: 'year', ratePence, quantityThousandths: 1000 },
});

/** 200 pounds a day in a year of 365 days, from 1 September 2025, and nothing said of an end. */
const terms = (more: Partial<TermsInForce> = {}): TermsInForce => {
  const { lines = [tuition(7_300_000)] } = more;
  return {
    ...{ subject: 'placement', about: 'placement-1', kind: 'agreed', sumPence: undefined, lines },
    ...{ from: day('2025-09-01'), to: day('9999-12-31'), contributions: [], vat: 'exempt' },
    pencePerYear: pencePerYear(lines),
    ...more,
  };
};

const YEAR = { from: '2025-09', to: '2026-08' };
const sumsOf = (
  told: readonly TermsInForce[],
  months = YEAR,
  period: PeriodName = 'month',
): readonly Sum[] => {
  const spans = periodsBetween(period, day(`${months.from}-01`), lastDayOf(months.to));
  const sums = addingUp(spans, { by: ['kind', 'contributor', 'line', 'vat'], where: {} });
  for (const one of told) sums.add(one, ENGLAND);
  return sums.answer().map(({ span, dims, ...sum }) => ({
    ...{ period: spans[span]?.label ?? '', ...sum },
    ...{ kind: dims['kind'], line: dims['line'], contributor: dims['contributor'] },
  }));
};
type Sum = Readonly<{
  period: string;
  pence: number;
  n: number;
  kind: unknown;
  line: unknown;
  contributor: unknown;
}>;
const byPeriod = (rows: readonly Sum[]) =>
  Object.fromEntries(
    [...Map.groupBy(rows, ({ period }) => period)].map(([period, own]) => [
      period,
      own.reduce((sum, { pence }) => sum + pence, 0),
    ]),
  );
const total = (rows: readonly Sum[]) => rows.reduce((sum, { pence }) => sum + pence, 0);

describe('a year’s price', () => {
  it('runs up evenly over the days of the school year', () => {
    const sums = byPeriod(sumsOf([terms()]));
    expect(sums['2025-09']).toBe(30 * 20_000);
    expect(sums['2026-02']).toBe(28 * 20_000);
    expect(total(sumsOf([terms()]))).toBe(7_300_000);
  });

  it('is the same sum in a year of 366 days', () => {
    const lines = [tuition(3_660_000)];
    const leap = terms({ lines, from: day('2023-09-01') });
    const sums = sumsOf([leap], { from: '2023-09', to: '2024-08' });
    expect(byPeriod(sums)['2024-02']).toBe(29 * 10_000);
    expect(total(sums)).toBe(3_660_000);
  });

  it('comes to the year to the penny, however little divides by days', () =>
    expect(total(sumsOf([terms({ lines: [tuition(100)] })]))).toBe(100));

  it('is paid to the last day, in the middle of a month or not', () => {
    const sums = byPeriod(sumsOf([terms({ to: day('2025-11-14') })]));
    expect(sums).toEqual({ '2025-09': 600_000, '2025-10': 620_000, '2025-11': 280_000 });
  });

  it('is by financial and academic year what its months come to', () => {
    const two = { from: '2025-09', to: '2027-08' };
    const months = sumsOf([terms()], two);
    for (const period of ['financial', 'academic'] as const) {
      const added = Map.groupBy(months, (row) => periodOf(period, day(`${row.period}-01`)).label);
      expect(byPeriod(sumsOf([terms()], two, period))).toEqual(
        Object.fromEntries([...added].map(([name, rows]) => [name, total(rows)])),
      );
    }
    expect(byPeriod(sumsOf([terms()], two, 'financial'))).toEqual({
      ...{ '2025-26': 212 * 20_000, '2026-27': 7_300_000, '2027-28': 153 * 20_000 },
    });
  });

  it('is told line by line: by the week for 38 weeks, then for 52', () => {
    const boarding = (weeks: number): PriceLine => ({
      ...{ code: 'residential', unit: 'week', ratePence: 100_000, quantityThousandths: 1000 },
      weeks,
    });
    const first = terms({ lines: [tuition(7_300_000), boarding(38)], to: day('2025-12-31') });
    const then = terms({ lines: [tuition(7_300_000), boarding(52)], from: day('2026-01-01') });
    const rows = sumsOf([first, then]);
    const of = (line: string) => total(rows.filter((row) => row.line === line));
    expect(of('tuition')).toBe(7_300_000);
    // 122 of 365 days at 3,800,000 a year, and the other 243 at 5,200,000: each cut to the penny.
    const [before, after] = [Math.floor((3_800_000 * 122) / 365), (5_200_000 * 122) / 365];
    expect(of('residential')).toBe(before + 5_200_000 - Math.floor(after));
  });

  it('of two placements at once is both', () => {
    const dual = terms({ about: 'placement-2', lines: [tuition(365_000)] });
    const rows = sumsOf([terms(), dual]);
    expect(byPeriod(rows)['2025-09']).toBe(600_000 + 30_000);
    expect(rows[0]).toMatchObject({ period: '2025-09', line: 'tuition', n: 2 });
  });

  it('counts a placement once in a month in which its terms change', () => {
    const first = terms({ to: day('2025-09-10') });
    const [september] = sumsOf([first, terms({ from: day('2025-09-11') })]);
    expect(september).toMatchObject({ period: '2025-09', pence: 600_000, n: 1 });
  });

  it('is charged once where it is paid once', () => {
    const once: PriceLine = { ...tuition(50_000), code: 'equipment', unit: 'once' };
    const rows = sumsOf([terms({ lines: [once], from: day('2025-10-06') })]);
    expect(byPeriod(rows)).toEqual({ '2025-10': 50_000 });
    const later = sumsOf([terms({ lines: [once] })], { from: '2025-10', to: '2026-09' });
    expect(later).toEqual([]);
  });
});

describe('a contribution', () => {
  const health = { party: 'health', pence: 1_825_000 };

  it('is borne by its party, and the rest by education', () => {
    const rows = sumsOf([terms({ contributions: [health] })]);
    const of = (contributor: string, period: string) =>
      rows.find((row) => row.contributor === contributor && row.period === period)?.pence;
    expect([of('health', '2025-09'), of('education', '2025-09')]).toEqual([150_000, 450_000]);
    expect(total(rows.filter(({ contributor }) => contributor === 'health'))).toBe(1_825_000);
  });

  it('comes to its sum a year over all lines, to the penny', () => {
    const lines = [tuition(3_333_333), { ...tuition(1_777_777), code: 'oneToOne' }];
    const contributions = [
      { party: 'health', pence: 1_234_567 },
      { party: 'socialCare', pence: 765_433 },
    ];
    const rows = sumsOf([terms({ lines, contributions })]);
    const of = (party: string) => total(rows.filter(({ contributor }) => contributor === party));
    expect([of('health'), of('socialCare'), of('education')]).toEqual([
      ...[1_234_567, 765_433, 3_333_333 + 1_777_777 - 2_000_000],
    ]);
  });

  it('above the price is cut down to it', () => {
    const shares = sharesOf([100, 50], [{ party: 'health', pence: 300 }], 150);
    expect(Object.fromEntries(shares)).toEqual({ health: [100, 50], education: [0, 0] });
  });

  it('of nothing is nothing', () =>
    expect([...sharesOf([0], [{ party: 'health', pence: 0 }], 0)]).toEqual([['education', [0]]]));

  it('is exact where numbers are too large to multiply', () => {
    const whole = 999_999_937;
    const shares = sharesOf([whole], [{ party: 'health', pence: 999_999_929 }], whole);
    expect(shares.get('health')).toEqual([999_999_929]);
  });
});

describe('interim provision', () => {
  const hours = (weeks?: number): PriceLine => ({
    ...{ code: 'tuition', unit: 'hour', ratePence: 5_000, quantityThousandths: 10_000 },
    ...(weeks !== undefined && { weeks }),
  });
  const interim = (more: Partial<TermsInForce>) =>
    terms({ subject: 'interim', about: 'interim-1', ...more });

  it('is paid for the school days on which it runs', () => {
    const fortnight = { from: day('2025-10-20'), to: day('2025-11-07') };
    // Three weeks, of which one is half term: two weeks of ten hours.
    expect(total(sumsOf([interim({ lines: [hours()], ...fortnight })]))).toBe(2 * 50_000);
  });

  it('is paid for every day where it is for the whole year', () => {
    const three = { from: day('2025-10-20'), to: day('2025-11-09') };
    expect(total(sumsOf([interim({ lines: [hours(52)], ...three })]))).toBe(3 * 50_000);
  });
});

describe('a settlement', () => {
  it('runs up evenly over the days it stands for, over the new year of schools too', () => {
    const settled = terms({
      ...{ subject: 'settlement', kind: 'notice', sumPence: 1_001, lines: [] },
      ...{ from: day('2026-08-22'), to: day('2026-09-10'), pencePerYear: 7_300_000 },
    });
    const rows = sumsOf([settled], { from: '2026-08', to: '2026-09' });
    expect(rows).toMatchObject([
      { period: '2026-08', kind: 'notice', line: 'settlement', pence: 500 },
      { period: '2026-09', kind: 'notice', line: 'settlement', pence: 501 },
    ]);
  });
});

describe('whatever the terms', () => {
  const line = fc.record({
    code: fc.constantFrom('tuition', 'residential', 'oneToOne'),
    unit: fc.constantFrom('year', 'term', 'week', 'hour', 'once'),
    ratePence: fc.integer({ min: 0, max: 9_999_999 }),
    quantityThousandths: fc.integer({ min: 0, max: 5_000 }),
  }) as fc.Arbitrary<PriceLine>;
  const contribution = fc.record({
    party: fc.constantFrom('health', 'socialCare', 'education', 'family'),
    pence: fc.integer({ min: 0, max: 5_000_000 }),
  });
  const version = fc
    .record({
      subject: fc.constantFrom('placement', 'interim'),
      from: fc.integer({ min: -200, max: 900 }).map((days) => addDays(day('2023-09-01'), days)),
      days: fc.integer({ min: 0, max: 900 }),
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
      contributions: fc.array(contribution, { maxLength: 3 }),
    })
    .map(({ days, subject, ...told }) =>
      terms({ ...told, subject: subject as 'placement', to: addDays(told.from, days) }),
    );
  const months = { from: '2023-09', to: '2026-08' };

  it('months come to years, parties to the lines, and parts of a time to the whole', () => {
    fc.assert(
      fc.property(version, fc.integer({ min: 0, max: 900 }), (whole, split) => {
        const rows = sumsOf([whole], months);
        for (const period of ['financial', 'academic'] as const)
          expect(total(sumsOf([whole], months, period))).toBe(total(rows));
        const alone = sumsOf([{ ...whole, contributions: [] }], months);
        expect(total(rows)).toBe(total(alone));
        const middle = addDays(whole.from, split);
        if (middle >= whole.to || whole.lines.some(({ unit }) => unit === 'once')) return;
        const parts = [
          { ...whole, to: middle },
          { ...whole, from: addDays(middle, 1) },
        ];
        expect(total(sumsOf(parts, months))).toBe(total(rows));
      }),
      { numRuns: 150 },
    );
  });
});
