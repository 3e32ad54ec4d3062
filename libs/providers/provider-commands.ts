import { contractCommands, type ContractCommand } from './contract/contract.commands.js';
import {
  correctionsCommands,
  type CorrectionsCommand,
} from './corrections/corrections.commands.js';
import { identityCommands, type IdentityCommand } from './identity/identity.commands.js';
import { provisionCommands, type ProvisionCommand } from './provision/provision.commands.js';
import { qualityCommands, type QualityCommand } from './quality/quality.commands.js';
import { standingCommands, type StandingCommand } from './standing/standing.commands.js';

/** Everything that can be asked of one provider's record. */
export type ProviderCommand =
  | IdentityCommand
  | StandingCommand
  | ContractCommand
  | ProvisionCommand
  | QualityCommand
  | CorrectionsCommand;

/** The commands as the door knows them, by name. */
export const providerCommands = {
  ...identityCommands,
  ...standingCommands,
  ...contractCommands,
  ...provisionCommands,
  ...qualityCommands,
  ...correctionsCommands,
} as const;
