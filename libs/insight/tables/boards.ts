import { stoppedBy, type Clock } from '#libs/clocks';
import {
  approvalsOf,
  closedBy,
  consultationsOf,
  didNotStart,
  offersOf,
  placementsOf,
  requestsOf,
  reviewsOf,
  type JourneyState,
  type PhaseTransfer,
} from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { orNull, type JourneyRows } from './columns.js';

/** Approvals that were asked for and are not decided; `key` is the approval's id. */
export const approvalsSoughtTable = {
  name: 'approvals_sought',
  columns: {
    for_kind: 'text',
    for_id: 'text or null',
    asked_pence: 'integer',
    asked_from: 'text or null',
    asked_to: 'text or null',
    sought_on: 'text',
    sought_by: 'text',
    /** Everyone who had a hand in the asking, as `|id|id|`: none of them may decide. */
    sought_by_any: 'text',
  },
  indexes: [{ columns: ['sought_on', 'stream', 'row_key'], current: true }],
} as const satisfies TableDefinition;

export const approvalsSoughtRows: JourneyRows = {
  tables: [approvalsSoughtTable],
  dependsOn: ({ state: { record } }) => [record.approvals, record.closed],
  rows: ({ state }) => ({
    approvals_sought: closedBy(state)
      ? []
      : approvalsOf(state)
          .filter(({ status }) => status === 'sought')
          .map((one): RowOf<typeof approvalsSoughtTable> => ({
            key: one.approvalId,
            ...{ for_kind: one.forKind, for_id: orNull(one.forId), asked_pence: one.askedPence },
            ...{ asked_from: orNull(one.askedFrom), asked_to: orNull(one.askedTo) },
            ...{ sought_on: one.soughtOn.from, sought_by: one.soughtBy },
            sought_by_any: `|${one.soughtByAny.join('|')}|`,
          })),
  }),
};

/** How far a phase transfer has got, the furthest last. */
export const transferMilestones = [
  ...(['identified', 'reviewed', 'requested', 'consulted', 'offered', 'agreed', 'named'] as const),
] as const;
export type TransferMilestone = (typeof transferMilestones)[number];

/** Phase transfers that apply, with how far each has got; `key` is the transfer's id. */
export const transferMilestonesTable = {
  name: 'transfer_milestones',
  columns: {
    transfer_year: 'integer',
    phase_from: 'text',
    phase_to: 'text',
    /** C18, C19 or C20; null where the plan was made after the day. */
    clock: 'text or null',
    due_on: 'text or null',
    milestone: 'text',
    /** The day of the plan that names the next setting, or of the decision that nothing is to be amended. */
    named_on: 'text or null',
  },
  indexes: [{ columns: ['transfer_year', 'stream', 'row_key'], current: true }],
} as const satisfies TableDefinition;

const milestoneOf = (
  state: JourneyState,
  transfer: PhaseTransfer,
  clock: Clock | undefined,
): TransferMilestone => {
  if (clock?.met) return 'named';
  const since = `${transfer.transferYear - 1}-09-01`;
  const requests = requestsOf(state).filter(
    ({ reasonCode, status, requestedOn }) =>
      reasonCode === 'phase' && status === 'open' && requestedOn.to >= since,
  );
  const ids = new Set(requests.map(({ requestId }) => requestId));
  const isAgreed = placementsOf(state).some(
    (one) =>
      one.requestId !== undefined &&
      ids.has(one.requestId) &&
      !one.fellThrough &&
      !didNotStart(state, one.placementId),
  );
  if (isAgreed) return 'agreed';
  if (offersOf(state).some((one) => ids.has(one.requestId) && one.status === 'open'))
    return 'offered';
  return beforeAnOffer(state, [...ids], since);
};

const beforeAnOffer = (
  state: JourneyState,
  requestIds: readonly string[],
  since: string,
): TransferMilestone => {
  if (requestIds.some((id) => consultationsOf(state, id).length > 0)) return 'consulted';
  if (requestIds.length > 0) return 'requested';
  const isReviewed = reviewsOf(state).some(
    ({ kind, heldOn }) => kind === 'phase' && heldOn !== undefined && heldOn.to >= since,
  );
  return isReviewed ? 'reviewed' : 'identified';
};

/** Beside the clocks, which say by when and whether the plan names what is next. */
export const phaseTransferRows = (
  state: JourneyState,
  clocks: readonly Clock[],
): readonly RowOf<typeof transferMilestonesTable>[] =>
  closedBy(state)
    ? []
    : Object.values(state.transitions.phaseTransfers)
        .filter(({ notApplicable }) => notApplicable === undefined)
        .map((transfer) => {
          const clock = clocks.find(
            ({ about, clock: id }) => about?.id === transfer.transferId && NAMING.includes(id),
          );
          return {
            key: transfer.transferId,
            transfer_year: transfer.transferYear,
            ...{ phase_from: transfer.from, phase_to: transfer.to },
            ...{ clock: orNull(clock?.clock), due_on: orNull(clock?.due.to) },
            milestone: milestoneOf(state, transfer, clock),
            named_on: orNull(clock && clock.met && stoppedBy(clock)?.on.from),
          };
        });

const NAMING: readonly string[] = ['C18', 'C19', 'C20'];
