import type { Answer, Cell, Disclosure } from './answer.js';
import type { Counted } from './described.js';

/** For use inside the authority: nothing is kept back. */
export const AS_COUNTED: Disclosure = {
  says: 'As counted: small numbers are neither kept back nor rounded. Not for publication.',
  suppressedBelow: undefined,
  roundedTo: undefined,
  suppressedCells: 0,
};

/** How small numbers are kept back. Undefined: not at all. */
export type DisclosureRule = Readonly<{
  suppressBelow: number | undefined;
  roundTo: number | undefined;
}>;

/** What is usual for published figures (domain §4.5). */
export const FOR_PUBLICATION: DisclosureRule = { suppressBelow: 5, roundTo: 5 };

const isSmall = (number: number | null | undefined, below: number): boolean =>
  typeof number === 'number' && number > 0 && number < below;

/** Of a share, the part that is not it can be as telling as the part that is. */
const tellsOfFew = ({ n, value, numerator, denominator, sum }: Cell, below: number): boolean => {
  // Of events over days at risk, neither is the number of learners.
  if (typeof numerator === 'number' && typeof denominator === 'number')
    return [n, denominator, numerator, denominator - numerator].some((one) => isSmall(one, below));
  return isSmall(n, below) || (sum === undefined && isSmall(value, below));
};

const WITHHELD = ['value', 'n', 'numerator', 'denominator', 'median', 'p90', 'sum', 'unknown'];

const withheld = (cell: Cell): Cell => ({
  period: cell.period,
  dims: cell.dims,
  ...Object.fromEntries(WITHHELD.filter((name) => name in cell).map((name) => [name, null])),
  ...{ value: null, n: null, unknown: null, suppressed: true },
});

const sizeOf = ({ n }: Cell): number => n ?? 0;

/** The smallest that is not kept back yet and counts somebody. */
const nextSmallest = (cells: readonly Cell[], kept: ReadonlySet<Cell>): Cell | undefined =>
  cells
    .filter((cell) => !kept.has(cell) && sizeOf(cell) > 0)
    .toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];

const together = (cells: Iterable<Cell>): number =>
  [...cells].reduce((sum, cell) => sum + sizeOf(cell), 0);

/** Whether the total less what is shown tells of few: of all, of those in a share, of those not in it. */
const tellTogether = (cells: ReadonlySet<Cell>, below: number): boolean => {
  const all = [...cells];
  if (together(all) < below) return true;
  if (!all.every(({ numerator }) => typeof numerator === 'number')) return false;
  const numerator = all.reduce((sum, one) => sum + (one.numerator ?? 0), 0);
  const denominator = all.reduce((sum, one) => sum + (one.denominator ?? 0), 0);
  return isSmall(numerator, below) || isSmall(denominator - numerator, below);
};

/**
 * The cells of one period that are kept back: the small ones, and others until what the total gives
 * away is not small either, for it tells at least the sum of what is missing.
 */
const keptBack = (cells: readonly Cell[], below: number): ReadonlySet<Cell> => {
  const kept = new Set(cells.filter((cell) => tellsOfFew(cell, below)));
  while (kept.size > 0 && (kept.size === 1 || tellTogether(kept, below))) {
    const other = nextSmallest(cells, kept);
    if (!other) break;
    kept.add(other);
  }
  return kept;
};

const periodOf = ({ period }: Cell): string => period.from + period.label;

const suppressed = ({ cells, totals, question, left }: Answer, below: number) => {
  const byPeriod = Map.groupBy(cells, periodOf);
  const kept = new Set<Cell>();
  const bareTotals = new Set<string>();
  for (const [period, mine] of byPeriod) {
    const back = keptBack(mine, below);
    for (const cell of back) kept.add(cell);
    // There was no second one to keep back with it: the total would say what it was.
    if (question.by.length > 0 && back.size === 1) bareTotals.add(period);
  }
  const all = cells.map((cell) => (kept.has(cell) ? withheld(cell) : cell));
  // What is beyond `top` is not shown either, and may be few.
  const tellsOfWhatIsMissing = (total: Cell): boolean => {
    const shown = byPeriod.get(periodOf(total))?.filter((cell) => !kept.has(cell)) ?? [];
    return left !== undefined && isSmall(sizeOf(total) - together(shown), below);
  };
  const whole = totals.map((cell) =>
    tellsOfFew(cell, below) || tellsOfWhatIsMissing(cell) || bareTotals.has(periodOf(cell))
      ? withheld(cell)
      : cell,
  );
  return { cells: all, totals: whole };
};

