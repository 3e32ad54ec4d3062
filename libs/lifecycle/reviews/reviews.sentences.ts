import type { JourneyState } from '../journey/journey-state.js';
import { placementOf } from '../offers/offers.state.js';
import {
  dayInWords,
  inWords,
  quoted,
  whenInWords,
  type Sentences,
} from '../shared-kernel/index.js';
import type { AppealsEvent, TribunalOrder } from './appeals.events.js';
import type { MeetingsEvent } from './meetings.events.js';
import type { PlansEvent, SectionI } from './plans.events.js';
import type { ReturnsEvent } from './returns.events.js';
import { appealOf, reviewOf, type CalledOff } from './reviews.state.js';
import type { ReviewsEvent } from './reviews.events.js';

const REVIEWS: Readonly<Record<string, string>> = {
  annual: 'annual review',
  early: 'early review',
  phase: 'phase transfer review',
  under5: 'review of a child under five',
  transferIn: 'review after the move from another authority',
  settlingIn: 'settling-in review',
};

const review = (journey: JourneyState, reviewId: string | undefined): string =>
  REVIEWS[reviewId === undefined ? '' : (reviewOf(journey, reviewId)?.kind ?? '')] ?? 'review';

type Rearranged = Extract<MeetingsEvent, { type: 'ReviewRearranged' }>['data'];

const arrangedFor = (journey: JourneyState, reviewId: string): string => {
  const meetingOn = reviewOf(journey, reviewId)?.meetingOn;
  return meetingOn === undefined ? '' : ` arranged for ${dayInWords(meetingOn)}`;
};

/** Why a meeting was moved, or a review called off. */
const CAUSES: Readonly<Record<CalledOff['cause'] | Rearranged['cause'], string>> = {
  superseded: 'another review takes its place',
  planCeased: 'the plan ceases',
  movedAway: 'the learner moved away',
  arrangedInError: 'it was arranged in error',
  family: 'the family could not come',
  school: 'the school could not be there',
  authority: 'the authority could not be there',
  professional: 'a professional who is needed could not come',
  illness: 'illness',
  weather: 'the weather',
  other: 'another reason',
};

const after = (journey: JourneyState, reviewId: string | undefined): string =>
  reviewId === undefined ? '' : ` after the ${review(journey, reviewId)}`;

const list = (words: readonly string[]): string =>
  words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;

const counted = (amount: number, one: string, more = `${one}s`): string =>
  `${amount} ${amount === 1 ? one : more}`;

const meetings: Sentences<MeetingsEvent, JourneyState> = {
  ReviewArranged: ({ data }) =>
    `The ${REVIEWS[data.kind]}${data.school ? ` at ${data.school.name}` : ''} was arranged for ${dayInWords(data.meetingOn)}.`,
  ReviewRearranged: ({ data }, journey) =>
    `The meeting of the ${review(journey, data.reviewId)} was moved to ${dayInWords(data.meetingOn)}: ${CAUSES[data.cause]}.${quoted(data.explanation)}`,
  ReviewCalledOff: ({ data }, journey) =>
    `The ${review(journey, data.reviewId)}${arrangedFor(journey, data.reviewId)} was called off: ${CAUSES[data.cause]}.${quoted(data.explanation)}`,
  ReviewPapersCirculated: ({ data }, journey) =>
    `The papers of the ${review(journey, data.reviewId)} were sent to all who are invited.`,
  ReviewMeetingHeld: ({ data }, journey) => {
    const came = data.attended.length === 0 ? '' : ` Present: ${list(data.attended.map(inWords))}.`;
    const child = data.childViewsHeard
      ? ` The learner’s views were heard.${quoted(data.childViews)}`
      : ' The learner’s views were not heard.';
    const parent = data.parentViewsHeard
      ? ` The parent’s views were heard.${quoted(data.parentViews)}`
      : '';
    const trust =
      data.parentalConfidence === undefined
        ? ''
        : ` The parent’s confidence is ${data.parentalConfidence} of 5.`;
    return `The meeting of the ${review(journey, data.reviewId)} was held.${came}${child}${parent}${trust}`;
  },
  ReviewReportReceived: ({ data }, journey) =>
    `The report of the ${review(journey, data.reviewId)} arrived.`,
  ReviewDecisionNotified: ({ data }, journey) =>
    `The family was told the decision after the ${review(journey, data.reviewId)}: ${data.outcome} the plan.${quoted(data.reasons)}`,
};

const named = ({ schools, types }: SectionI): string => {
  const all = [
    ...schools.map(({ name }) => name),
    ...types.map((type) => `a ${inWords(type)} setting`),
  ];
  return all.length === 0 ? 'no school or type' : list(all);
};

