import { onDay, type LocalDate, type OccurredOn } from '#libs/event-sourcing';
import { scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  decidedToAmend,
  holdReviewMeeting,
  meetingHeld,
  reportReceived,
  reviewArranged,
  reviewId,
} from '../journey/testing/reviews.examples.js';
import { agreedAtOakfield } from '../journey/testing/starts.examples.js';
import { reviewOf } from './reviews.state.js';

const journey = scenario(journeyRules, { context });
const before = [registered, agreedAtOakfield] as const;
const arranged = [...before, reviewArranged] as const;
const held = [...arranged, meetingHeld] as const;

const day = (text: string) => text as LocalDate;
const on = (text: string) => onDay(day(text));
const between = (from: string, to: string): OccurredOn => ({
  from: day(from),
  to: day(to),
  precision: 'unknown',
});
const unknown = { because: 'unknown-review', reviewId };

describe('the meeting of a review', () => {
  const hold = (more: object = {}, occurredOn: string | OccurredOn = '2026-01-14') => ({
    type: 'HoldReviewMeeting' as const,
    data: { ...holdReviewMeeting, ...more },
    details: { occurredOn },
  });

  it('is recorded with who came and what was said', () => {
    journey
      .given(...arranged)
      .when(hold())
      .thenRecorded({ type: 'ReviewMeetingHeld', data: meetingHeld.data })
      .thenState((state) => {
        const { reviewId: _id, ...meeting } = meetingHeld.data;
        expect(reviewOf(state, reviewId)).toMatchObject({ heldOn: on('2026-01-14'), meeting });
      });
  });

  it('counts views as heard that are written down, and keeps the words out of the state', () => {
    journey
      .given(...arranged)
      .when({
        type: 'HoldReviewMeeting',
        data: {
          reviewId,
          childViewsHeard: false,
          parentViewsHeard: false,
          childViews: 'likes it',
          parentViews: 'does not',
        },
      })
      .thenRecorded({
        type: 'ReviewMeetingHeld',
        data: {
          reviewId,
          attended: [],
          outcomes: [],
          childViewsHeard: true,
          parentViewsHeard: true,
          childViews: 'likes it',
          parentViews: 'does not',
        },
      })
      .thenState((state) =>
        expect(reviewOf(state, reviewId)?.meeting).toEqual({
          attended: [],
          outcomes: [],
          childViewsHeard: true,
          parentViewsHeard: true,
        }),
      );
  });

  it('leaves views unheard that nobody heard', () => {
    journey
      .given(...arranged)
      .when(hold({ childViewsHeard: false, parentViewsHeard: false }))
      .thenState((state) =>
        expect(reviewOf(state, reviewId)?.meeting).toMatchObject({
          childViewsHeard: false,
          parentViewsHeard: false,
        }),
      );
  });

  it('is recorded once: the same again changes nothing', () => {
    journey
      .given(...held)
      .when(hold())
      .thenNothing();
  });

  it.each([
    ['on another day', {}, '2026-01-15'],
    ['with other content', { parentalConfidence: 3 }, '2026-01-14'],
    ['with words of the learner', { childViews: 'likes it' }, '2026-01-14'],
    ['with words of the parent', { parentViews: 'likes it' }, '2026-01-14'],
  ])('is refused a second time %s', (_how, more, occurredOn) => {
    journey
      .given(...held)
      .when(hold(more, occurredOn))
      .thenRefused({ because: 'meeting-already-held', reviewId, heldOn: on('2026-01-14') });
  });

  it('belongs to a review that is there', () => {
    journey
      .given(...before)
      .when(hold())
      .thenRefused(unknown);
  });

  it('is not certainly before anyone was told of it', () => {
    journey
      .given(...arranged)
      .when(hold({}, '2025-12-09'))
      .thenRefused({
        because: 'meeting-before-invitation',
        meetingOn: '2025-12-09',
        invitedOn: on('2025-12-10'),
      });
    journey
      .given(...arranged)
      .when(hold({}, between('2025-12-01', '2025-12-10')))
      .thenRecorded({ type: 'ReviewMeetingHeld', data: meetingHeld.data });
  });

  it('is not after its report, in whatever order they are recorded', () => {
    journey
      .given(...arranged, reportReceived)
      .when(hold({}, '2026-01-29'))
      .thenRefused({
        because: 'later-entry-no-longer-holds',
        entry: 'entry-3',
        event: 'ReviewReportReceived',
        refusal: {
          because: 'report-before-meeting',
          reviewId,
          reportOn: on('2026-01-28'),
          heldOn: on('2026-01-29'),
        },
      });
    journey
      .given(...arranged, reportReceived)
      .when(hold({}, '2026-01-28'))
      .thenRecorded({ type: 'ReviewMeetingHeld', data: meetingHeld.data });
  });
});

