import { journeyRules, type JourneyEvent, type JourneyState } from '#libs/lifecycle';
import type { HistoryProjection, Versioned } from '#libs/projections';
import { atRiskFlagRows, type atRiskFlagsTable } from './tables/at-risk-flags.js';
import type {
  kpiPlacingTable,
  kpiReturnedTable,
  kpiReviewedTable,
  kpiStayingTable,
} from './scorecard/kpi-facts.js';
import { placingFacts } from './scorecard/placing-facts.js';
import { returnedFacts } from './scorecard/returned-facts.js';
import { reviewFacts } from './scorecard/review-facts.js';
import { stayingFacts } from './scorecard/staying-facts.js';
import { assignmentRows, type assignmentsTable } from './tables/assignments.js';
import {
  approvalsSoughtRows,
  type approvalsSoughtTable,
  type transferMilestonesTable,
} from './tables/boards.js';
import type { clocksTable } from './tables/clocks.js';
import { JOURNEYS } from './tables/columns.js';
import {
  episodeRows,
  type episodesTable,
  type movesTable,
  type planSpellsTable,
} from './tables/episodes.js';
import {
  dataQualityRows,
  irregularityRows,
  type dataQualityTable,
  type irregularitiesTable,
} from './tables/irregularities.js';
import { factRows, type FactTables } from './tables/facts/index.js';
import { journeysRows, type journeysTable } from './tables/journeys.js';
import { clockRows, type nextStepsTable } from './tables/next-steps.js';
import { registerRows, type registerTable } from './tables/register.js';
import { withoutProvisionRows, type withoutProvisionTable } from './tables/without-provision.js';
import { termsRows, type termsTable } from './tables/terms.js';
import { worklistRows, type worklistTable } from './tables/worklist.js';

/** All tables with history that follow from journeys. No cell holds a personal value. */
export const journeyTables: HistoryProjection<JourneyState, JourneyEvent> = {
  kind: 'history',
  name: 'journeys',
  version: 8,
  prefix: JOURNEYS,
  rules: journeyRules,
  sets: [
    journeysRows,
    registerRows,
    assignmentRows,
    worklistRows,
    irregularityRows,
    dataQualityRows,
    episodeRows,
    withoutProvisionRows,
    atRiskFlagRows,
    termsRows,
    clockRows,
    approvalsSoughtRows,
    ...factRows,
    returnedFacts,
    reviewFacts,
    placingFacts,
    stayingFacts,
  ],
};

export type JourneyTables = FactTables & {
  journeys: Versioned<typeof journeysTable>;
  register: Versioned<typeof registerTable>;
  assignments: Versioned<typeof assignmentsTable>;
  worklist: Versioned<typeof worklistTable>;
  irregularities: Versioned<typeof irregularitiesTable>;
  data_quality: Versioned<typeof dataQualityTable>;
  plan_spells: Versioned<typeof planSpellsTable>;
  episodes: Versioned<typeof episodesTable>;
  moves: Versioned<typeof movesTable>;
  without_provision: Versioned<typeof withoutProvisionTable>;
  at_risk_flags: Versioned<typeof atRiskFlagsTable>;
  terms: Versioned<typeof termsTable>;
  clocks: Versioned<typeof clocksTable>;
  next_steps: Versioned<typeof nextStepsTable>;
  transfer_milestones: Versioned<typeof transferMilestonesTable>;
  approvals_sought: Versioned<typeof approvalsSoughtTable>;
  kpi_returned: Versioned<typeof kpiReturnedTable>;
  kpi_reviewed: Versioned<typeof kpiReviewedTable>;
  kpi_placing: Versioned<typeof kpiPlacingTable>;
  kpi_staying: Versioned<typeof kpiStayingTable>;
};
