import { accept, refuse, unchanged, type Refusal } from '#libs/event-sourcing';
import { sameData } from '../effective.js';
import type { ProviderTables } from '../provider-rules.js';
import { endsBeforeItBegins } from '../standing/standing.decider.js';
import type { QualityCommand } from './quality.commands.js';
import type { inspectionSchemes, QualityEvent } from './quality.events.js';
import { inspectionsOf, kpiReturnFor, visitOf } from './quality.state.js';

type Tables = ProviderTables<QualityCommand, QualityEvent>;
type Inspect = Extract<QualityCommand, { type: 'RecordInspection' }>;

const decide: Tables['decide'] = {
  RecordInspection: (command, state, { newId }) => {
    const { data, details } = command;
    const wrong = valueNotOfScheme(command) ?? judgedTwice(command) ?? publishedEarly(command);
    if (wrong) return refuse(wrong);
    const known = inspectionsOf(state).some(({ inspectionId: _, on, ...told }) =>
      sameData({ ...told, on }, { ...data, on: details.occurredOn }),
    );
    if (known) return unchanged;
    const inspectionId = newId('inspection');
    return accept({ type: 'InspectionRecorded', data: { inspectionId, ...data } });
  },

  RecordQualityVisit: ({ data: asked, details }, state, { newId }) => {
    const { visitId = newId('visit'), ...told } = asked;
    const before = visitOf(state, visitId);
    if (asked.visitId !== undefined && !before)
      return refuse({ because: 'unknown-visit', visitId });
    const data = { visitId, ...told };
    return sameData(before, { ...data, on: details.occurredOn })
      ? unchanged
      : accept({ type: 'QualityVisitRecorded', data });
  },

  ReceiveKpiReturn: ({ data }, state) => {
    const twice = repeated(data.values.map(({ kpi }) => kpi));
    if (twice !== undefined) return refuse({ because: 'figure-told-twice', kpi: twice });
    const { receivedOn: _, ...before } = kpiReturnFor(state, data) ?? { receivedOn: undefined };
    return sameData(before, data) ? unchanged : accept({ type: 'KpiReturnReceived', data });
  },
};

const GRADES = ['outstanding', 'good', 'requiresImprovement', 'inadequate'] as const;
const CARD = [
  ...['exceptional', 'strongStandard', 'expectedStandard', 'needsAttention'],
  'urgentImprovement',
] as const;
const MET = ['met', 'notMet'] as const;

const VALUES: Readonly<Record<(typeof inspectionSchemes)[number], readonly string[]>> = {
  ofstedGraded: [...GRADES, ...MET],
  ofstedReportCard: [...CARD, ...MET],
  isi: MET,
  ofstedSocialCare: GRADES,
  cqc: GRADES,
};

const valueNotOfScheme = ({ data: { scheme, judgements } }: Inspect): Refusal | undefined => {
  const wrong = judgements.find(({ value }) => !VALUES[scheme].includes(value));
  return wrong && { because: 'value-not-of-scheme', scheme, value: wrong.value };
};

const judgedTwice = ({ data: { judgements } }: Inspect): Refusal | undefined => {
  const area = repeated(judgements.map((one) => one.area));
  return area === undefined ? undefined : { because: 'area-judged-twice', area };
};

const publishedEarly = ({
  data: { publishedOn },
  details: { occurredOn },
}: Inspect): Refusal | undefined =>
  publishedOn !== undefined && publishedOn < occurredOn.from
    ? { because: 'published-before-inspection', publishedOn }
    : undefined;

const repeated = (codes: readonly string[]): string | undefined =>
  codes.find((one, place) => codes.indexOf(one) !== place);

const admits: Tables['admits'] = {
  KpiReturnReceived: (_state, { data }) => endsBeforeItBegins(data),
};

export const qualityRules: Tables = { decide, admits };
