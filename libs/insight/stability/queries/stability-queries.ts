import type { Kysely } from 'kysely';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import { microsIn } from '#libs/projections';
import type { JourneyTables } from '../../journey-tables.js';
import type { ProviderFacts } from '../../providers/provider-facts.js';
import type { Page } from '../../queries/page.js';
import { atRiskPage, type AtRiskEntry, type AtRiskQuery } from './at-risk-page.js';
import { gapsPage, type GapEntry, type GapsQuery } from './gaps-page.js';
import { survivalCurves, type SurvivalAnswer, type SurvivalQuestion } from './survival-curves.js';

/** What is asked of episodes and moves beside the measures. */
export type StabilityQueries = Readonly<{
  survival: (
    asked: SurvivalQuestion & Readonly<{ knownAt?: Instant | undefined; asOf: LocalDate }>,
  ) => Promise<SurvivalAnswer>;
  /** Row by row, and nobody is named. */
  gaps: (query: GapsQuery) => Promise<Page<GapEntry>>;
  /** Row by row, and nobody is named. */
  atRisk: (query: AtRiskQuery) => Promise<Page<AtRiskEntry>>;
}>;

type From = Readonly<{
  db: () => Promise<Kysely<JourneyTables>>;
  providerFacts: (knownAt?: Instant) => Promise<ProviderFacts>;
}>;

export const stabilityQueries = ({ db, providerFacts }: From): StabilityQueries => ({
  survival: async ({ knownAt, asOf, ...question }) => {
    const facts = () => providerFacts(knownAt);
    const micros = knownAt && microsIn(knownAt);
    // One transaction: every table is read as of the same moment.
    return (await db())
      .transaction()
      .execute((at) =>
        survivalCurves({ db: at, knownAt: micros, asOf, providerFacts: facts }, question),
      );
  },
  gaps: async (query) => gapsPage(await db(), query, await providerFacts(query.knownAt)),
  atRisk: async (query) => atRiskPage(await db(), query),
});
