export { commitments as commitmentsMeasure } from './commitments.measure.js';
export type { CommitmentKind } from './paid-times.js';
