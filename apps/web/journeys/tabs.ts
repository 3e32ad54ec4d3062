/** The tabs of a record: an overview, all entries, and one per stage. */
export const tabs = {
  overview: 'Overview',
  timeline: 'Timeline',
  requests: 'Requests',
  offers: 'Offers',
  starts: 'Starts',
  reviews: 'Reviews',
  transitions: 'Transitions',
  breakdowns: 'Breakdowns',
  record: 'Learner and case',
} as const;

export type Tab = keyof typeof tabs;
