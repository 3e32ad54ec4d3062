import type { Actor, LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { ProviderEvent } from '../provider-events.js';
import { providerRules } from '../provider.decider.js';
import type { ProviderContext } from '../provider-rules.js';

export const day = (text: string): LocalDate => text as LocalDate;

export const commissioner: Actor = { id: 'staff-7', role: 'commissioner' };

export const providerContext: ProviderContext = {
  providerId: 'provider-1',
  actor: commissioner,
  today: day('2026-12-31'),
  localAuthority: '886',
  newId: (kind, index = 0) => `${kind}-${index}`,
  holderOf: (urn) => ({ 118953: 'provider-1', 118999: 'provider-2' })[urn],
  entries: {},
};

export const provider = scenario(providerRules, {
  context: providerContext,
  actor: commissioner,
});

/** An independent special school in Kent. */
export const oakHouse = {
  name: 'Oak House School',
  urn: '118953',
  giasType: 10,
  localAuthority: '886',
  easting: 576_017,
  northing: 156_294,
} as const;

export const registeredProvider = {
  type: 'ProviderRegistered',
  data: { providerId: 'provider-1', profile: { ...oakHouse, inArea: true } },
} as const satisfies GivenEvent<ProviderEvent>;
