import { addDays } from '../../shared-kernel/index.js';
import {
  folded,
  onDay,
  planEntry,
  type Acknowledgement,
  type Folded,
  type LocalDate,
  type Placed,
  type Planned,
} from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey-events.js';
import type { JourneyState } from '../journey-state.js';
import { journeyRules, type JourneyCommand } from '../journey.decider.js';
import { caseworker, context, director, registerLearner } from './record.examples.js';
import { requestPlacement } from './requests.examples.js';
import { arrangeReview, holdReviewMeeting } from './reviews.examples.js';

/** Something somebody may want to record: which kind, about which entity, how many days later. */
export type Wish = Readonly<{ kind: number; which: number; later: number }>;

export type JourneyFolded = Folded<JourneyState, JourneyEvent>;

type Sayable = Pick<JourneyCommand, 'type' | 'data'>;
type Saying = (id: (kind: string) => string, day: LocalDate) => object;

const schools = ['school-oakfield', 'school-harbour', 'school-meadow'];
const line = { code: 'tuition', unit: 'year', ratePence: 55_000_00, quantityThousandths: 1000 };

/** One saying per kind, from every stage; ids are of what the journey holds, or of nothing. */
export const sayings: Readonly<Record<string, Saying>> = {
  RecordNote: () => ({ kind: 'call', about: ['learner'], text: 'Rang home.' }),
  AssignCase: () => ({ officer: 'staff-1', team: 'team-1', reasonCode: 'cover' }),
  SeekApproval: (id) => ({
    for: { kind: 'placement', id: id('offer') },
    pencePerYear: 55_000_00,
  }),
  Approve: (id) => ({ approvalId: id('approval'), ceilingPence: 55_000_00 }),
  RequestPlacement: () => requestPlacement,
  WithdrawPlacementRequest: (id) => ({ requestId: id('request'), reasonCode: 'noLongerNeeded' }),
  SendConsultations: (id) => ({
    requestId: id('request'),
    providerIds: schools,
    papers: ['draftPlan'],
  }),
  AnswerConsultations: (id) => ({
    answers: [{ consultationId: id('consultation'), outcome: 'canMeet' }],
  }),
  ReceiveOffer: (id, day) => ({
    ...{ requestId: id('request'), providerId: schools[0], vat: 'exempt', stage: 'firstAsked' },
    ...{ lines: [line], validUntil: addDays(day, 20) },
  }),
  DeclineOffer: (id) => ({ offerId: id('offer'), reasonCode: 'otherOffer' }),
  AgreePlacement: (id) => ({
    ...{
      offerId: id('offer'),
      approvalId: id('approval'),
      basis: 'offer',
      route: 'lotA',
      rank: 'main',
    },
    ...{ weeksPerYear: 38, residential: false },
  }),
  IssueAgreement: (id) => ({ placementId: id('placement') }),
  SignAgreement: (id) => ({ agreementId: id('agreement'), by: ['authority', 'school'] }),
  StartPlacement: (id) => ({ placementId: id('placement'), pattern: 'fullTime' }),
  ReportSuspension: (id) => ({
    ...{ placementId: id('placement'), sessions: 4 },
    ...{ reasons: ['DB'], basis: 'contractual' },
  }),
  ArrangeReview: (id, day) => ({
    ...arrangeReview,
    placementId: id('placement'),
    meetingOn: addDays(day, 21),
  }),
  HoldReviewMeeting: (id) => ({ ...holdReviewMeeting, reviewId: id('review') }),
  EndPlacement: (id, day) => ({
    ...{ placementId: id('placement'), placeEndedOn: addDays(day, 7), reasonCode: 'PRVNEED' },
    ...{ fundedUntil: addDays(day, 7) },
  }),
};

export const sayingNames = Object.keys(sayings);

/** A journey that was registered, and nothing more. */
export const registeredJourney = (): JourneyFolded => {
  const empty = folded(journeyRules, []);
  const opened = said(empty, { type: 'RegisterLearner', data: registerLearner }, '2025-09-01');
  if (opened.outcome !== 'record') throw new Error(JSON.stringify(opened));
  return opened.folded;
};

/** What a command would record, with every rule that may be broken knowingly acknowledged. */
export const said = (
  before: JourneyFolded,
  { type, data }: Sayable,
  day: string,
): Planned<JourneyState, JourneyEvent> => {
  const first = planned(before, { type, data } as Sayable, { day, acknowledge: [] });
  if (first.outcome !== 'refused' || first.refusal.because !== 'irregular') return first;
  const codes = first.refusal['irregularities'] as readonly { code: string }[];
  const acknowledge = codes.map(({ code }) => ({ code, reason: 'It was so.' }));
  return planned(before, { type, data } as Sayable, { day, acknowledge });
};

const planned = (
  before: JourneyFolded,
  { type, data }: Sayable,
  told: Readonly<{ day: string; acknowledge: readonly Acknowledgement[] }>,
) => {
  const n = before.history.length;
  const occurredOn = onDay(told.day as LocalDate);
  const actor = type === 'Approve' ? director : caseworker;
  return planEntry(journeyRules, before, {
    command: {
      type,
      data,
      details: { occurredOn, acknowledge: told.acknowledge },
    } as JourneyCommand,
    context: { ...context, actor, newId: (kind, index = 0) => `${kind}-${n}-${index}` },
    actor,
    ids: {
      event: (index) => `event-${n}-${index}`,
      entry: (index) => `entry-${n}-${index}`,
      entity: (kind, index) => `${kind}-${n}-${index}`,
    },
    after: { entries: 0, events: 0 },
  });
};

/** How most placements come about; a life may begin with any first part of it. */
export const usualWay: readonly string[] = [
  ...['RequestPlacement', 'SendConsultations', 'AnswerConsultations', 'ReceiveOffer'],
  ...['SeekApproval', 'Approve', 'AgreePlacement', 'IssueAgreement', 'SignAgreement'],
  ...['StartPlacement', 'ArrangeReview'],
];

export const usually = (steps: number): readonly Wish[] =>
  usualWay.slice(0, steps).map((name) => ({ kind: sayingNames.indexOf(name), which: 0, later: 3 }));

/** Lives through wishes: those that are refused are passed over, as people's are. */
export const lived = (wishes: readonly Wish[]): JourneyFolded => {
  let journey = registeredJourney();
  let day = '2025-09-01' as LocalDate;
  for (const { kind, which, later } of wishes) {
    day = addDays(day, later);
    const name = sayingNames[kind % sayingNames.length] ?? 'RecordNote';
    const data = sayings[name]?.(idIn(journey.history, which), day) ?? {};
    const outcome = said(journey, { type: name, data } as Sayable, day);
    if (outcome.outcome === 'record') journey = outcome.folded;
  }
  return journey;
};

const idIn =
  (history: readonly Placed<JourneyEvent>[], which: number) =>
  (kind: string): string => {
    const known = new Set(
      history.flatMap(({ data }) => {
        const id = (data as Readonly<Record<string, unknown>>)[`${kind}Id`];
        return typeof id === 'string' ? [id] : [];
      }),
    );
    return [...known][which % Math.max(1, known.size)] ?? `no-${kind}`;
  };
