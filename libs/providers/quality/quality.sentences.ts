import { dayInWords, inWords, whenInWords, type Sentences } from '#libs/lifecycle';
import { nameOf } from '../identity/identity.state.js';
import type { ProviderState } from '../provider-state.js';
import type { QualityEvent } from './quality.events.js';

const SCHEMES = {
  ofstedGraded: 'Ofsted',
  ofstedReportCard: 'Ofsted',
  isi: 'the Independent Schools Inspectorate',
  ofstedSocialCare: 'Ofsted (social care)',
  cqc: 'the Care Quality Commission',
} as const;

const listed = (judged: readonly (readonly [area: string, value: string])[]): string =>
  judged.map(([area, value]) => `${inWords(area)} ${inWords(value)}`).join(', ');

const open = (actions: readonly Readonly<{ closedOn?: unknown }>[]): string => {
  const left = actions.filter(({ closedOn }) => closedOn === undefined).length;
  return left === 0 ? '' : `, ${left} ${left === 1 ? 'action' : 'actions'} open`;
};

export const qualitySentences: Sentences<QualityEvent, ProviderState> = {
  InspectionRecorded: ({ data: { scheme, judgements }, occurredOn }, state) =>
    `${nameOf(state)} was inspected by ${SCHEMES[scheme]} ${whenInWords(occurredOn)}: ${listed(judgements.map(({ area, value }) => [area, value]))}.`,
  QualityVisitRecorded: ({ data: { kind, ratings, actions }, occurredOn }, state) =>
    `The authority visited ${nameOf(state)} ${whenInWords(occurredOn)} (${inWords(kind)})${ratings.length === 0 ? '' : `: ${listed(ratings.map(({ area, rating }) => [area, rating]))}`}${open(actions)}.`,
  KpiReturnReceived: ({ data: { from, to, complete, values }, occurredOn }, state) =>
    `${nameOf(state)} returned ${values.length} ${values.length === 1 ? 'figure' : 'figures'} for ${dayInWords(from)} to ${dayInWords(to)} ${whenInWords(occurredOn)}${complete ? '' : ', not complete'}.`,
};
