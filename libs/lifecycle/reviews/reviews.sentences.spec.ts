import { ERASED, type Happened, type LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import { harbour } from '../journey/testing/requests.examples.js';
import * as example from '../journey/testing/reviews.examples.js';
import { agreedAtOakfield, placementId } from '../journey/testing/starts.examples.js';
import type { ReviewsEvent } from './reviews.events.js';
import { reviewsSentences } from './reviews.sentences.js';

type Told = Extract<GivenEvent<JourneyEvent>, { type: ReviewsEvent['type'] }>;

const journey = scenario(journeyRules, { context });
const { state } = journey.given(
  ...[registered, agreedAtOakfield, example.reviewArranged, example.finalPlanIssued],
  ...[example.appealRegistered, example.concernRaised],
);
const { state: empty } = journey.given(registered);
const term = { placementId, schoolYear: 2025, term: 'autumn' } as const;
const day = (text: string) => text as LocalDate;

const sentenceOf = (told: Told, before = state): string => {
  const event = journey.given(told).history[0] as Happened<ReviewsEvent>;
  return reviewsSentences[event.type](event as never, before);
};

describe('the timeline says', () => {
  it.each<[string, Told]>([
    [
      'The annual review at Oakfield School was arranged for 14 January 2026.',
      example.reviewArranged,
    ],
    [
      'The settling-in review was arranged for 14 January 2026.',
      {
        type: 'ReviewArranged',
        data: {
          ...{ reviewId: 'review-2', kind: 'settlingIn', statutory: false },
          ...{ arrangedBy: 'school', meetingOn: day('2026-01-14') },
        },
      },
    ],
    [
      'The meeting of the annual review was moved to 21 January 2026: the family could not come. “Away”',
      {
        ...example.reviewRearranged,
        data: { ...example.reviewRearranged.data, explanation: 'Away' },
      },
    ],
    [
      'The annual review arranged for 14 January 2026 was called off: illness. “Chickenpox”',
      {
        ...example.reviewCalledOff,
        data: { ...example.reviewCalledOff.data, explanation: 'Chickenpox' },
      },
    ],
    ['The papers of the annual review were sent to all who are invited.', example.papersCirculated],
    [
      'The meeting of the annual review was held. Present: learner, parent, school and authority. The learner’s views were heard. The parent’s views were heard. The parent’s confidence is 2 of 5.',
      example.meetingHeld,
    ],
    [
      'The meeting of the annual review was held. The learner’s views were not heard.',
      {
        type: 'ReviewMeetingHeld',
        data: {
          ...{ reviewId: example.reviewId, attended: [], outcomes: [] },
          ...{ childViewsHeard: false, parentViewsHeard: false },
        },
      },
    ],
    [
      'The meeting of the annual review was held. Present: school. The learner’s views were heard. [erased] The parent’s views were heard. “No”',
      {
        type: 'ReviewMeetingHeld',
        data: {
          ...{ reviewId: example.reviewId, attended: ['school'], outcomes: [] },
          ...{ childViewsHeard: true, parentViewsHeard: true },
          ...{ childViews: ERASED, parentViews: 'No' },
        },
      },
    ],
    ['The report of the annual review arrived.', example.reportReceived],
    [
      'The family was told the decision after the annual review: amend the plan.',
      example.decidedToAmend,
    ],
    [
      'The family was told that the authority considers ceasing the plan after the annual review: needs met.',
      example.ceaseProposed,
    ],
    [
      'The family was told that the authority considers ceasing the plan: max age.',
      { type: 'CeaseProposed', data: { proposalId: 'proposal-2', reason: 'maxAge' } },
    ],
    [
      'Amendments to the plan (sections F and I) were proposed to the family after the annual review.',
      example.noticeSent,
    ],
    [
      'Amendments to the plan were proposed to the family.',
      { type: 'AmendmentNoticeSent', data: { amendmentId: 'amendment-2' } },
    ],
    [
      'The family answered the proposed amendments and asked for Harbour House to be named.',
      example.representations,
    ],
    [
      'The family answered the proposed amendments and asked for a meeting. “No”',
      {
        type: 'RepresentationsReceived',
        data: { amendmentId: 'amendment-1', asksForMeeting: true, representations: 'No' },
      },
    ],
    ['The family was told that the plan stays as it is after all.', example.notAmended],
    [
      'A final plan was issued (review), naming Oakfield School. The family was told of its right of appeal on 1 April 2026.',
      example.finalPlanIssued,
    ],
    [
      'A final plan was issued (new plan), naming Harbour House, a mainstream setting and a maintained special setting.',
      {
        type: 'FinalPlanIssued',
        data: {
          ...{ finalPlanId: 'final-plan-2', because: 'newPlan', learner: {} },
          sectionI: {
            ...{ kind: 'both', schools: [harbour], types: ['mainstream', 'maintainedSpecial'] },
          },
        },
      },
    ],
    [
      'A final plan was issued (correction), naming no school or type.',
      {
        type: 'FinalPlanIssued',
        data: {
          ...{ finalPlanId: 'final-plan-2', because: 'correction', learner: {} },
          sectionI: { kind: 'none', schools: [], types: [] },
        },
      },
    ],
    [
      'The tribunal registered an appeal against the contents of the plan (sections F and I).',
      example.appealRegistered,
    ],
    [
      'The tribunal registered an appeal against ceasing the plan.',
      { type: 'AppealRegistered', data: { appealId: 'appeal-2', against: 'cease', sections: [] } },
    ],
    [
      'A mediation certificate about the contents of the plan was issued: mediation was not pursued.',
      example.certificateIssued,
    ],
    [
      'A mediation certificate about the contents of the plan was issued: mediation was held.',
      {
        ...example.certificateIssued,
        data: { ...example.certificateIssued.data, mediation: 'held' },
      },
    ],
    [
      'The authority does not oppose the appeal against the contents of the plan.',
      example.appealConceded,
    ],
    ['The family withdrew the appeal against the contents of the plan.', example.appealWithdrawn],
    [
      'The tribunal decided the appeal against the contents of the plan: allowed. It ordered: amend named school (Harbour House) by 20 July 2026.',
      example.tribunalDecided,
    ],
    [
      'The tribunal decided the appeal against the contents of the plan: allowed in part. It ordered: amend plan and amend named school (a mainstream setting). “By consent”',
      {
        type: 'TribunalDecided',
        data: {
          ...{ appealId: example.appealId, outcome: 'allowedInPart', notes: 'By consent' },
          orders: [{ kind: 'amendPlan' }, { kind: 'amendNamedSchool', settingType: 'mainstream' }],
        },
      },
    ],
    [
      'The tribunal decided the appeal against the contents of the plan: dismissed.',
      {
        type: 'TribunalDecided',
        data: { appealId: example.appealId, outcome: 'dismissed', orders: [] },
      },
    ],
    [
      'Oakfield School returned attendance for autumn 2 2025/26: 63 of 70 sessions.',
      example.attendanceReturned,
    ],
    [
      'Oakfield School rated 1 outcome for autumn 2025/26.',
      {
        type: 'OutcomesReturned',
        data: { ...term, outcomes: [{ outcomeId: 'outcome-1', rating: 'achieved' }] },
      },
    ],
    [
      'Oakfield School returned incidents for autumn 2099/00: 2 notifiable, 1 of them notified in time, 1 restraint, 0 complaints.',
      {
        type: 'IncidentsReturned',
        data: {
          ...{ ...term, schoolYear: 2099, notifiable: 2, notifiedInTime: 1 },
          ...{ restraints: 1, complaints: 0 },
        },
      },
    ],
    [
      'Oakfield School returned satisfaction for autumn 2025/26: 1 of 2 who answered were satisfied.',
      { type: 'SatisfactionReturned', data: { ...term, respondents: 2, satisfied: 1 } },
    ],
    [
      'A concern of high severity was raised about Oakfield School by the family: incident.',
      example.concernRaised,
    ],
    [
      'A concern of low severity was raised by somebody else: part time timetable.',
      {
        type: 'ConcernRaised',
        data: {
          ...{ concernId: 'concern-2', kind: 'partTimeTimetable', severity: 'low' },
          raisedBy: 'other',
        },
      },
    ],
    ['The concern (incident) raised on 2 March 2026 is settled.', example.concernCleared],
  ])('%s', (sentence, told) => expect(sentenceOf(told)).toBe(sentence));

  it.each<[string, Told]>([
    ['The report of the review arrived.', example.reportReceived],
    ['The family withdrew the appeal.', example.appealWithdrawn],
    ['The concern is settled.', example.concernCleared],
    [
      'The setting returned attendance for autumn 2 2025/26: 63 of 70 sessions.',
      example.attendanceReturned,
    ],
  ])('%s where what it is about is not known', (sentence, told) =>
    expect(sentenceOf(told, empty)).toBe(sentence),
  );
});
