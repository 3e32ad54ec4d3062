import { accept, refuse, unchanged, type Refusal } from '#libs/event-sourcing';
import { sameData } from '../effective.js';
import { giasTypes } from '../gias/gias-types.js';
import type { ProviderContext, ProviderTables } from '../provider-rules.js';
import type { IdentityCommand } from './identity.commands.js';
import type { IdentityEvent, ProviderProfile } from './identity.events.js';
import {
  closingOf,
  isRegisteredProvider,
  predecessorsOf,
  profileOn,
  urnsOf,
} from './identity.state.js';

type Tables = ProviderTables<IdentityCommand, IdentityEvent>;
type Amend = Extract<IdentityCommand, { type: 'AmendProvider' }>['data'];

const decide: Tables['decide'] = {
  RegisterProvider: ({ data, details }, state, context) => {
    const profile = located(present(data), context);
    if (isRegisteredProvider(state))
      return sameData(profileOn(state, details.occurredOn.from), profile)
        ? unchanged
        : refuse({ because: 'already-registered', providerId: context.providerId });
    const wrong = contradiction(profile, context);
    if (wrong) return refuse(wrong);
    return accept({
      type: 'ProviderRegistered',
      data: { providerId: context.providerId, profile },
    });
  },

  AmendProvider: ({ data, details }, state, context) => {
    const before = profileOn(state, details.occurredOn.from);
    const profile = located(amended(before, data), context);
    if (sameData(before, profile)) return unchanged;
    const wrong = contradiction(profile, context);
    return wrong ? refuse(wrong) : accept({ type: 'ProviderAmended', data: { profile } });
  },

  RecordSuccession: ({ data }, state, { holderOf }) => {
    const { predecessorUrn, kind } = data;
    const told = predecessorsOf(state).find((one) => one.predecessorUrn === predecessorUrn);
    if (told?.kind === kind) return unchanged;
    const predecessorId = holderOf(predecessorUrn);
    return accept({ type: 'ProviderSucceeded', data: { predecessorUrn, predecessorId, kind } });
  },

  CloseSchool: ({ data: { reasonCode }, details }, state) =>
    sameData(closingOf(state), { on: details.occurredOn, reasonCode })
      ? unchanged
      : accept({ type: 'SchoolClosed', data: { reasonCode } }),
};

type Particulars = Partial<ProviderProfile>;

const present = <T extends object>(data: T): T =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as T;

const amended = (
  before: ProviderProfile | undefined,
  { clear = [], ...told }: Amend,
): ProviderProfile => {
  const kept = Object.fromEntries(
    Object.entries(before ?? {}).filter(([name]) => !clear.includes(name)),
  ) as Particulars;
  return { ...kept, ...present(told) } as ProviderProfile;
};

/** Whether it lies in the authority's area is worked out when it is recorded, and kept. */
const located = (
  profile: ProviderProfile,
  { localAuthority }: ProviderContext,
): ProviderProfile => {
  const { inArea: _, ...rest } = profile;
  if (rest.localAuthority === undefined) return rest;
  return { ...rest, inArea: rest.localAuthority === localAuthority };
};

const contradiction = (
  profile: ProviderProfile,
  { providerId, holderOf }: ProviderContext,
): Refusal | undefined => {
  const { urn } = profile;
  const holder = urn === undefined ? undefined : holderOf(urn);
  if (holder !== undefined && holder !== providerId)
    return { because: 'urn-taken', urn, providerId: holder };
  return unclearKind(profile) ?? unclearPlace(profile) ?? agesReversed(profile);
};

const unclearKind = ({ giasType, category }: ProviderProfile): Refusal | undefined => {
  if (giasType === undefined)
    return category === undefined ? { because: 'kind-of-setting-needed' } : undefined;
  return giasTypes[giasType] ? undefined : { because: 'unknown-gias-type', giasType };
};

const unclearPlace = ({ easting, northing }: ProviderProfile): Refusal | undefined =>
  (easting === undefined) === (northing === undefined)
    ? undefined
    : { because: 'grid-reference-incomplete' };

export const agesReversed = ({
  ageFrom,
  ageTo,
}: Readonly<{ ageFrom?: number | undefined; ageTo?: number | undefined }>): Refusal | undefined =>
  ageFrom !== undefined && ageTo !== undefined && ageTo < ageFrom
    ? { because: 'ages-reversed', ageFrom, ageTo }
    : undefined;

const admits: Tables['admits'] = {
  ProviderRegistered: (state, { data: { providerId } }) =>
    isRegisteredProvider(state) ? { because: 'already-registered', providerId } : undefined,

  ProviderSucceeded: (state, { data: { predecessorUrn } }) =>
    urnsOf(state).includes(predecessorUrn)
      ? { because: 'succeeds-itself', predecessorUrn }
      : undefined,

  SchoolClosed: (state, { occurredOn }) => {
    const closed = closingOf(state);
    if (closed) return { because: 'already-closed', closedOn: closed.on };
    const openedOn = profileOn(state, occurredOn.to)?.openedOn;
    return openedOn !== undefined && occurredOn.to < openedOn
      ? { because: 'closed-before-opened', openedOn }
      : undefined;
  },
};

export const identityRules: Tables = { decide, admits };
