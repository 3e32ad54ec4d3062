import { Code, command, Id, RecordingFields, type CommandsOf } from '#libs/lifecycle';
import { providerAnnulmentReasons } from './corrections.events.js';

export class AnnulProviderEntry extends RecordingFields {
  @Id({ about: 'the entry, as the history of the provider names it' }) entry!: string;
  @Code(providerAnnulmentReasons) reasonCode!: (typeof providerAnnulmentReasons)[number];
}

export const correctionsCommands = {
  AnnulProviderEntry: command({
    body: AnnulProviderEntry,
    does: 'Take back an entry that is wrong; what is right is recorded anew.',
    permission: 'providers:record',
  }),
} as const;

export type CorrectionsCommand = CommandsOf<typeof correctionsCommands>;
