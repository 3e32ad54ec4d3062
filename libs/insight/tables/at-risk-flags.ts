import type { RowOf, TableDefinition } from '#libs/projections';
import { atRiskFlagsOf, mayFlag, type AtRiskFlag } from '../stability/episodes/index.js';
import { orNull, type JourneyRows } from './columns.js';

/** Signs that a placement may break down; `key` is the kind with the first entry that says it. */
export const atRiskFlagsTable = {
  name: 'at_risk_flags',
  columns: {
    kind: 'text',
    placement: 'text or null',
    raised_on: 'text',
    cleared_on: 'text or null',
    /** The entries that say it, and the days they speak of, `|` between them. */
    evidence: 'text',
    evidence_on: 'text',
  },
  indexes: [{ columns: ['raised_on', 'stream', 'row_key'], current: true }],
} as const satisfies TableDefinition;

const flagRow = (one: AtRiskFlag, key: string): RowOf<typeof atRiskFlagsTable> => ({
  key,
  kind: one.kind,
  placement: orNull(one.placementId),
  raised_on: one.raisedOn,
  cleared_on: orNull(one.clearedOn),
  evidence: one.evidence.map(({ entry }) => entry).join('|'),
  evidence_on: one.evidence.map(({ on }) => on).join('|'),
});

/** One entry may raise several of a kind: the second one is numbered. */
const withKeys = (flags: readonly AtRiskFlag[]): RowOf<typeof atRiskFlagsTable>[] => {
  const seen = new Map<string, number>();
  return flags.map((one) => {
    const key = `${one.kind}/${one.evidence[0]?.entry}`;
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return flagRow(one, times === 0 ? key : `${key}/${times + 1}`);
  });
};

export const atRiskFlagRows: JourneyRows = {
  tables: [atRiskFlagsTable],
  notes: mayFlag,
  dependsOn: ({ noted, state: { reviews } }) => [noted, reviews.returns, reviews.concerns],
  rows: ({ noted, state }) => ({ at_risk_flags: withKeys(atRiskFlagsOf(state, noted)) }),
};
