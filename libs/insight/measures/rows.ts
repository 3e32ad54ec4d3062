import { sql, type Kysely } from 'kysely';
import type { JourneyTables } from '../journey-tables.js';
import { isShownTo, type Viewer } from '../queries/viewer.js';
import { journeyIdOf } from '../tables/columns.js';
import type { Value } from './answer.js';
import type { Condition } from './expression.js';
import { columnOfDimension, judged, type Asked } from './judging.js';

/** One fact that was counted: whose, in which cell, with which value. No names. */
export type MeasureRow = Readonly<{
  journeyId: string;
  /** The id of the request, placement, review… */
  fact: string;
  /** The key of its period, as the database has it. */
  period: string;
  dims: Readonly<Record<string, Value>>;
  value: number | null;
}>;

type Read = Readonly<Record<string, Value>> &
  Readonly<{ stream: string; row_key: string; period: string; value: number | null }>;

const EVERYBODY: Condition = sql`1 = 1`;

/** The facts behind an answer; those of restricted records only for those who may see them. */
export const rowsOf = async (
  db: Kysely<JourneyTables>,
  asked: Asked,
  viewer?: Viewer,
): Promise<readonly MeasureRow[]> => {
  const shown = viewer ? isShownTo(viewer, 'judged') : EVERYBODY;
  const { rows } = await sql<Read>`select * from (${judged(asked)}) as judged
    where excluded is null and vague = 0 and ${shown}
    order by period, stream, row_key`.execute(db);
  return rows.map((row) => ({
    journeyId: journeyIdOf(row.stream),
    fact: row.row_key,
    period: row.period,
    dims: Object.fromEntries(
      asked.question.by.map((name, at) => [name, row[columnOfDimension(at)] ?? null]),
    ),
    value: row.value,
  }));
};
