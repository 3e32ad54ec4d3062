import type { LocalDate } from '#libs/event-sourcing';
import { daysBetween, type EndingGroup } from '#libs/lifecycle';
import type { SettingType } from './setting-types.js';

/** Where a learner goes; schools by their id in the register, or by URN, others by kind and name. */
export type Establishment = Readonly<{
  providerId: string | undefined;
  urn: string | undefined;
  name: string;
  category: string;
}>;

/**
 * One learner at one establishment, from the first day attended to the last. A day known in part
 * counts as its first possible one, at both ends, so that the error tends to cancel; `vague` counts
 * how many of the two days were known in part.
 */
export type Episode = Readonly<{
  /** The id of its first placement. */
  episodeId: string;
  /** Several where the place was taken up again, or the school was succeeded by another. */
  placementIds: readonly string[];
  /** As of the last of its placements. */
  establishment: Establishment;
  rank: 'main' | 'dual';
  from: LocalDate;
  /** The last day attended; undefined while it goes on. */
  to: LocalDate | undefined;
  vague: number;
  /** The plan spell it belongs to; undefined where it lies outside of all. */
  spell: number | undefined;
  /** Before this day it was not under observation here: no earlier than `from`. */
  observedFrom: LocalDate;
  settingFrom: SettingType;
  settingTo: SettingType;
  residential: boolean;
  inArea: boolean | undefined;
  basis: string;
  route: string;
  reason: string | undefined;
  group: EndingGroup | undefined;
  /** Since when the place was withheld, where it still was on the last day. */
  withheldFrom: LocalDate | undefined;
  distanceTenths: number | undefined;
}>;

/** Whether two establishments are the same, or one carries on from the other. */
export type Sameness = (one: Establishment, other: Establishment) => boolean;

/** By what is recorded of the two alone, without the register's successions. */
export const isSameByName: Sameness = (one, other) => {
  if (one.providerId !== undefined && other.providerId !== undefined)
    return one.providerId === other.providerId;
  if (one.urn !== undefined && other.urn !== undefined) return one.urn === other.urn;
  return one.category === other.category && one.name === other.name;
};

/** A place taken up again within so many days (a summer holiday, and some) was never given up. */
export const TAKEN_UP_AGAIN_DAYS = 60;

/**
 * Joins what follows at the same establishment with nothing else in between: the place was taken up
 * again within {@link TAKEN_UP_AGAIN_DAYS}, only the terms changed, or the school was succeeded by
 * another. The episodes must be of one rank, the first one first.
 */
export const joined = (episodes: readonly Episode[], isSame: Sameness): readonly Episode[] => {
  const all: Episode[] = [];
  for (const next of episodes) {
    const last = all.at(-1);
    if (last && isSame(last.establishment, next.establishment) && goesOn(last, next))
      all[all.length - 1] = join(last, next);
    else all.push(next);
  }
  return all;
};

const goesOn = ({ to, reason, spell }: Episode, next: Episode): boolean =>
  spell === next.spell &&
  (to === undefined || reason === 'STATUS' || daysBetween(to, next.from) <= TAKEN_UP_AGAIN_DAYS);

/** Two that overlap go on as long as the one that goes on longest. */
const join = (first: Episode, second: Episode): Episode => {
  const ended = lastsLonger(first, second) ? first : second;
  return {
    ...first,
    placementIds: [...first.placementIds, ...second.placementIds],
    establishment: second.establishment,
    to: ended.to,
    vague: first.vague + second.vague,
    settingTo: second.settingTo,
    inArea: second.inArea,
    reason: ended.reason,
    group: ended.group,
    withheldFrom: ended.withheldFrom,
    distanceTenths: second.distanceTenths ?? first.distanceTenths,
  };
};

const lastsLonger = (first: Episode, second: Episode): boolean =>
  second.to !== undefined && (first.to === undefined || first.to > second.to);

/** As it stood on a day: what began later is not there, what ended later goes on. */
export const asOf = (episodes: readonly Episode[], day: LocalDate): readonly Episode[] =>
  episodes.filter(({ from }) => from <= day).map((one) => (isOverOn(one, day) ? one : open(one)));

const isOverOn = ({ to }: Episode, day: LocalDate): boolean => to !== undefined && to <= day;

const open = (one: Episode): Episode =>
  one.to === undefined
    ? one
    : { ...one, to: undefined, reason: undefined, group: undefined, withheldFrom: undefined };

export const inOrderOfStart = (a: Episode, b: Episode): number => {
  const [first, second] = [`${a.from} ${a.episodeId}`, `${b.from} ${b.episodeId}`];
  return first < second ? -1 : first > second ? 1 : 0;
};
