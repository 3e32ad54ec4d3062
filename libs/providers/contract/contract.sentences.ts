import { dayInWords, inWords, pencePerYear, poundsInWords, type Sentences } from '#libs/lifecycle';
import { nameOf } from '../identity/identity.state.js';
import type { ProviderState } from '../provider-state.js';
import type { ContractEvent } from './contract.events.js';
import { membershipOf, upliftOf } from './contract.state.js';

const LOTS = { lotA: 'Lot A', lotB: 'Lot B', dps: 'the dynamic purchasing system' } as const;

const percent = (basisPoints: number): string => `${basisPoints / 100} %`;
const schoolYear = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
const until = (day: string | undefined): string =>
  day === undefined ? '' : ` until ${dayInWords(day)}`;

export const contractSentences: Sentences<ContractEvent, ProviderState> = {
  FrameworkJoined: ({ data }, state) =>
    `${nameOf(state)} joined the framework ${data.framework} in ${LOTS[data.lot]} from ${dayInWords(data.from)}${until(data.to)}.`,
  FrameworkLeft: ({ data }, state) =>
    `${nameOf(state)} leaves the framework ${membershipOf(state, data.membershipId)?.framework ?? ''} after ${dayInWords(data.to)}: ${inWords(data.reasonCode)}.`,
  PricesRecorded: ({ data }, state) =>
    `${nameOf(state)} charges ${poundsInWords(pencePerYear(data.lines))} a year for ${inWords(data.placementType)} placements from ${dayInWords(data.effectiveFrom)} (${schoolYear(data.academicYear)}).`,
  UpliftRequested: ({ data }, state) =>
    `${nameOf(state)} asked for ${percent(data.basisPoints)} more from ${dayInWords(data.effectiveFrom)}, ${data.scope === 'all' ? 'for all placements' : `for ${inWords(data.placementType ?? 'other')} placements`}.`,
  UpliftDecided: ({ data }, state) => {
    const asked = percent(upliftOf(state, data.upliftId)?.basisPoints ?? 0);
    return data.outcome === 'refused'
      ? `The ${asked} more that ${nameOf(state)} asked for were refused.`
      : `Of the ${asked} more that ${nameOf(state)} asked for, ${percent(data.basisPoints)} were agreed from ${dayInWords(data.effectiveFrom)}.`;
  },
};
