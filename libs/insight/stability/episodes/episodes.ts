import type { LocalDate } from '#libs/event-sourcing';
import {
  endingGroupOf,
  endingOf,
  placementsOf,
  plannedTransitionsFrom,
  startOf,
  termsOn,
  type Ending,
  type EndingGroup,
  type JourneyState,
  type Placement,
  type Start,
} from '#libs/lifecycle';
import { inOrderOfStart, isSameByName, joined, type Episode } from './episode.js';
import { spellOf, type PlanSpell } from './plan-spells.js';
import { settingTypeOf } from './setting-types.js';

/**
 * Every episode of a journey, by what is recorded in it alone: a placement that never started is
 * none, being unplaced is none, and a school that succeeded another is still told from it. Those of
 * rank `dual` follow the main ones; each rank is in order of its start.
 */
export const episodesOf = (
  journey: JourneyState,
  spells: readonly PlanSpell[],
): readonly Episode[] => {
  const all = placementsOf(journey)
    .filter(({ school }) => school.category !== 'unplaced')
    .flatMap((placement) => {
      const start = startOf(journey, placement.placementId);
      return start ? [episodeFrom(journey, { placement, start, spells })] : [];
    })
    .sort(inOrderOfStart);
  const ofRank = (rank: Episode['rank']) =>
    joined(
      all.filter((one) => one.rank === rank),
      isSameByName,
    );
  return [...ofRank('main'), ...ofRank('dual')];
};

type Begun = Readonly<{ placement: Placement; start: Start; spells: readonly PlanSpell[] }>;

const episodeFrom = (journey: JourneyState, { placement, start, spells }: Begun): Episode => {
  const { placementId, school, rank, basis, route, distanceMiles } = placement;
  const ending = endingOf(journey, placementId);
  const { startedOn } = start;
  const from = startedOn.from;
  const to = ending && later(ending.endedOn.from, from);
  const spell = spellOf(spells, { from, to });
  return {
    ...{ episodeId: placementId, placementIds: [placementId], rank, basis, route, from, to },
    establishment: establishmentOf(placement),
    vague: Number(startedOn.precision !== 'day') + Number(isVague(ending)),
    spell: spell?.spell,
    observedFrom: later(from, spell?.observedFrom ?? from),
    ...settingsOf(journey, placement, { from, to }),
    inArea: school.inArea,
    reason: ending?.reasonCode,
    group: ending && groupOf(journey, ending),
    withheldFrom: ending && withheldUntilTheEnd(journey, ending),
    distanceTenths: distanceMiles === undefined ? undefined : Math.round(distanceMiles * 10),
  };
};

const isVague = (ending: Ending | undefined): boolean =>
  ending !== undefined && ending.endedOn.precision !== 'day';

const establishmentOf = ({ school: { providerId, urn, name, category } }: Placement) => ({
  ...{ providerId, urn, name, category },
});

type Span = Readonly<{ from: LocalDate; to: LocalDate | undefined }>;

const END_OF_TIME = '2199-12-31' as LocalDate;

/** By the terms on the first day and on the last. */
const settingsOf = (journey: JourneyState, placement: Placement, { from, to }: Span) => {
  const { placementId, school } = placement;
  const [first, last] = [from, to ?? END_OF_TIME].map(
    (day) => termsOn(journey, placementId, day) ?? placement,
  );
  return {
    settingFrom: settingTypeOf(school.category, first ?? placement),
    settingTo: settingTypeOf(school.category, last ?? placement),
    residential: (first ?? placement).residential,
  };
};

/**
 * What the ending was. A provider's notice before any decision to move on makes it a breakdown,
 * whatever reason was given for it, or while the reason is awaited; not where the school closes or
 * the phase is over anyway.
 */
const groupOf = (journey: JourneyState, ending: Ending): EndingGroup => {
  const group = endingGroupOf(journey, ending.placementId) ?? 'awaited';
  if (group !== 'planned' && group !== 'awaited') return group;
  return noticeBeforeDecision(journey, ending) ? 'unplanned' : group;
};

const noticeBeforeDecision = (journey: JourneyState, ending: Ending): boolean => {
  const decided = decidedOn(journey, ending);
  return Object.values(journey.breakdowns.notices).some(
    ({ placementId, by, status, givenOn }) =>
      placementId === ending.placementId &&
      by === 'provider' &&
      status !== 'withdrawn' &&
      givenOn.from <= ending.endedOn.from &&
      (decided === undefined || givenOn.from < decided),
  );
};

const decidedOn = (journey: JourneyState, ending: Ending): LocalDate | undefined => {
  const planned = plannedTransitionsFrom(journey, ending.placementId).map(
    (one) => one.decidedOn.to,
  );
  const days = [...planned, ...(ending.decidedOn === undefined ? [] : [ending.decidedOn])];
  return days.sort()[0];
};

const withheldUntilTheEnd = (
  journey: JourneyState,
  { placementId, endedOn }: Ending,
): LocalDate | undefined =>
  Object.values(journey.breakdowns.withholdings).find(
    (one) =>
      one.placementId === placementId &&
      one.from.from <= endedOn.from &&
      (one.restoredOn === undefined || one.restoredOn.from > endedOn.from),
  )?.from.from;

const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other);
