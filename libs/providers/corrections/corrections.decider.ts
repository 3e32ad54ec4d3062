import { accept, refuse, unchanged } from '#libs/event-sourcing';
import type { ProviderTables } from '../provider-rules.js';
import type { CorrectionsCommand } from './corrections.commands.js';
import type { CorrectionsEvent } from './corrections.events.js';

type Tables = ProviderTables<CorrectionsCommand, CorrectionsEvent>;

const decide: Tables['decide'] = {
  AnnulProviderEntry: ({ data }, _state, { entries }) => {
    const { entry } = data;
    const told = entries[entry];
    if (!told) return refuse({ because: 'unknown-entry', entry });
    if (told.types.includes('EntryAnnulled'))
      return refuse({ because: 'annulment-is-final', entry });
    return told.annulled ? unchanged : accept({ type: 'EntryAnnulled', data });
  },
};

export const correctionsRules: Tables = { decide, admits: {} };
