import type { LocalDate } from '#libs/event-sourcing';
import {
  addDays,
  addMonths,
  endingOf,
  placementsOf,
  plansOf,
  reviewsOf,
  startOf,
  type JourneyState,
  type Review,
} from '#libs/lifecycle';
import type { JourneyRows } from '../tables/columns.js';
import { kpiFact, kpiReviewedTable, providerOf, type KpiFactRow } from './kpi-facts.js';
import { outcomeFact } from './returned-facts.js';

/** Regulation 20 of the SEND Regulations 2014: two weeks before the meeting, and two weeks after. */
const TWO_WEEKS = 14;
const A_YEAR = 12;

const reviewedAt = (journey: JourneyState, { school, placementId }: Review): string | undefined =>
  school?.providerId ?? (placementId === undefined ? undefined : providerOf(journey, placementId));

const heldFacts = (journey: JourneyState, review: Review): readonly KpiFactRow[] => {
  const { reviewId, heldOn, meeting, statutory, arrangedOn, papersOn, reportOn } = review;
  if (!heldOn || !meeting) return [];
  const at = { about: review.placementId ?? reviewId, providerId: reviewedAt(journey, review) };
  const on = { ...at, day: heldOn.from };
  const heard = { ...on, num: Number(meeting.childViewsHeard), den: 1 };
  const common = [
    kpiFact('K9', reviewId, heard),
    ...outcomeFact(`review/${reviewId}`, on, meeting.outcomes),
  ];
  if (!statutory) return common;
  const latest = addDays(heldOn.from, -TWO_WEEKS);
  const told = arrangedOn.from <= latest && papersOn !== undefined && papersOn.from <= latest;
  const due = addDays(heldOn.from, TWO_WEEKS);
  const reported = reportOn !== undefined && reportOn.from <= due;
  return [
    ...common,
    kpiFact('K10', reviewId, { ...at, day: due, num: Number(reported), den: 1 }),
    kpiFact('K11', reviewId, { ...on, num: Number(told), den: 1 }),
  ];
};

/** The days on which the plan counts as made or reviewed, in order. */
const reviewedDays = (journey: JourneyState): readonly LocalDate[] => {
  const told = plansOf(journey).flatMap(({ planMadeOn, lastReviewedOn }) => [
    ...[planMadeOn, lastReviewedOn],
  ]);
  const completed = reviewsOf(journey)
    .filter(({ statutory }) => statutory)
    .map(({ notifiedOn }) => notifiedOn?.from);
  const days = [...told, ...completed].filter((day) => day !== undefined);
  return [...new Set(days)].sort();
};

const mainOn = (journey: JourneyState, day: LocalDate) =>
  placementsOf(journey).find(({ placementId, rank }) => {
    const start = startOf(journey, placementId);
    const ending = endingOf(journey, placementId);
    return (
      rank === 'main' &&
      start !== undefined &&
      start.startedOn.from <= day &&
      (ending === undefined || day <= ending.placeEndedOn)
    );
  });

/** Each review that falls due twelve months after the one before, at the school of that day. */
const dueFacts = (journey: JourneyState): readonly KpiFactRow[] => {
  const days = reviewedDays(journey);
  return days.flatMap((before, at) => {
    const due = addMonths(before, A_YEAR);
    const placement = mainOn(journey, due);
    if (!placement) return [];
    const next = days[at + 1];
    const { placementId: about, school } = placement;
    const held = next !== undefined && next <= due;
    const fact = { about, providerId: school.providerId, day: due, num: Number(held), den: 1 };
    return [kpiFact('K12', before, { ...fact, metOn: next })];
  });
};

export const reviewFacts: JourneyRows = {
  tables: [kpiReviewedTable],
  dependsOn: ({ state: { reviews, offers, starts, breakdowns, record } }) => [
    ...[reviews.reviews, offers.placements, starts.started, breakdowns.endings, record.plans],
  ],
  rows: ({ state }) => ({
    kpi_reviewed: [
      ...reviewsOf(state).flatMap((review) => heldFacts(state, review)),
      ...dueFacts(state),
    ],
  }),
};
