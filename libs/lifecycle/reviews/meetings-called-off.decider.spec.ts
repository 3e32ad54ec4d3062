import { onDay, type LocalDate } from '#libs/event-sourcing';
import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  holdReviewMeeting,
  meetingHeld,
  reviewArranged,
  reviewCalledOff,
  reviewId,
  reviewRearranged,
} from '../journey/testing/reviews.examples.js';
import { agreedAtOakfield } from '../journey/testing/starts.examples.js';
import { reviewOf } from './reviews.state.js';

const journey = scenario(journeyRules, { context });
const arranged = [registered, agreedAtOakfield, reviewArranged] as const;
const calledOff = [...arranged, reviewCalledOff] as const;
const calledOffOn = onDay('2025-12-18' as LocalDate);

const callOff = (more: object = {}, occurredOn = '2025-12-18') => ({
  type: 'CallOffReview' as const,
  data: { reviewId, cause: 'illness' as const, ...more },
  details: { occurredOn },
});
const rearrange = {
  type: 'RearrangeReview' as const,
  data: { reviewId, meetingOn: reviewRearranged.data.meetingOn, cause: 'illness' as const },
  details: { occurredOn: '2025-12-20' },
};

describe('calling off a review', () => {
  it('leaves it without a day, and says why', () => {
    journey
      .given(...arranged)
      .when(callOff({ explanation: 'Chickenpox.' }))
      .thenRecorded({
        type: 'ReviewCalledOff',
        data: { ...reviewCalledOff.data, explanation: 'Chickenpox.' },
      })
      .thenState((state) =>
        expect(reviewOf(state, reviewId)?.calledOff).toEqual({ on: calledOffOn, cause: 'illness' }),
      );
  });

  it('changes nothing when it is told again', () =>
    void journey
      .given(...calledOff)
      .when(callOff())
      .thenNothing());

  it.each([
    [{ cause: 'family' }, '2025-12-18'],
    [{}, '2025-12-19'],
    [{ explanation: 'Chickenpox.' }, '2025-12-18'],
  ])(
    'is refused a second time otherwise: %j on %s',
    (more, occurredOn) =>
      void journey
        .given(...calledOff)
        .when(callOff(more, occurredOn))
        .thenRefused({ because: 'already-called-off', reviewId, calledOffOn }),
  );

  it('is refused of a review that is not there, and of one whose meeting was held', () => {
    journey.given(registered).when(callOff()).thenRefused({ because: 'unknown-review', reviewId });
    journey
      .given(...arranged, meetingHeld)
      .when(callOff({}, '2026-02-01'))
      .thenRefused({
        because: 'meeting-already-held',
        reviewId,
        heldOn: onDay(meetingHeld.occurredOn as LocalDate),
      });
  });

  it('is over once another day is set, be it the day it was', () => {
    for (const meetingOn of [reviewRearranged.data.meetingOn, reviewArranged.data.meetingOn])
      journey
        .given(...calledOff)
        .when({ ...rearrange, data: { ...rearrange.data, meetingOn } })
        .thenRecorded({ type: 'ReviewRearranged', data: { ...rearrange.data, meetingOn } })
        .thenState((state) =>
          expect(reviewOf(state, reviewId)).toMatchObject({ meetingOn, calledOff: undefined }),
        );
  });

  it('lets its meeting be held knowingly only', () => {
    const hold = {
      type: 'HoldReviewMeeting' as const,
      data: holdReviewMeeting,
      details: { occurredOn: '2026-01-14' },
    };
    journey
      .given(...calledOff)
      .when(hold)
      .thenIrregular('held-though-called-off');
    const acknowledge = knowingly('held-though-called-off');
    journey
      .given(...calledOff)
      .when({ ...hold, details: { ...hold.details, acknowledge } })
      .thenRecorded({
        type: 'ReviewMeetingHeld',
        data: meetingHeld.data,
        irregularities: ['held-though-called-off'],
      });
  });
});
