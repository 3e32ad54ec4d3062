import {
  addDays,
  didNotStart,
  offersOf,
  placementsOf,
  plannedStartOf,
  startOf,
  type Consultation,
  type JourneyState,
  type Placement,
} from '#libs/lifecycle';
import type { JourneyRows } from '../tables/columns.js';
import { kpiFact, kpiPlacingTable, type KpiFactRow } from './kpi-facts.js';

/** Code of Practice 9.83: schools are to answer within 15 days. */
const DAYS_TO_ANSWER = 15;

const consultationFact = (consultation: Consultation): readonly KpiFactRow[] => {
  const { consultationId, school, sentOn, answeredOn, withdrawnOn } = consultation;
  if (withdrawnOn && !answeredOn) return [];
  const day = addDays(sentOn.from, DAYS_TO_ANSWER);
  const answered = answeredOn !== undefined && answeredOn.from <= day;
  const fact = { about: consultationId, providerId: school.providerId, day, den: 1 };
  return [kpiFact('K13', consultationId, { ...fact, num: Number(answered) })];
};

/** `num` says whether it started at all; `met_on` when. Whose doing it was that it did not is told apart. */
const promiseFact = (journey: JourneyState, placement: Placement): readonly KpiFactRow[] => {
  const { placementId, school, expectedStartOn, fellThrough } = placement;
  const day = expectedStartOn ?? plannedStartOf(journey, placementId);
  if (day === undefined) return [];
  const metOn = startOf(journey, placementId)?.startedOn.from;
  const gone = fellThrough !== undefined || didNotStart(journey, placementId);
  const fact = { about: placementId, providerId: school.providerId, day, den: 1 };
  return [
    kpiFact('K14', placementId, {
      ...fact,
      num: Number(metOn !== undefined),
      metOn,
      more: Number(gone),
    }),
  ];
};

export const placingFacts: JourneyRows = {
  tables: [kpiPlacingTable],
  dependsOn: ({ state: { requests, offers, starts } }) => [
    ...[requests.consultations, offers, starts.started, starts.notStarted, starts.planned],
  ],
  rows: ({ state }) => ({
    kpi_placing: [
      ...Object.values(state.requests.consultations).flatMap(consultationFact),
      ...placementsOf(state).flatMap((placement) => promiseFact(state, placement)),
      ...offersOf(state).map(({ offerId, school, receivedOn, status }) =>
        kpiFact('K14w', offerId, {
          ...{ about: offerId, providerId: school.providerId, day: receivedOn.from },
          ...{ num: Number(status === 'withdrawn'), den: 1 },
        }),
      ),
    ],
  }),
};
