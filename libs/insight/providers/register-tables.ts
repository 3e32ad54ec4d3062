import { categoryOf, closingOf, predecessorsOf, type ProviderState } from '#libs/providers';
import type { RowOf, TableDefinition } from '#libs/projections';
import { interval, intervalColumns, orNull } from '../tables/columns.js';
import { NO_BEGINNING, providerIdOf, spansOf, type ProviderRows } from './provider-columns.js';

/**
 * What the register says of each school, one row for each time that it says the same. The rows of a
 * school cover all days without a gap: days before anything was told get what was told first.
 */
export const providersTable = {
  name: 'providers',
  columns: {
    provider_id: 'text',
    from_day: 'text',
    to_day: 'text',
    name: 'text',
    urn: 'text or null',
    ukprn: 'text or null',
    establishment_number: 'text or null',
    gias_type: 'integer or null',
    /** Before section 41 is looked at: an independent school is `independent` here, approved or not. */
    category: 'text',
    proprietor_id: 'text or null',
    proprietor_name: 'text or null',
    local_authority: 'text or null',
    in_area: 'integer or null',
    town: 'text or null',
    postcode: 'text or null',
    easting: 'integer or null',
    northing: 'integer or null',
    age_from: 'integer or null',
    age_to: 'integer or null',
    gender: 'text or null',
    boarding: 'text or null',
    opened_on: 'text or null',
    ...intervalColumns('closed'),
    closing_reason: 'text or null',
  },
  indexes: [{ columns: ['urn'], current: true }],
} as const satisfies TableDefinition;

/** Which school carries on from which; `key` is the URN of the school before. */
export const successionsTable = {
  name: 'successions',
  columns: {
    predecessor_urn: 'text',
    predecessor_id: 'text or null',
    successor_id: 'text',
    kind: 'text',
    ...intervalColumns('took_over'),
  },
  indexes: [],
} as const satisfies TableDefinition;

type Profile = ProviderState['identity']['profiles'][number]['profile'];

const placeColumns = (profile: Profile) => ({
  local_authority: orNull(profile.localAuthority),
  in_area: profile.inArea === undefined ? null : Number(profile.inArea),
  town: orNull(profile.town),
  postcode: orNull(profile.postcode),
  easting: orNull(profile.easting),
  northing: orNull(profile.northing),
});

const admissionColumns = (profile: Profile) => ({
  age_from: orNull(profile.ageFrom),
  age_to: orNull(profile.ageTo),
  gender: orNull(profile.gender),
  boarding: orNull(profile.boarding),
  opened_on: orNull(profile.openedOn),
});

const profileColumns = (profile: Profile) => ({
  name: profile.name,
  urn: orNull(profile.urn),
  ukprn: orNull(profile.ukprn),
  establishment_number: orNull(profile.establishmentNumber),
  gias_type: orNull(profile.giasType),
  category: categoryOf(profile, false),
  proprietor_id: orNull(profile.proprietorId),
  proprietor_name: orNull(profile.proprietorName),
  ...placeColumns(profile),
  ...admissionColumns(profile),
});

const providerRows = (
  stream: string,
  state: ProviderState,
): readonly RowOf<typeof providersTable>[] => {
  const closing = closingOf(state);
  return spansOf(state.identity.profiles).map(({ told, from_day, to_day }, at) => ({
    key: from_day,
    provider_id: providerIdOf(stream),
    from_day: at === 0 ? NO_BEGINNING : from_day,
    to_day,
    ...profileColumns(told.profile),
    ...interval('closed', closing?.on),
    closing_reason: orNull(closing?.reasonCode),
  }));
};

export const registerOfProviders: ProviderRows = {
  tables: [providersTable, successionsTable],
  dependsOn: ({ state }) => [state.identity],
  rows: ({ stream, state }) => ({
    providers: providerRows(stream, state),
    successions: predecessorsOf(state).map(({ predecessorUrn, predecessorId, kind, on }) => ({
      key: predecessorUrn,
      predecessor_urn: predecessorUrn,
      predecessor_id: orNull(predecessorId),
      successor_id: providerIdOf(stream),
      kind,
      ...interval('took_over', on),
    })),
  }),
};
