import { dayInWords, inWords, type Sentences } from '#libs/lifecycle';
import { nameOf } from '../identity/identity.state.js';
import type { ProviderState } from '../provider-state.js';
import type { ProvisionEvent } from './provision.events.js';

const places = (offered: number | undefined): string =>
  offered === undefined ? '' : `, ${offered} places`;

export const provisionSentences: Sentences<ProvisionEvent, ProviderState> = {
  CapabilityRecorded: ({ data }, state) =>
    `${nameOf(state)} takes learners from ${dayInWords(data.effectiveFrom)}: ${data.needs.join(', ')}, aged ${data.ageFrom} to ${data.ageTo}, ${data.gender}, ${data.placementTypes.map(inWords).join(', ')}${places(data.placesOffered)}.`,
  TermDatesRecorded: ({ data: { academicYear, terms } }, state) =>
    `${nameOf(state)} published its term dates for ${academicYear}/${String((academicYear + 1) % 100).padStart(2, '0')}: ${terms.map(({ term, firstDay, lastDay }) => `${term} ${dayInWords(firstDay)} to ${dayInWords(lastDay)}`).join('; ')}.`,
};