const rounded = (number: number | null | undefined, to: number): number | null =>
  typeof number === 'number' ? Math.round(number / to) * to : null;

const HUNDRED = 100;

const KNOWN = new Set(['period', 'dims', 'suppressed', ...WITHHELD]);

/** Bounds and days would give away to the last one what is rounded beside them. */
const withoutMore = (cell: Cell): Cell => ({
  ...{ period: cell.period, dims: cell.dims, value: cell.value, n: cell.n, unknown: cell.unknown },
  ...Object.fromEntries(
    Object.entries(cell).filter(([name, one]) => KNOWN.has(name) || typeof one === 'string'),
  ),
});

const roundedCell = (given: Cell, kind: string, to: number): Cell => {
  const cell = withoutMore(given);
  const counts = Object.fromEntries(
    ['n', 'numerator', 'denominator', 'unknown']
      .filter((name) => name in cell)
      .map((name) => [name, rounded(cell[name] as number | null, to)]),
  );
  const whole = (number: number | null | undefined): number | null => rounded(number, 1);
  if (kind === 'count') return { ...cell, ...counts, value: rounded(cell.value, to) };
  if (kind === 'rate') {
    const share = cell.value === null ? null : Math.round(cell.value * HUNDRED) / HUNDRED;
    return { ...cell, ...counts, value: share };
  }
  const { value, median, p90 } = cell;
  const middles = { value: whole(value), median: whole(median), p90: whole(p90), sum: null };
  return { ...cell, ...counts, ...middles };
};

const roundedCounts = (counted: readonly Counted[], { suppressBelow, roundTo }: DisclosureRule) =>
  counted.map(({ says, n }) => ({
    says,
    n:
      n === null || (suppressBelow !== undefined && isSmall(n, suppressBelow))
        ? null
        : (rounded(n, roundTo ?? 1) ?? 0),
  }));

const inWords = ({ suppressBelow, roundTo }: DisclosureRule, hidden: number): string =>
  [
    suppressBelow === undefined
      ? 'Small numbers are not kept back.'
      : `What rests on fewer than ${suppressBelow} is kept back, and another cell or the total with ` +
        `it where it could be worked out: ${hidden} in all.`,
    roundTo === undefined
      ? 'Nothing is rounded.'
      : `Counts are rounded to the nearest ${roundTo}, shares to whole per cent, averages to whole units; sums are left out.`,
  ].join(' ');

/** An answer fit for others than those who may see who is in it. */
export const disclosed = (answer: Answer, rule: DisclosureRule): Answer => {
  const { suppressBelow, roundTo } = rule;
  if (suppressBelow === undefined && roundTo === undefined) return answer;
  const shown = suppressBelow === undefined ? answer : suppressed(answer, suppressBelow);
  const round = (cell: Cell): Cell =>
    roundTo === undefined ? cell : roundedCell(cell, answer.measure.kind, roundTo);
  const [cells, totals] = [shown.cells.map(round), shown.totals.map(round)];
  const hidden = [...cells, ...totals].filter((cell) => cell.suppressed === true).length;
  const { left, ...rest } = answer;
  return {
    ...{ ...rest, cells, totals },
    ...(left &&
      !isSmall(left.n, suppressBelow ?? 0) && {
        left: { cells: left.cells, n: rounded(left.n, roundTo ?? 1) ?? 0 },
      }),
    excluded: roundedCounts(answer.excluded, rule),
    unknown: roundedCounts(answer.unknown, rule),
    disclosure: {
      says: inWords(rule, hidden),
      suppressedBelow: suppressBelow,
      roundedTo: roundTo,
      suppressedCells: hidden,
    },
  };
};
