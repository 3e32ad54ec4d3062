import { onDay, type LocalDate, type OccurredOn } from '#libs/event-sourcing';
import { scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import { oakfield } from '../journey/testing/requests.examples.js';
import {
  arrangeReview,
  meetingHeld,
  papersCirculated,
  reviewArranged,
  reviewId,
  reviewRearranged,
} from '../journey/testing/reviews.examples.js';
import { agreedAtOakfield } from '../journey/testing/starts.examples.js';
import { reviewKinds } from './meetings.events.js';
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

describe('arranging a review', () => {
  const arrange = (more: Partial<typeof arrangeReview> = {}, occurredOn = '2025-12-10') => ({
    type: 'ArrangeReview' as const,
    data: { ...arrangeReview, ...more },
    details: { occurredOn },
  });

  it('keeps the school of the placement reviewed', () => {
    journey
      .given(...before)
      .when(arrange())
      .thenRecorded({ type: 'ReviewArranged', data: reviewArranged.data })
      .thenState((state) =>
        expect(reviewOf(state, reviewId)).toMatchObject({
          kind: 'annual',
          statutory: true,
          meetingOn: '2026-01-14',
          arrangedOn: on('2025-12-10'),
          school: oakfield,
          outcome: undefined,
        }),
      );
  });

  it('may be of the plan as a whole', () => {
    const { placementId: _id, ...review } = arrangeReview;
    journey
      .given(registered)
      .when({ type: 'ArrangeReview', data: review, details: { occurredOn: '2025-12-10' } })
      .thenRecorded({ type: 'ReviewArranged', data: { ...review, reviewId } });
  });

  it('refuses a placement that is not on the record', () => {
    journey
      .given(registered)
      .when(arrange())
      .thenRefused({ because: 'unknown-placement', placementId: 'placement-1' });
  });

  it('refuses a meeting before anyone was told of it', () => {
    journey
      .given(...before)
      .when(arrange({}, '2026-01-15'))
      .thenRefused({
        because: 'meeting-before-invitation',
        meetingOn: '2026-01-14',
        invitedOn: on('2026-01-15'),
      });
  });

  it('takes fourteen days as notice enough', () => {
    journey
      .given(...before)
      .when(arrange({}, '2025-12-31'))
      .thenRecorded({
        type: 'ReviewArranged',
        data: reviewArranged.data,
      });
  });

  it.each([
    ['2026-01-01', 13],
    ['2026-01-14', 0],
  ])('asks why when told on %s, %i days before', (told, days) => {
    journey
      .given(...before)
      .when(arrange({}, told))
      .thenIrregular('short-notice')
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'short-notice', meetingOn: '2026-01-14', days }],
      });
  });

  it.each(reviewKinds.filter((kind) => kind !== 'under5'))(
    'asks for two weeks’ notice of every statutory review: %s',
    (kind) => {
      journey
        .given(...before)
        .when(arrange({ kind }, '2026-01-13'))
        .thenIrregular('short-notice');
    },
  );

  it.each([
    ['of a child under five', { kind: 'under5' as const }],
    ['that no statute asks for', { kind: 'settlingIn' as const, statutory: false }],
  ])('asks for no notice of a review %s', (_which, more) => {
    journey
      .given(...before)
      .when(arrange(more, '2026-01-13'))
      .thenRecorded({ type: 'ReviewArranged', data: { ...reviewArranged.data, ...more } });
  });

  it('takes a vague invitation for as early as it may have been', () => {
    journey
      .given(...before)
      .when({ ...arrange(), details: { occurredOn: between('2025-12-31', '2026-01-31') } })
      .thenRecorded({ type: 'ReviewArranged', data: reviewArranged.data });
  });
});

describe('moving the meeting of a review', () => {
  const move = (meetingOn = '2026-01-21', occurredOn = '2025-12-17') => ({
    type: 'RearrangeReview' as const,
    data: { reviewId, meetingOn: day(meetingOn), cause: 'family' as const, explanation: 'ill' },
    details: { occurredOn },
  });

  it('sets the new day', () => {
    journey
      .given(...arranged)
      .when(move())
      .thenRecorded({
        type: 'ReviewRearranged',
        data: { ...reviewRearranged.data, explanation: 'ill' },
      })
      .thenState((state) => expect(reviewOf(state, reviewId)?.meetingOn).toBe('2026-01-21'));
  });

  it('changes nothing when asked for the day it is on', () => {
    journey
      .given(...arranged)
      .when(move('2026-01-14'))
      .thenNothing();
    journey
      .given(...arranged, reviewRearranged)
      .when(move())
      .thenNothing();
  });

  it('refuses a review that is not there', () => {
    journey
      .given(...before)
      .when(move())
      .thenRefused(unknown);
  });

  it('refuses to move a meeting after it was held', () => {
    journey
      .given(...held)
      .when(move('2026-02-21', '2026-01-15'))
      .thenRefused({ because: 'meeting-already-held', reviewId, heldOn: on('2026-01-14') });
  });

  it('lets a meeting be moved and held on one day', () => {
    journey
      .given(...arranged, { ...meetingHeld, occurredOn: '2026-01-12' })
      .when({
        ...move('2026-01-12', '2026-01-12'),
        details: {
          occurredOn: '2026-01-12',
          acknowledge: [{ code: 'short-notice', reason: 'all agreed' }],
        },
      })
      .thenRecorded({
        type: 'ReviewRearranged',
        data: { ...move('2026-01-12').data },
        irregularities: ['short-notice'],
      });
  });

  it('refuses a day before anyone was told of it', () => {
    journey
      .given(...arranged)
      .when(move('2025-12-16'))
      .thenRefused({
        because: 'meeting-before-invitation',
        meetingOn: '2025-12-16',
        invitedOn: on('2025-12-17'),
      });
  });

  it('asks why the new day is less than two weeks off', () => {
    journey
      .given(...arranged)
      .when(move('2025-12-30'))
      .thenIrregular('short-notice');
    journey
      .given(...arranged)
      .when(move('2025-12-31'))
      .thenRecorded({
        type: 'ReviewRearranged',
        data: move('2025-12-31').data,
      });
  });

  it('asks for no notice of a review of a child under five', () => {
    const under5 = {
      ...reviewArranged,
      data: { ...reviewArranged.data, kind: 'under5' as const },
    };
    journey
      .given(...before, under5)
      .when(move('2025-12-18'))
      .thenRecorded({ type: 'ReviewRearranged', data: move('2025-12-18').data });
  });
});

describe('the papers of a review', () => {
  const circulate = (occurredOn: string) => ({
    type: 'CirculateReviewPapers' as const,
    data: { reviewId },
    details: { occurredOn },
  });

  it('are sent once', () => {
    journey
      .given(...arranged)
      .when(circulate('2025-12-19'))
      .thenRecorded({ type: 'ReviewPapersCirculated', data: { reviewId } })
      .thenState((state) => expect(reviewOf(state, reviewId)?.papersOn).toEqual(on('2025-12-19')));
    journey
      .given(...arranged, papersCirculated)
      .when(circulate('2025-12-19'))
      .thenNothing();
    journey
      .given(...arranged, papersCirculated)
      .when(circulate('2025-12-22'))
      .thenRefused({
        because: 'papers-already-circulated',
        reviewId,
        papersOn: on('2025-12-19'),
      });
  });

  it('belong to a review that is there', () => {
    journey
      .given(...before)
      .when(circulate('2025-12-19'))
      .thenRefused(unknown);
  });
});
