import type { JourneyState } from '../journey/journey-state.js';
import {
  dayInWords,
  inWords,
  quoted,
  type SchoolSnapshot,
  type Sentences,
} from '../shared-kernel/index.js';
import type { RequestsEvent } from './requests.events.js';
import { consultationOf, preferenceOf, referralOf } from './requests.state.js';

type DataOf<T extends RequestsEvent['type']> = Extract<RequestsEvent, { type: T }>['data'];

const asked = (journey: JourneyState, consultationId: string): string =>
  consultationOf(journey, consultationId)?.school.name ?? 'the school';

/** Codes that a person would not say as they are written. */
const spoken: Readonly<Record<string, string>> = {
  eotas: 'EOTAS',
  independentOrNonMaintained: 'independent or non-maintained special school',
  othersEducation: 'the education of others',
  resources: 'the efficient use of resources',
  s9Expense: 'unreasonable public expenditure',
};

const said = (code: string): string => spoken[code] ?? inWords(code);

const either = (codes: readonly string[]): string => codes.map(said).join(' or ');

const onGrounds = (grounds: readonly string[]): string =>
  grounds.length === 0 ? '' : ` (${grounds.map(said).join(', ')})`;

const boardings = { day: 'day', residential: 'residential', either: 'day or residential' } as const;

const sought = (data: DataOf<'PlacementRequestAmended'>): string => {
  const by = data.startBy === undefined ? '' : `, to start by ${dayInWords(data.startBy)}`;
  const weeks = data.weeksPerYear === undefined ? '' : `, ${data.weeksPerYear} weeks a year`;
  return `${either(data.settingTypes)}, ${boardings[data.boarding]}${weeks}${by}`;
};

const voices = {
  parent: 'A parent',
  youngPerson: 'The young person',
  representative: 'The representative',
} as const;

const wished = ({
  school,
  settingType = 'some setting',
}: Readonly<{
  school?: SchoolSnapshot | undefined;
  settingType?: string | undefined;
}>): string => school?.name ?? said(settingType);

const answers = {
  canMeet: 'can meet the needs',
  cannot: 'cannot meet the needs',
  noPlace: 'has no place',
  waitingList: 'has a waiting list',
} as const;

const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

export const requestsSentences: Sentences<RequestsEvent, JourneyState> = {
  PlacementRequested: ({ data }) =>
    `A placement was requested (${inWords(data.reasonCode)}): ${sought(data)}.${quoted(data.provision)}${quoted(data.risks)}`,
  PlacementRequestAmended: ({ data }) =>
    `The placement request was changed (${inWords(data.reasonCode)}): ${sought(data)}.${quoted(data.provision)}${quoted(data.risks)}`,
  PlacementRequestWithdrawn: ({ data }) =>
    `The placement request was withdrawn: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,

  PreferenceExpressed: ({ data }) =>
    `${voices[data.by]} asked for ${wished(data)} (${data.basis === 's38' ? 'request under section 38' : 'representation under section 9'}).${quoted(data.reasons)}`,
  PreferenceDecided: ({ data }, journey) =>
    `The wish for ${wished(preferenceOf(journey, data.preferenceId) ?? {})} was ${data.outcome}${onGrounds(data.grounds)}.${quoted(data.reasons)}`,

  PanelReferred: ({ data }) =>
    `The ${data.panel} panel was asked for its advice${data.meetingOn === undefined ? '' : `, for its meeting on ${dayInWords(data.meetingOn)}`}.${quoted(data.question)}`,
  PanelAdvised: ({ data }, journey) =>
    `The ${referralOf(journey, data.referralId)?.panel ?? 'asked'} panel advised: ${inWords(data.recommendation)}${data.settingType === undefined ? '' : `, ${said(data.settingType)}`}.${quoted(data.conditions)}`,
  SettingTypeDecided: ({ data }) =>
    `The kind of setting was decided: ${said(data.settingType)}${data.boarding === undefined ? '' : `, ${boardings[data.boarding]}`}.${quoted(data.reasons)}`,

  ConsultationSent: ({ data }) => `${data.school.name} was consulted.${quoted(data.message)}`,
  ConsultationChased: ({ data }, journey) =>
    `${sentence(asked(journey, data.consultationId))} was reminded to answer (${inWords(data.way)}).${quoted(data.note)}`,
  ConsultationAnswered: ({ data }, journey) =>
    `${sentence(asked(journey, data.consultationId))} answered that it ${answers[data.outcome]}${onGrounds(data.grounds)}.${quoted(data.text)}`,
  ConsultationWithdrawn: ({ data }, journey) =>
    `${sentence(asked(journey, data.consultationId))} is no longer asked: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,
  NotConsultedRecorded: ({ data }) =>
    `It was noted why other schools were not consulted: ${data.groups.map(({ reasonCode, providerIds }) => `${counted(providerIds.length, 'school')} ${inWords(reasonCode)}`).join(', ')}.`,
};

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
