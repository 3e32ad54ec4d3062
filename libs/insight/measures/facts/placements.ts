import { learnerDimensions, schoolDimensions } from '../dimensions.js';
import type { Facts } from '../measure.js';

/** One fact per placement that was ever agreed: the register. */
export const placementFacts: Facts = {
  table: 'register',
  dating: {
    happened: {
      started: { from: 'started_from', to: 'started_to' },
      agreed: { from: 'agreed_from', to: 'agreed_to' },
      ended: { from: 'ended_from', to: 'ended_to' },
    },
  },
  dimensions: { ...learnerDimensions, ...schoolDimensions },
};
