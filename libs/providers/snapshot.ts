import type { LocalDate } from '#libs/event-sourcing';
import type { SchoolSnapshot, SettingCategory } from '#libs/lifecycle';
import { lotOn } from './contract/contract.state.js';
import { giasTypes } from './gias/gias-types.js';
import type { ProviderProfile } from './identity/identity.events.js';
import { isClosedOn, profileOn } from './identity/identity.state.js';
import type { ProviderState } from './provider-state.js';
import { takesBoardersOn } from './provision/provision.state.js';
import { section41On, wholeSchoolStatusOn } from './standing/standing.state.js';

/**
 * A school as the register has it for a day, in the shape that a journey keeps; `undefined` when it
 * is not registered. Days before anything is told of it get the first that is.
 */
export const snapshotAsOf = (
  state: ProviderState,
  providerId: string,
  day: LocalDate,
): SchoolSnapshot | undefined => {
  const profile = profileOn(state, day);
  if (profile === undefined) return undefined;
  const section41 = section41On(state, day) !== undefined;
  return {
    providerId,
    urn: profile.urn,
    name: profile.name,
    category: categoryOf(profile, section41),
    section41,
    residential: takesBoardersOn(state, day) ?? boards(profile),
    inArea: profile.inArea,
    status: isClosedOn(state, day) ? 'closed' : wholeSchoolStatusOn(state, day),
    lot: lotOn(state, day),
    asOf: day,
  };
};

/** What kind of setting it is, given whether section 41 approval is in force. */
export const categoryOf = (
  { category, giasType }: Pick<ProviderProfile, 'category' | 'giasType'>,
  section41: boolean,
): SettingCategory => {
  const base = (category as SettingCategory | undefined) ?? typed(giasType);
  return base === 'independent' && section41 ? 'independentSection41' : base;
};

const typed = (giasType: number | undefined): SettingCategory =>
  (giasType === undefined ? undefined : giasTypes[giasType]?.category) ?? 'other';

const boards = ({ boarding }: ProviderProfile): boolean | undefined =>
  boarding === undefined ? undefined : boarding !== 'none';
