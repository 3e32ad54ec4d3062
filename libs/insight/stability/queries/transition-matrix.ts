import type { Answer, Cell } from '../../measures/answer.js';
import { movedTo } from '../episodes/index.js';

/** One type of setting that was left: how many went where, and which share that is. */
export type MatrixRow = Readonly<{
  from: string;
  n: number;
  to: Readonly<Record<string, Readonly<{ n: number; share: number }>>>;
}>;

const ROWS = movedTo.filter((type) => type !== 'exit');

/** The answer to `transitions` by `from` and `to`, as a matrix; rows without a move are left out. */
export const transitionMatrix = ({ cells }: Pick<Answer, 'cells'>): readonly MatrixRow[] =>
  ROWS.flatMap((from) => {
    const row = cells.filter(({ dims }) => dims['from'] === from);
    return row.length === 0 ? [] : [{ from, n: sum(row), to: columnsOf(row) }];
  });

const columnsOf = (row: readonly Cell[]): MatrixRow['to'] =>
  Object.fromEntries(
    movedTo.flatMap((to) => {
      const n = sum(row.filter(({ dims }) => dims['to'] === to));
      return n === 0 ? [] : [[to, { n, share: n / sum(row) }]];
    }),
  );

const sum = (cells: readonly Cell[]): number =>
  cells.reduce((all, { value }) => all + (value ?? 0), 0);
