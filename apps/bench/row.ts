/** One measured claim: ours beside its floor, in turns, in one run. */
export type Row = Readonly<{
  row: string;
  ours: number;
  floor: number;
  unit: string;
  /** Median of the ratios of the pairs: it holds when the machine's speed drifts. */
  ratio: number;
  /** What else belongs to the figure. */
  notes: Readonly<Record<string, number | string>>;
}>;

type Pair = Readonly<{ ours: number; floor: number }>;

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
};

/** Measures one after the other, in turns, and takes the medians. */
export const inPairs = async (
  rounds: number,
  measure: Readonly<{ ours: () => Promise<number>; floor: () => Promise<number> }>,
): Promise<readonly Pair[]> => {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Whoever goes first finds a colder machine: it is not always the same.
    if (round % 2 === 0) {
      const ours = await measure.ours();
      pairs.push({ ours, floor: await measure.floor() });
    } else {
      const floor = await measure.floor();
      pairs.push({ ours: await measure.ours(), floor });
    }
  }
  return pairs;
};

export const rowOf = (
  row: string,
  unit: string,
  { pairs, notes = {} }: Readonly<{ pairs: readonly Pair[]; notes?: Row['notes'] }>,
): Row => ({
  row,
  ours: Math.round(median(pairs.map(({ ours }) => ours))),
  floor: Math.round(median(pairs.map(({ floor }) => floor))),
  unit,
  ratio: Math.round(median(pairs.map(({ ours, floor }) => ours / floor)) * 1000) / 1000,
  notes: { rounds: pairs.length, ...notes },
});

/** The rows as a person reads them. */
export const tableOf = (rows: readonly Row[]): string => {
  const cells = [
    ['row', 'ours', 'floor', 'unit', 'ratio', 'notes'],
    ...rows.map(({ row, ours, floor, unit, ratio, notes }) => [
      ...[row, ours.toLocaleString('en-GB'), floor.toLocaleString('en-GB'), unit, ratio.toFixed(3)],
      Object.entries(notes)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    ]),
  ];
  const widths =
    cells[0]?.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0))) ?? [];
  return cells
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
