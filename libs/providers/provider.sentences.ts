import { dayInWords, type Sentences } from '#libs/lifecycle';
import { contractSentences } from './contract/contract.sentences.js';
import { nameOf } from './identity/identity.state.js';
import { identitySentences } from './identity/identity.sentences.js';
import type { ProviderEvent } from './provider-events.js';
import type { ProviderState } from './provider-state.js';
import { provisionSentences } from './provision/provision.sentences.js';
import { qualitySentences } from './quality/quality.sentences.js';
import { standingSentences } from './standing/standing.sentences.js';

/** One plain sentence per event, told by the event and the state before it. */
export const providerSentences: Sentences<ProviderEvent, ProviderState> = {
  ...identitySentences,
  ...standingSentences,
  ...contractSentences,
  ...provisionSentences,
  ...qualitySentences,
  EntryAnnulled: ({ occurredOn }, state) =>
    `An entry about ${nameOf(state)} was taken back on ${dayInWords(occurredOn.from)}.`,
};
