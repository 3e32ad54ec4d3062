import {
  cameFrom,
  distanceBand,
  inColumn,
  learnerDimensions,
  noticeBand,
  schoolDimensions,
  termsDimensions,
} from '../dimensions.js';
import type { Facts } from '../measure.js';

/** One fact per placement that was ever agreed. */
export const placementFacts: Facts = {
  table: 'placements',
  dating: {
    happened: {
      started: { from: 'started_from', to: 'started_to' },
      agreed: { from: 'agreed_from', to: 'agreed_to' },
      offered: { from: 'offered_from', to: 'offered_to' },
      ended: { from: 'ended_from', to: 'ended_to' },
    },
  },
  dimensions: {
    ...learnerDimensions,
    ...schoolDimensions,
    ...termsDimensions,
    distance: distanceBand,
    cameFrom,
    basis: inColumn('basis', 'what the agreement rests on'),
    reason: inColumn('ending_reason', 'why it ended; AWAITED where that is not settled'),
    endingGroup: inColumn('ending_group', 'planned, unplanned, structural or censoring'),
    endedBy: inColumn('ended_by', 'school: it gave notice, excluded, or said so; or others'),
    noticeBy: inColumn('notice_by', 'who gave notice: provider, authority, family, or none'),
    notice: noticeBand,
  },
};

/** One fact per stretch of a placement on the same terms. */
export const stayFacts: Facts = {
  table: 'stays',
  dating: {
    held: {
      from: { from: 'since_from', to: 'since_to' },
      until: { from: 'until_from', to: 'until_to' },
    },
  },
  dimensions: {
    ...learnerDimensions,
    ...schoolDimensions,
    ...termsDimensions,
    distance: distanceBand,
  },
};
