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

/** What measures count: one row per request, school asked, placement, stretch of it, review, change of phase. */
export const factRows: readonly JourneyRows[] = [
  ...[requestRows, consultationRows, placementRows, staysRows, reviewRows, phaseTransferRows],
  waitingRows,
];

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