describe('the report of a review meeting', () => {
  const receive = (occurredOn: string | OccurredOn) => ({
    type: 'ReceiveReviewReport' as const,
    data: { reviewId },
    details: { occurredOn },
  });

  it('arrives on the day of the meeting at the earliest', () => {
    journey
      .given(...held)
      .when(receive('2026-01-14'))
      .thenRecorded({ type: 'ReviewReportReceived', data: { reviewId } })
      .thenState((state) => expect(reviewOf(state, reviewId)?.reportOn).toEqual(on('2026-01-14')));
    journey
      .given(...held)
      .when(receive('2026-01-13'))
      .thenRefused({
        because: 'report-before-meeting',
        reviewId,
        reportOn: on('2026-01-13'),
        heldOn: on('2026-01-14'),
      });
  });

  it('may have arrived some day that month', () => {
    journey
      .given(...held)
      .when(receive(between('2026-01-01', '2026-01-31')))
      .thenRecorded({ type: 'ReviewReportReceived', data: { reviewId } });
  });

  it('asks why there is no meeting', () => {
    journey
      .given(...arranged)
      .when(receive('2026-01-28'))
      .thenIrregular('meeting-not-recorded')
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'meeting-not-recorded', reviewId }],
      });
  });

  it('arrives once', () => {
    const received = [...held, reportReceived] as const;
    journey
      .given(...received)
      .when(receive('2026-01-28'))
      .thenNothing();
    journey
      .given(...received)
      .when(receive('2026-01-30'))
      .thenRefused({ because: 'report-already-received', reviewId, reportOn: on('2026-01-28') });
  });

  it('belongs to a review that is there', () => {
    journey
      .given(...before)
      .when(receive('2026-01-28'))
      .thenRefused(unknown);
  });
});

describe('the decision after a review', () => {
  const notify = (outcome: 'maintain' | 'amend', occurredOn: string | OccurredOn, more = {}) => ({
    type: 'NotifyReviewDecision' as const,
    data: { reviewId, outcome, ...more },
    details: { occurredOn },
  });

  it('completes the review', () => {
    journey
      .given(...held)
      .when(notify('amend', '2026-02-09', { reasons: 'because' }))
      .thenRecorded({
        type: 'ReviewDecisionNotified',
        data: { reviewId, outcome: 'amend', reasons: 'because' },
      })
      .thenState((state) =>
        expect(reviewOf(state, reviewId)).toMatchObject({
          outcome: 'amend',
          notifiedOn: on('2026-02-09'),
        }),
      );
  });

  it('is recorded once: the same again changes nothing', () => {
    journey
      .given(...held, decidedToAmend)
      .when(notify('amend', '2026-02-09'))
      .thenNothing();
  });

  it.each([
    ['another decision', notify('maintain', '2026-02-09')],
    ['the same of another day', notify('amend', '2026-02-10')],
    ['the same with reasons', notify('amend', '2026-02-09', { reasons: 'because' })],
  ] as const)('refuses a second one: %s', (_which, again) => {
    journey
      .given(...held, decidedToAmend)
      .when(again)
      .thenRefused({
        because: 'decision-already-notified',
        reviewId,
        outcome: 'amend',
        notifiedOn: on('2026-02-09'),
      });
  });

  it('asks why there was no meeting', () => {
    journey
      .given(...arranged)
      .when(notify('amend', '2026-02-09'))
      .thenIrregular('meeting-not-recorded')
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'meeting-not-recorded', reviewId }],
      });
  });

  it('asks why it was sent before the meeting', () => {
    journey
      .given(...held)
      .when(notify('maintain', '2026-01-13'))
      .thenIrregular('decision-before-meeting')
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'decision-before-meeting', reviewId, heldOn: on('2026-01-14') }],
      });
  });

  it.each([
    ['on the day of the meeting', '2026-01-14'],
    ['some day around it', between('2026-01-12', '2026-01-14')],
  ])('may be sent %s', (_when, occurredOn) => {
    journey
      .given(...held)
      .when(notify('maintain', occurredOn))
      .thenRecorded({
        type: 'ReviewDecisionNotified',
        data: { reviewId, outcome: 'maintain' },
      });
  });

  it('belongs to a review that is there', () => {
    journey
      .given(...before)
      .when(notify('amend', '2026-02-09'))
      .thenRefused(unknown);
  });
});
