import { isErased } from '#libs/event-sourcing';
import type { JourneyState } from '../journey/journey-state.js';
import { dayInWords, inWords, shown, type Sentences } from '../shared-kernel/index.js';
import type { LearnerEvent, PersonName, PostalAddress } from './learner.events.js';
import { learnerStatusOf } from './learner.state.js';
import { needsInWords } from './need-names.js';
import type { Personal } from './record.part.js';

const fullName = (name: Personal<PersonName>): string =>
  name === undefined || isErased(name) ? shown(name) : `${name.given} ${name.family}`;

const addressLine = (address: Personal<PostalAddress>): string => {
  if (address === undefined || isErased(address)) return shown(address);
  return [...address.lines, ...(address.postcode ? [address.postcode] : [])].join(', ');
};

const from = (day: string | undefined): string => (day ? ` from ${dayInWords(day)}` : '');
const until = (day: string | undefined): string => (day ? ` until ${dayInWords(day)}` : '');

const withheld = (parties: readonly string[]): string =>
  parties.length === 0 ? '' : ` Withheld from: ${parties.map(inWords).join(', ')}.`;

const responsible = (has: boolean): string => (has ? ', with parental responsibility' : '');

export const learnerSentences: Sentences<LearnerEvent, JourneyState> = {
  LearnerRegistered: ({ data }) =>
    `${fullName(data.name)} was registered. Needs: ${needsInWords(data.primaryNeed, data.furtherNeeds)}.`,
  LearnerDetailsAmended: ({ data }) =>
    `Details of the learner changed: ${data.changed.map(inWords).join(', ')}.`,
  NeedsAmended: ({ data }) =>
    `The needs are now: ${needsInWords(data.primaryNeed, data.furtherNeeds)}.`,
  IdentifierLinked: ({ data }) => `The learner is known to ${data.system} as ${shown(data.value)}.`,
  AddressChanged: ({ data }) =>
    `New address (${inWords(data.kind)})${from(data.effectiveFrom)}: ${addressLine(data.address)}.${withheld(data.withholdFrom)}`,
  ContactRecorded: ({ data }) =>
    `${fullName(data.name)} (${inWords(data.relation)}${responsible(data.parentalResponsibility)}) is a contact.${withheld(data.withholdFrom)}`,
  ContactAmended: ({ data }) =>
    data.current
      ? `What is known of ${fullName(data.name)} (${inWords(data.relation)}${responsible(data.parentalResponsibility)}) changed.${withheld(data.withholdFrom)}`
      : `${fullName(data.name)} (${inWords(data.relation)}) is no longer a contact.`,
  DecisionHolderChanged: ({ data }) =>
    `The ${inWords(data.holder)} decides about the plan${from(data.effectiveFrom)} (${inWords(data.basis)}).`,
  LearnerStatusRecorded: ({ data }) =>
    `Status of the learner: ${inWords(data.kind)}${until(data.to)}.`,
  LearnerStatusEnded: ({ data: { statusId } }, journey) =>
    `Status of the learner ended: ${inWords(learnerStatusOf(journey, statusId)?.kind ?? 'unknown')}.`,
};
