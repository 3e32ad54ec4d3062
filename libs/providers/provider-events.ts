import { contractCatalogue, type ContractEvent } from './contract/contract.events.js';
import { correctionsCatalogue, type CorrectionsEvent } from './corrections/corrections.events.js';
import { identityCatalogue, type IdentityEvent } from './identity/identity.events.js';
import { provisionCatalogue, type ProvisionEvent } from './provision/provision.events.js';
import { qualityCatalogue, type QualityEvent } from './quality/quality.events.js';
import { standingCatalogue, type StandingEvent } from './standing/standing.events.js';

/** Everything that can be recorded about one provider. */
export type ProviderEvent =
  IdentityEvent | StandingEvent | ContractEvent | ProvisionEvent | QualityEvent | CorrectionsEvent;

export const providerCatalogue = {
  ...identityCatalogue,
  ...standingCatalogue,
  ...contractCatalogue,
  ...provisionCatalogue,
  ...qualityCatalogue,
  ...correctionsCatalogue,
};
