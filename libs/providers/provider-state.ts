import { initialContract, type ContractPart } from './contract/contract.state.js';
import { initialIdentity, type IdentityPart } from './identity/identity.state.js';
import { initialProvision, type ProvisionPart } from './provision/provision.state.js';
import { initialQuality, type QualityPart } from './quality/quality.state.js';
import { initialStanding, type StandingPart } from './standing/standing.state.js';

/** What is known of one provider, over time: everything carries the days it is about. */
export type ProviderState = Readonly<{
  identity: IdentityPart;
  standing: StandingPart;
  contract: ContractPart;
  provision: ProvisionPart;
  quality: QualityPart;
}>;

export const initialProvider: ProviderState = {
  identity: initialIdentity,
  standing: initialStanding,
  contract: initialContract,
  provision: initialProvision,
  quality: initialQuality,
};
