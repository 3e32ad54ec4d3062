import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import {
  AWAITED,
  daysBetween,
  endingGroupOf,
  endingOf,
  offerOf,
  pencePerYear,
  placementsOf,
  startOf,
  termsOn,
  type Ending,
  type JourneyState,
  type Notice,
  type Placement,
} from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { interval, intervalColumns, orNull, type JourneyRows } from '../columns.js';
import {
  daysFrom,
  firstOf,
  learnerCells,
  learnerColumns,
  mainPlacementOn,
  schoolCells,
  schoolColumns,
  tenths,
} from './fact-columns.js';

/** Every placement from panel to ending, as measures count them; `key` is its id. */
export const placementsTable = {
  name: 'placements',
  columns: {
    rank: 'text',
    basis: 'text',
    /** As of the first day, or as agreed where it has not started. */
    route: 'text',
    weeks: 'integer',
    residential: 'integer',
    fee_pence: 'integer',
    distance_tenths: 'integer or null',
    came_from: 'text',
    /** The first advice of a panel to go ahead, on the request it was agreed on. */
    ...intervalColumns('panel'),
    ...intervalColumns('offered'),
    ...intervalColumns('agreed'),
    ...intervalColumns('started'),
    ...intervalColumns('ended'),
    days_panel_to_offer: 'integer or null',
    days_offer_to_agreement: 'integer or null',
    days_agreement_to_start: 'integer or null',
    days_offer_to_start: 'integer or null',
    ending_reason: 'text or null',
    ending_group: 'text or null',
    ended_by: 'text or null',
    notice_by: 'text or null',
    notice_days: 'integer or null',
    ...schoolColumns,
    ...learnerColumns,
  },
  indexes: [],
} as const satisfies TableDefinition;

const GOES_AHEAD: readonly string[] = ['agree', 'agreeWithConditions'];

const panelOn = (state: JourneyState, requestId: string | undefined): OccurredOn | undefined =>
  firstOf(
    Object.values(state.requests.referrals)
      .filter((one) => requestId !== undefined && one.requestId === requestId)
      .filter(({ recommendation }) => GOES_AHEAD.includes(recommendation ?? ''))
      .map(({ advisedOn }) => advisedOn),
  );

/** The notice that ran out, of those not taken back: the last one given. */
const noticeOf = (state: JourneyState, placementId: string): Notice | undefined =>
  Object.values(state.breakdowns.notices)
    .filter((one) => one.placementId === placementId && one.status !== 'withdrawn')
    .reduce<Notice | undefined>(
      (last, one) => (last && last.givenOn.from > one.givenOn.from ? last : one),
      undefined,
    );

const BY_THE_SCHOOL: readonly string[] = ['PRVBEH', 'PRVNEED', 'PRVOTH', 'PEX'];

/** The school ended it: the reason says so, or it had given notice. Null: it cannot be said yet. */
const endedBy = ({ reasonCode }: Ending, notice: Notice | undefined): string | null => {
  if (BY_THE_SCHOOL.includes(reasonCode) || notice?.by === 'provider') return 'school';
  return reasonCode === AWAITED ? null : 'others';
};

const endingCells = (state: JourneyState, placementId: string) => {
  const ending = endingOf(state, placementId);
  const notice = ending && noticeOf(state, placementId);
  return {
    ...interval('ended', ending?.endedOn),
    ending_reason: orNull(ending?.reasonCode),
    ending_group: orNull(endingGroupOf(state, placementId)),
    ended_by: ending ? endedBy(ending, notice) : null,
    notice_by: ending ? (notice?.by ?? 'none') : null,
    notice_days: ending && notice ? noticeDays(notice, ending.placeEndedOn) : null,
  };
};

const noticeDays = ({ givenOn }: Notice, placeEndedOn: LocalDate): number | null =>
  givenOn.precision === 'day' ? daysBetween(givenOn.from, placeEndedOn) : null;

const termsCells = (state: JourneyState, { placementId, ...agreed }: Placement) => {
  const start = startOf(state, placementId);
  const terms = (start && termsOn(state, placementId, start.startedOn.to)) ?? agreed;
  return {
    route: terms.route,
    weeks: terms.weeksPerYear,
    residential: Number(terms.residential),
    fee_pence: pencePerYear(terms.lines),
  };
};

const timesOf = (state: JourneyState, { requestId, offerId, agreedOn, placementId }: Placement) => {
  const panel = panelOn(state, requestId);
  const offered = offerId === undefined ? undefined : offerOf(state, offerId)?.receivedOn;
  const started = startOf(state, placementId)?.startedOn;
  return {
    ...interval('panel', panel),
    ...interval('offered', offered),
    ...interval('agreed', agreedOn),
    ...interval('started', started),
    days_panel_to_offer: daysFrom(panel, offered),
    days_offer_to_agreement: daysFrom(offered, agreedOn),
    days_agreement_to_start: daysFrom(agreedOn, started),
    days_offer_to_start: daysFrom(offered, started),
  };
};

const placementRow = (state: JourneyState, placement: Placement): RowOf<typeof placementsTable> => {
  const { placementId, agreedOn } = placement;
  return {
    key: placementId,
    rank: placement.rank,
    basis: placement.basis,
    ...termsCells(state, placement),
    distance_tenths: tenths(placement.distanceMiles),
    came_from: mainPlacementOn(state, agreedOn.from)?.school.category ?? 'none',
    ...timesOf(state, placement),
    ...endingCells(state, placementId),
    ...schoolCells(placement.school),
    ...learnerCells(state, agreedOn.from),
  };
};

export const placementRows: JourneyRows = {
  tables: [placementsTable],
  dependsOn: ({ state: { requests, offers, starts, breakdowns, transitions, record } }) => [
    ...[requests.referrals, offers.placements, offers.offers, starts.started, starts.changes],
    ...[breakdowns.endings, breakdowns.notices, transitions.planned],
    ...[record.learner, record.addresses],
  ],
  rows: ({ state }) => ({
    placements: placementsOf(state).map((one) => placementRow(state, one)),
  }),
};