const plans: Sentences<PlansEvent, JourneyState> = {
  CeaseProposed: ({ data }, journey) =>
    `The family was told that the authority considers ceasing the plan${after(journey, data.reviewId)}: ${inWords(data.reason)}.${quoted(data.explanation)}`,
  AmendmentNoticeSent: ({ data }, journey) =>
    `Amendments to the plan${data.sections ? ` (sections ${list(data.sections)})` : ''} were proposed to the family${after(journey, data.reviewId)}.`,
  RepresentationsReceived: ({ data }) =>
    `The family answered the proposed amendments${data.requestedSchool ? ` and asked for ${data.requestedSchool.name} to be named` : ''}${data.asksForMeeting ? ' and asked for a meeting' : ''}.${quoted(data.representations)}`,
  AmendmentNotMade: ({ data }) =>
    `The family was told that the plan stays as it is after all.${quoted(data.reasons)}`,
  FinalPlanIssued: ({ data }) =>
    `A final plan was issued (${inWords(data.because)}), naming ${named(data.sectionI)}.${data.appealRightSentOn ? ` The family was told of its right of appeal on ${dayInWords(data.appealRightSentOn)}.` : ''}`,
};

const appeal = (journey: JourneyState, appealId: string): string => {
  const against = appealOf(journey, appealId)?.against;
  return against === undefined ? 'the appeal' : `the appeal against ${GROUNDS[against]}`;
};

const GROUNDS: Readonly<Record<string, string>> = {
  refusalToAssess: 'the refusal to assess',
  refusalToReassess: 'the refusal to reassess',
  refusalToIssue: 'the refusal to issue a plan',
  contents: 'the contents of the plan',
  refusalToAmend: 'the refusal to amend the plan',
  cease: 'ceasing the plan',
  other: 'another decision',
};

const order = ({ kind, school, settingType, directedBy }: TribunalOrder): string => {
  const names = school?.name ?? (settingType && `a ${inWords(settingType)} setting`);
  return `${inWords(kind)}${names ? ` (${names})` : ''}${directedBy ? ` by ${dayInWords(directedBy)}` : ''}`;
};

const appeals: Sentences<AppealsEvent, JourneyState> = {
  AppealRegistered: ({ data }) =>
    `The tribunal registered an appeal against ${GROUNDS[data.against]}${data.sections.length === 0 ? '' : ` (sections ${list(data.sections)})`}.`,
  MediationCertificateIssued: ({ data }) =>
    `A mediation certificate about ${GROUNDS[data.against]} was issued: mediation was ${data.mediation === 'held' ? 'held' : 'not pursued'}.`,
  AppealConceded: ({ data }, journey) =>
    `The authority does not oppose ${appeal(journey, data.appealId)}.${quoted(data.explanation)}`,
  AppealWithdrawn: ({ data }, journey) =>
    `The family withdrew ${appeal(journey, data.appealId)}.${quoted(data.explanation)}`,
  TribunalDecided: ({ data }, journey) =>
    `The tribunal decided ${appeal(journey, data.appealId)}: ${inWords(data.outcome)}.${data.orders.length === 0 ? '' : ` It ordered: ${list(data.orders.map(order))}.`}${quoted(data.notes)}`,
};

const setting = (journey: JourneyState, placementId: string): string =>
  placementOf(journey, placementId)?.school.name ?? 'The setting';

const schoolYear = (begins: number): string =>
  `${begins}/${String((begins + 1) % 100).padStart(2, '0')}`;

const returns: Sentences<ReturnsEvent, JourneyState> = {
  AttendanceReturned: ({ data }, journey) =>
    `${setting(journey, data.placementId)} returned attendance for ${inWords(data.halfTerm)} ${schoolYear(data.schoolYear)}: ${data.attended} of ${counted(data.possible, 'session')}.`,
  OutcomesReturned: ({ data }, journey) =>
    `${setting(journey, data.placementId)} rated ${counted(data.outcomes.length, 'outcome')} for ${data.term} ${schoolYear(data.schoolYear)}.`,
  IncidentsReturned: ({ data }, journey) =>
    `${setting(journey, data.placementId)} returned incidents for ${data.term} ${schoolYear(data.schoolYear)}: ${data.notifiable} notifiable, ${data.notifiedInTime} of them notified in time, ${counted(data.restraints, 'restraint')}, ${counted(data.complaints, 'complaint')}.`,
  SatisfactionReturned: ({ data }, journey) =>
    `${setting(journey, data.placementId)} returned satisfaction for ${data.term} ${schoolYear(data.schoolYear)}: ${data.satisfied} of ${data.respondents} who answered were satisfied.`,
  ConcernRaised: ({ data }, journey) =>
    `A concern of ${data.severity} severity was raised${data.placementId === undefined ? '' : ` about ${setting(journey, data.placementId)}`} by ${data.raisedBy === 'other' ? 'somebody else' : `the ${data.raisedBy}`}: ${inWords(data.kind)}.${quoted(data.details)}`,
  ConcernCleared: ({ data }, journey) => {
    const concern = journey.reviews.concerns[data.concernId];
    const raised = concern
      ? ` (${inWords(concern.kind)}) raised ${whenInWords(concern.raisedOn)}`
      : '';
    return `The concern${raised} is settled.${quoted(data.explanation)}`;
  },
};

export const reviewsSentences: Sentences<ReviewsEvent, JourneyState> = {
  ...meetings,
  ...plans,
  ...appeals,
  ...returns,
};
