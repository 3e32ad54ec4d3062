import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { addMonths, placementOf, reviewsOf, type JourneyState, type Review } from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { interval, intervalColumns, orNull, type JourneyRows } from '../columns.js';
import { daysFrom, learnerCells, learnerColumns } from './fact-columns.js';

/** Every review, from its meeting to the decision; `key` is its id. */
export const reviewsTable = {
  name: 'reviews',
  columns: {
    kind: 'text',
    statutory: 'integer',
    category: 'text or null',
    meeting_on: 'text',
    ...intervalColumns('held'),
    ...intervalColumns('report'),
    /** The decision was notified: the plan counts as reviewed from that day, not from the meeting. */
    ...intervalColumns('notified'),
    outcome: 'text or null',
    days_to_report: 'integer or null',
    days_to_decision: 'integer or null',
    /** So many months after the (last possible) day of the meeting. */
    after_6_months: 'text or null',
    after_12_months: 'text or null',
    after_24_months: 'text or null',
    ...learnerColumns,
  },
  indexes: [],
} as const satisfies TableDefinition;

const monthsAfter = (held: OccurredOn | undefined, months: number): LocalDate | null =>
  held === undefined ? null : addMonths(held.to, months);

const reviewRow = (state: JourneyState, review: Review): RowOf<typeof reviewsTable> => {
  const { heldOn, reportOn, notifiedOn, placementId } = review;
  const placement = placementId === undefined ? undefined : placementOf(state, placementId);
  const school = review.school ?? placement?.school;
  return {
    key: review.reviewId,
    kind: review.kind,
    statutory: Number(review.statutory),
    category: orNull(school?.category),
    meeting_on: review.meetingOn,
    ...interval('held', heldOn),
    ...interval('report', reportOn),
    ...interval('notified', notifiedOn),
    outcome: orNull(review.outcome),
    days_to_report: daysFrom(heldOn, reportOn),
    days_to_decision: daysFrom(heldOn, notifiedOn),
    after_6_months: monthsAfter(heldOn, 6),
    after_12_months: monthsAfter(heldOn, 12),
    after_24_months: monthsAfter(heldOn, 24),
    ...learnerCells(state, heldOn?.from ?? review.meetingOn),
  };
};

export const reviewRows: JourneyRows = {
  tables: [reviewsTable],
  dependsOn: ({ state: { reviews, offers, record } }) => [
    ...[reviews.reviews, offers.placements, record.learner, record.addresses],
  ],
  rows: ({ state }) => ({ reviews: reviewsOf(state).map((one) => reviewRow(state, one)) }),
};
