import type { LocalDate } from '#libs/event-sourcing';
import type { Evolve } from '#libs/lifecycle';
import { inForce, within, type Period } from '../effective.js';
import { standings, type Standing, type StandingEvent } from './standing.events.js';

export type StatusTold = Readonly<{
  from: LocalDate;
  status: Standing;
  scope: string;
  siteRef?: string | undefined;
  placementType?: string | undefined;
  reasonCode: string;
  reviewOn?: LocalDate | undefined;
}>;

export type StandingPart = Readonly<{
  section41: readonly Period[];
  statuses: readonly StatusTold[];
}>;

export const initialStanding: StandingPart = { section41: [], statuses: [] };

export const evolveStanding: Evolve<StandingPart, StandingEvent> = {
  Section41Recorded: (part, { data: { from, to } }) => ({
    ...part,
    section41: [...part.section41.filter((period) => period.from !== from), { from, to }],
  }),
  ProviderStatusChanged: (part, { data: { effectiveFrom, ...told } }) => ({
    ...part,
    statuses: [...part.statuses, { from: effectiveFrom, ...told }],
  }),
};

type Has = Readonly<{ standing: StandingPart }>;
type About = Readonly<{ scope: string; siteRef?: unknown; placementType?: unknown }>;

export const section41PeriodsOf = ({ standing }: Has): readonly Period[] => standing.section41;

/** The approval that a day lies in. */
export const section41On = ({ standing }: Has, day: LocalDate): Period | undefined =>
  standing.section41.find((period) => within(period, day));

const sameScope = (one: About, other: About): boolean =>
  one.scope === other.scope &&
  one.siteRef === other.siteRef &&
  one.placementType === other.placementType;

/** What holds on a day for exactly this scope. */
export const statusFor = (
  { standing }: Has,
  about: About,
  day: LocalDate,
): StatusTold | undefined =>
  inForce(
    standing.statuses.filter((told) => sameScope(told, about)),
    day,
  );

/** All that holds on a day, one for each scope that anything was ever told of. */
export const statusesOn = (state: Has, day: LocalDate): readonly StatusTold[] => {
  const { statuses } = state.standing;
  const scopes = statuses.filter(
    (told, place) => statuses.findIndex((other) => sameScope(other, told)) === place,
  );
  return scopes.flatMap((about) => statusFor(state, about, day) ?? []);
};

/** The strictest that holds for the whole school, by itself or through its proprietor. */
export const wholeSchoolStatusOn = (state: Has, day: LocalDate): Standing =>
  statusesOn(state, day)
    .filter(({ scope }) => scope === 'school' || scope === 'proprietor')
    .map(({ status }) => status)
    .reduce(stricter, 'active');

const stricter = (one: Standing, other: Standing): Standing =>
  standings.indexOf(other) > standings.indexOf(one) ? other : one;
