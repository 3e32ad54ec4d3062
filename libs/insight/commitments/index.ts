export {
  type Commitment,
  type CommitmentPeriod,
  type GroupedCommitment,
  type Months,
} from './commitments.js';
export {
  commitmentDimensions,
  type CommitmentDimension,
  type Commitments,
  type CommitmentsCounts,
  type CommitmentsQuery,
} from './commitments-query.js';
export type { CommitmentKind } from './paid-times.js';
