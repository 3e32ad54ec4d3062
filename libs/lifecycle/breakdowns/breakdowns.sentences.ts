import type { Erased } from '#libs/event-sourcing';
import type { JourneyState } from '../journey/journey-state.js';
import { placementOf } from '../offers/offers.state.js';
import {
  dayInWords,
  inWords,
  pencePerYear,
  poundsInWords,
  quoted,
  shown,
  type PriceLine,
  type Sentences,
} from '../shared-kernel/index.js';
import type { BreakdownsEvent } from './breakdowns.events.js';
import { interimOf, noticeOf, withholdingOf } from './breakdowns.state.js';
import { endingReasonInWords } from './ending-reasons.js';

const schoolOf = (journey: JourneyState, placementId: string | undefined): string =>
  (placementId === undefined ? undefined : placementOf(journey, placementId)?.school.name) ??
  'the setting';

const starting = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const GIVERS: Readonly<Record<string, string>> = {
  authority: 'The authority',
  family: 'The family',
};

const noticeAt = (journey: JourneyState, noticeId: string): string => {
  const notice = noticeOf(journey, noticeId);
  if (!notice) return 'The notice';
  const giver = GIVERS[notice.by] ?? starting(schoolOf(journey, notice.placementId));
  return `The notice that ${giver.replace(/^The /, 'the ')} gave`;
};

const periodInWords = (period: Readonly<{ value: number; unit: string }> | undefined): string => {
  if (!period) return '';
  const unit = inWords(period.unit);
  return ` of ${period.value} ${period.value === 1 ? unit : `${unit}s`}`;
};

const sessionsInWords = (sessions: number): string =>
  sessions === 1 ? '1 session' : `${sessions} sessions`;

/** The codes of the school census, in words. */
const SUSPENDED_FOR: Readonly<Record<string, string>> = {
  PP: 'physical assault against a pupil',
  PA: 'physical assault against an adult',
  VP: 'verbal abuse or threats against a pupil',
  VA: 'verbal abuse or threats against an adult',
  OW: 'an offensive weapon or prohibited item',
  BU: 'bullying',
  RA: 'racist abuse',
  LG: 'abuse about sexual orientation or gender identity',
  DS: 'abuse about disability',
  SM: 'sexual misconduct',
  DA: 'drugs or alcohol',
  DM: 'damage',
  TH: 'theft',
  MT: 'misuse of social media or technology',
  DB: 'persistent disruptive behaviour',
  PH: 'breach of public health measures',
};

const CHECKED: Readonly<Record<string, string>> = {
  stay: 'yes',
  stayWithPlan: 'yes, with a plan',
  move: 'no, a move is needed',
};

const because = (reasons: readonly string[]): string =>
  reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;

const hours = (tenths: number): string => `${tenths / 10} hours a week`;

const cost = (lines: readonly PriceLine[]): string =>
  lines.length === 0 ? '' : ` at ${poundsInWords(pencePerYear(lines))} a year`;

const BASES: Readonly<Record<string, string>> = { s19: '19', s42: '42', s61: '61' };

const interimProvider = (
  provider: Readonly<{ name: string }> | undefined,
  name: string | Erased | undefined,
): string => provider?.name ?? (name === undefined ? 'a provider not named' : shown(name));

export const breakdownsSentences: Sentences<BreakdownsEvent, JourneyState> = {
  SuspensionReported: ({ data }, journey) =>
    `${starting(schoolOf(journey, data.placementId))} suspended the learner for ${sessionsInWords(data.sessions)}${data.to ? `, until ${dayInWords(data.to)}` : ''}${because(data.reasons.map((code) => SUSPENDED_FOR[code] ?? code))}.${quoted(data.explanation)}`,
  PlaceWithheld: ({ data }, journey) =>
    `The place at ${schoolOf(journey, data.placementId)} was ${data.formal ? 'formally' : 'informally'} withheld from the learner.${quoted(data.explanation)}`,
  PlaceRestored: ({ data }, journey) =>
    `The place at ${schoolOf(journey, withholdingOf(journey, data.withholdingId)?.placementId)} was open to the learner again.${quoted(data.explanation)}`,
  NoticeGiven: ({ data }, journey) =>
    `${GIVERS[data.by] ?? starting(schoolOf(journey, data.placementId))} gave notice${periodInWords(data.period)} to end the placement${data.by in GIVERS ? ` at ${schoolOf(journey, data.placementId)}` : ''}; it expires on ${dayInWords(data.expiresOn)}${data.reasonCode ? ` (${inWords(data.reasonCode)})` : ''}.${quoted(data.explanation)}`,
  NoticeDisputed: ({ data }, journey) =>
    `${noticeAt(journey, data.noticeId)} was disputed.${quoted(data.grounds)}`,
  NoticeWithdrawn: ({ data }, journey) =>
    `${noticeAt(journey, data.noticeId)} was withdrawn.${quoted(data.explanation)}`,
  NoticeSettled: ({ data }, journey) =>
    `${noticeAt(journey, data.noticeId)} was settled: last day ${dayInWords(data.lastDay)}, fees until ${dayInWords(data.feesPayableUntil)}, ${poundsInWords(data.pence)} in all.${quoted(data.terms)}`,
  SafetyCheckRecorded: ({ data }, journey) =>
    `It was checked whether the learner can stay at ${schoolOf(journey, data.placementId)} (${inWords(data.trigger)}): ${CHECKED[data.outcome] ?? inWords(data.outcome)}.${quoted(data.notes)}`,
  PlacementEnded: ({ data }, journey) =>
    `The placement at ${schoolOf(journey, data.placementId)} ended: ${endingReasonInWords(data.reasonCode)}. This was the last day attended; the place was held until ${dayInWords(data.placeEndedOn)}${data.fundedUntil ? ` and paid for until ${dayInWords(data.fundedUntil)}` : ''}.${quoted(data.explanation)}`,
  EndingReasonSettled: ({ data }, journey) =>
    `Why the placement at ${schoolOf(journey, data.placementId)} ended was settled: ${endingReasonInWords(data.reasonCode)}.${quoted(data.explanation)}`,
  BreakdownReviewed: ({ data }, journey) =>
    `The breakdown of the placement at ${schoolOf(journey, data.placementId)} was reviewed; preventable: ${inWords(data.preventable)}${because(data.learning.map(inWords))}.${quoted(data.findings)}${quoted(data.lessons)}`,
  InterimProvisionStarted: ({ data }) =>
    `Interim provision (${inWords(data.kind)}) by ${interimProvider(data.provider, data.providerName)} started: ${hours(data.hoursPerWeekTenths)} under section ${BASES[data.basis]}${cost(data.lines)}.`,
  InterimProvisionChanged: ({ data }, journey) => {
    const interim = interimOf(journey, data.interimId);
    return `Interim provision by ${interimProvider(interim?.provider, interim?.providerName)} changed to ${hours(data.hoursPerWeekTenths)} under section ${BASES[data.basis]}${cost(data.lines)}.`;
  },
  InterimProvisionEnded: ({ data }, journey) => {
    const interim = interimOf(journey, data.interimId);
    return `Interim provision by ${interimProvider(interim?.provider, interim?.providerName)} ended: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`;
  },
};
