import type { Catalogue } from '#libs/event-sourcing';
import { providerRules } from '#libs/providers';
import type { ProviderContract } from '../contract.js';
import { factTypes } from './fact-types.js';

const published: Catalogue = Object.fromEntries(
  Object.entries<Catalogue[string]>(providerRules.catalogue).filter(
    ([type, { aboutEntries }]) => type !== 'EntryAnnulled' && !aboutEntries,
  ),
);

const { types, show } = factTypes({ audience: 'provider', catalogue: published, withheld: {} });

export const providerEvents: ProviderContract = {
  of: 'providers',
  audience: 'provider-events',
  topic: 'placements.provider-events.v1',
  meaning: 'Every fact about the schools in the register.',
  types,
  view: ({ standing }) =>
    new Map(
      standing.flatMap((event) => {
        const shown = show(event);
        return shown ? [[event.eventId, shown]] : [];
      }),
    ),
};
