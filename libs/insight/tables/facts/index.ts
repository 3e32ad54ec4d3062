import { closedBy } from '#libs/lifecycle';
import type { Versioned } from '#libs/projections';
import type { JourneyRows } from '../columns.js';
import {
  consultationRows,
  type consultationGroundsTable,
  type consultationsTable,
} from './consultations.js';
import { phaseTransferRows, type phaseTransfersTable } from './phase-transfers.js';
import { placementRows, type placementsTable } from './placements.js';
import { requestRows, type requestsTable } from './requests.js';
import { reviewRows, type reviewsTable } from './reviews.js';
import { staysRows, type staysTable } from './stays.js';
import { waitingRows, type waitingTable } from './waiting.js';

const sets: readonly JourneyRows[] = [
  ...[requestRows, consultationRows, placementRows, staysRows, reviewRows, phaseTransferRows],
  waitingRows,
];

/** What a duplicate said was carried to the record it was merged into, and is counted there. */
const unlessMerged = (set: JourneyRows): JourneyRows => ({
  ...set,
  dependsOn: (soFar) => [...set.dependsOn(soFar), soFar.state.record.closed],
  rows: (soFar) =>
    closedBy(soFar.state)?.because === 'merged-into-another-record' ? {} : set.rows(soFar),
});

/** What measures count: one row per request, school asked, placement, stretch of it, review, change of phase. */
export const factRows: readonly JourneyRows[] = sets.map(unlessMerged);

export type FactTables = {
  requests: Versioned<typeof requestsTable>;
  consultations: Versioned<typeof consultationsTable>;
  consultation_grounds: Versioned<typeof consultationGroundsTable>;
  placements: Versioned<typeof placementsTable>;
  stays: Versioned<typeof staysTable>;
  reviews: Versioned<typeof reviewsTable>;
  phase_transfers: Versioned<typeof phaseTransfersTable>;
  waiting: Versioned<typeof waitingTable>;
};
