import type { JourneyState } from '../journey/journey-state.js';
import { placementOf } from '../offers/offers.state.js';
import {
  dayInWords,
  inWords,
  pencePerYear,
  poundsInWords,
  quoted,
  type Sentences,
} from '../shared-kernel/index.js';
import type { StartsEvent } from './starts.events.js';

const settingName = (journey: JourneyState, placementId: string): string =>
  placementOf(journey, placementId)?.school.name ?? 'the setting';

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const signatory = { authority: 'the authority', provider: 'the provider' } as const;

const CAUSED_BY: Readonly<Record<string, string>> = {
  provider: 'caused by the school',
  authority: 'caused by the authority',
  family: 'caused by the family',
  travel: 'a matter of travel',
  health: 'a matter of health',
};

type ChangedTerms = Extract<StartsEvent, { type: 'TermsChanged' }>['data'];

const borneBy = ({ contributions }: ChangedTerms): string => {
  const shares = contributions.map(
    ({ party, pence }) => `${poundsInWords(pence)} from ${inWords(party)}`,
  );
  return shares.length === 0 ? '' : `, of which ${listed(shares)}`;
};

export const startsSentences: Sentences<StartsEvent, JourneyState> = {
  AgreementIssued: ({ data }, journey) =>
    `The placement agreement for ${settingName(journey, data.placementId)} was sent out to be signed${data.reference === undefined ? '' : ` (${data.reference})`}.`,
  AgreementSigned: ({ data }, journey) =>
    `The placement agreement for ${settingName(journey, data.placementId)} was signed by ${listed(data.by.map((party) => signatory[party]))}.`,
  StartPlanned: ({ data }, journey) =>
    `The first day at ${settingName(journey, data.placementId)} was fixed for ${dayInWords(data.startOn)}.${quoted(data.arrangements)}`,
  StartRescheduled: ({ data }, journey) =>
    `The first day at ${settingName(journey, data.placementId)} was moved${data.from === undefined ? '' : ` from ${dayInWords(data.from)}`} to ${dayInWords(data.to)}: ${inWords(data.reasonCode)} (${CAUSED_BY[data.causedBy]}).${quoted(data.explanation)}`,
  PlacementStarted: ({ data }, journey) =>
    `The placement at ${settingName(journey, data.placementId)} started (${inWords(data.pattern)})${data.fundedFrom === undefined ? '' : `, funded from ${dayInWords(data.fundedFrom)}`}.${quoted(data.note)}`,
  DidNotStart: ({ data }, journey) =>
    `The learner never started at ${settingName(journey, data.placementId)}: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,
  TermsChanged: ({ data }, journey) =>
    `The terms at ${settingName(journey, data.placementId)} changed from ${dayInWords(data.effectiveFrom)} (${inWords(data.reasonCode)}): ${poundsInWords(pencePerYear(data.lines))} a year${borneBy(data)}, ${data.weeksPerYear} weeks, ${data.residential ? 'residential' : 'day'}.${quoted(data.explanation)}`,
};
