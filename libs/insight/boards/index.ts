import type { Kysely } from 'kysely';
import type { JourneyTables } from '../journey-tables.js';
import type { ProviderTables } from '../providers/provider-tables.js';
import type { Page } from '../queries/page.js';
import { affectedPage, type AffectedPlacement, type AffectedQuery } from './affected-placements.js';
import { approvalsPage, type ApprovalsQuery, type ApprovalSought } from './approvals-sought.js';
import { chasingPage, type ChasingQuery, type ToChase } from './consultations-to-chase.js';
import {
  withoutProvisionPage,
  type WithoutProvision,
  type WithoutProvisionQuery,
} from './not-in-full-provision.js';
import {
  phaseTransferBoard,
  type PhaseTransferBoard,
  type PhaseTransfersQuery,
} from './phase-transfers.js';

export type { AffectedPlacement, AffectedQuery, Concern } from './affected-placements.js';
export type { ApprovalsQuery, ApprovalSought } from './approvals-sought.js';
export type { CasesOf } from './case-of.js';
export type { ChasingQuery, ToChase } from './consultations-to-chase.js';
export type { WithoutProvision, WithoutProvisionQuery } from './not-in-full-provision.js';
export type {
  PhaseTransferBoard,
  PhaseTransferEntry,
  PhaseTransfersQuery,
} from './phase-transfers.js';
export { transferMilestones, type TransferMilestone } from '../tables/boards.js';

/** The lists of a day's work beside the worklist. */
export type Boards = Readonly<{
  approvalsSought: (query: ApprovalsQuery) => Promise<Page<ApprovalSought>>;
  consultationsToChase: (query: ChasingQuery) => Promise<Page<ToChase>>;
  phaseTransfers: (query: PhaseTransfersQuery) => Promise<PhaseTransferBoard>;
  withoutProvision: (query: WithoutProvisionQuery) => Promise<Page<WithoutProvision>>;
  affectedPlacements: (query: AffectedQuery) => Promise<Page<AffectedPlacement>>;
}>;

export const boardsOver = (
  journeys: () => Promise<Kysely<JourneyTables>>,
  providers: () => Promise<Kysely<ProviderTables>>,
): Boards => ({
  approvalsSought: async (query) => approvalsPage(await journeys(), query),
  consultationsToChase: async (query) => chasingPage(await journeys(), query),
  phaseTransfers: async (query) => phaseTransferBoard(await journeys(), query),
  withoutProvision: async (query) => withoutProvisionPage(await journeys(), query),
  affectedPlacements: async (query) => affectedPage(await journeys(), await providers(), query),
});
