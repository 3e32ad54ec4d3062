import type { JourneyState } from '../journey/journey-state.js';
import {
  dayInWords,
  dayOf,
  inWords,
  poundsInWords,
  quoted,
  type Sentences,
} from '../shared-kernel/index.js';
import { learnerSentences } from './learner.sentences.js';
import { planDates, type RecordEvent } from './record.events.js';
import { approvalOf, holdOf } from './record.state.js';

const until = (day: string | undefined): string => (day ? `, until ${dayInWords(day)}` : '');
const from = (day: string | undefined): string => (day ? `, from ${dayInWords(day)}` : '');
const reviewOn = (day: string | undefined): string =>
  day ? ` To be reviewed on ${dayInWords(day)}.` : '';

type PlanTold = Extract<RecordEvent, { type: 'PlanRecorded' | 'PlanDatesAmended' }>['data'];

const planTold = (data: PlanTold): string => {
  const dates = planDates.flatMap((name) => {
    const day = data[name];
    return day === undefined ? [] : [`${inWords(name)} ${dayInWords(day)}`];
  });
  const exceptions = (data.exceptions ?? []).map((code) => `exception: ${inWords(code)}`);
  return [...dates, ...exceptions].join('; ');
};

const NOUNS = {
  placement: 'a placement',
  terms: 'changed terms',
  interim: 'interim provision',
  settlement: 'a settlement',
} as const;

const amount = (kind: keyof typeof NOUNS, pence: number): string =>
  `${NOUNS[kind]} at up to ${poundsInWords(pence)}${kind === 'settlement' ? ' in all' : ' a year'}`;

const approvalFor = (journey: JourneyState, approvalId: string): string => {
  const approval = approvalOf(journey, approvalId);
  return approval ? amount(approval.forKind, approval.askedPence) : 'what was asked';
};

const kindOf = (journey: JourneyState, approvalId: string): keyof typeof NOUNS =>
  approvalOf(journey, approvalId)?.forKind ?? 'placement';

const noteOf = (kind: string): string => {
  if (kind === 'note') return 'Note';
  return `Note of ${kind === 'email' ? 'an' : 'a'} ${inWords(kind)}`;
};

export const recordSentences: Sentences<RecordEvent, JourneyState> = {
  ...learnerSentences,
  BroughtForward: ({ data }) =>
    `The case was brought forward from line ${data.row} of a file, as it stood on ${dayInWords(data.asOf)}; its deadlines count from ${dayInWords(data.clocksFrom)}.`,
  PlanRecorded: ({ data }) => `The plan was recorded: ${planTold(data)}.`,
  PlanDatesAmended: ({ data }) => `More is known of the plan: ${planTold(data)}.`,
  CaseAssigned: ({ data }) =>
    `The case was assigned to ${data.officer ? `${data.officer} of ` : ''}${data.team}${from(data.effectiveFrom)}${until(data.until)} (${inWords(data.reasonCode)}).`,
  NoteRecorded: ({ data }) =>
    `${noteOf(data.kind)} about ${data.about.map(inWords).join(', ')}:${quoted(data.text)}`,
  DelayExplained: ({ data }) =>
    `Delay against ${data.clock} explained: ${inWords(data.reasonCode)}${data.expectedOn ? `; expected on ${dayInWords(data.expectedOn)}` : ''}.${quoted(data.note)}`,

  ApprovalSought: ({ data }) =>
    `Approval was sought for ${amount(data.for.kind, data.pencePerYear)}${from(data.from)}${until(data.to)}.${quoted(data.grounds)}`,
  Approved: ({ data }, journey) =>
    `Approval was given for ${amount(kindOf(journey, data.approvalId), data.ceilingPence)}${from(data.from)}${until(data.to)}.${quoted(data.conditions)}`,
  ApprovalDeclined: ({ data }, journey) =>
    `Approval was declined for ${approvalFor(journey, data.approvalId)}: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,
  ApprovalWithdrawn: ({ data }, journey) =>
    `Approval was withdrawn for ${approvalFor(journey, data.approvalId)}: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,

  EntryAnnulled: ({ data }) =>
    `An entry was annulled: ${inWords(data.reasonCode)}.${quoted(data.note)}`,
  EntryReplaced: () => 'An annulled entry was replaced by another.',
  EntryCarriedAway: () => 'An entry was carried to the record to which it belongs.',
  EntryCarriedHere: ({ data }) =>
    `This entry was carried here from another record, where it was first recorded on ${dayInWords(dayOf(data.firstRecordedAt))} by ${data.firstActor.id} (${data.firstActor.role}).`,
  PersonalDataRestated: ({ data }) =>
    data.without === undefined
      ? 'Personal data was sealed anew under another key.'
      : 'Personal data was sealed anew, and that of one entry made unreadable.',
  JourneyMergedInto: () => 'This record was a duplicate: it was merged into another and closed.',

  RecordRestricted: ({ data }) =>
    `The record was restricted (${data.level}) to ${data.people.length} people: ${inWords(data.reasonCode)}.${reviewOn(data.reviewOn)}${quoted(data.explanation)}`,
  RecordUnrestricted: ({ data }) =>
    `The restriction of the record ended: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,
  LegalHoldPlaced: ({ data }) =>
    `A legal hold was placed: ${inWords(data.reasonCode)}.${reviewOn(data.reviewOn)}${quoted(data.explanation)}`,
  LegalHoldLifted: ({ data }, journey) =>
    `A legal hold was lifted (${inWords(holdOf(journey, data.holdId)?.reasonCode ?? 'unknown')}).${quoted(data.explanation)}`,
  ErasureRequested: ({ data }) =>
    `Erasure of personal data was requested (${inWords(data.by)}).${quoted(data.request)}`,
  ErasureDecided: ({ data }) =>
    `The request for erasure was decided: ${inWords(data.outcome)} (${inWords(data.ground)}).${quoted(data.explanation)}`,
  DisposalProposed: ({ data }) =>
    `Disposal of the record was proposed under rule ${data.rule}.${quoted(data.explanation)}`,
  RecordDisposed: ({ data }) =>
    `The record was disposed of under rule ${data.rule}, approved by ${data.approvers.join(' and ')}.`,
};
