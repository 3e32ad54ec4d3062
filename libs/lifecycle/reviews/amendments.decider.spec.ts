import { onDay, type LocalDate, type OccurredOn } from '#libs/event-sourcing';
import { scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';

import {
  amendmentId,
  decidedToAmend,
  finalPlanIssued,
  meetingHeld,
  notAmended,
  noticeSent,
  representations,
  reviewArranged,
  reviewId,
} from '../journey/testing/reviews.examples.js';
import { agreedAtOakfield } from '../journey/testing/starts.examples.js';
import { amendmentOf } from './reviews.state.js';

const journey = scenario(journeyRules, { context });
const before = [registered, agreedAtOakfield] as const;
const reviewed = [...before, reviewArranged, meetingHeld] as const;
const decided = [...reviewed, decidedToAmend] as const;
const noticed = [...decided, noticeSent] as const;

const day = (text: string) => text as LocalDate;
const on = (text: string) => onDay(day(text));
const month: OccurredOn = { from: day('2026-02-01'), to: day('2026-02-28'), precision: 'month' };
const unknownAmendment = { because: 'unknown-amendment', amendmentId };

describe('an amendment notice', () => {
  const send = (id?: string) => ({
    type: 'SendAmendmentNotice' as const,
    data: { ...(id !== undefined && { reviewId: id }), sections: ['F' as const, 'I' as const] },
    details: { occurredOn: '2026-02-09' },
  });

  it('follows a decision to amend', () => {
    journey
      .given(...decided)
      .when(send(reviewId))
      .thenRecorded({ type: 'AmendmentNoticeSent', data: noticeSent.data })
      .thenState((state) =>
        expect(amendmentOf(state, amendmentId)).toEqual({
          amendmentId,
          reviewId,
          noticeOn: on('2026-02-09'),
          representations: 0,
          status: 'proposed',
        }),
      );
  });

  it('may be sent without a review', () => {
    journey
      .given(...before)
      .when(send())
      .thenRecorded({ type: 'AmendmentNoticeSent', data: { amendmentId, sections: ['F', 'I'] } });
  });

  it('refuses a review that is not there', () => {
    journey
      .given(...before)
      .when(send(reviewId))
      .thenRefused({ because: 'unknown-review', reviewId });
  });

  it('asks why when nothing was decided, or something else', () => {
    journey
      .given(...reviewed)
      .when(send(reviewId))
      .thenIrregular('no-decision-to-amend');
    journey
      .given(...reviewed, { ...decidedToAmend, data: { reviewId, outcome: 'maintain' } })
      .when(send(reviewId))
      .thenIrregular('no-decision-to-amend')
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'no-decision-to-amend', reviewId, outcome: 'maintain' }],
      });
  });
});

describe('representations', () => {
  const receive = (occurredOn: string | OccurredOn, more: object = {}) => ({
    type: 'ReceiveRepresentations' as const,
    data: { amendmentId, asksForMeeting: false, ...more },
    details: { occurredOn },
  });

  it('may ask for a school, kept as the register has it', () => {
    journey
      .given(...noticed)
      .when(receive('2026-02-20', { requestedProviderId: 'school-harbour' }))
      .thenRecorded({ type: 'RepresentationsReceived', data: representations.data });
  });

  it('may ask for no school, and come twice', () => {
    journey
      .given(...noticed, representations)
      .when(receive('2026-02-23', { representations: 'We do not agree.' }))
      .thenRecorded({
        type: 'RepresentationsReceived',
        data: { amendmentId, asksForMeeting: false, representations: 'We do not agree.' },
      })
      .thenState((state) => expect(amendmentOf(state, amendmentId)?.representations).toBe(2));
  });

  it('refuse a school that is not in the register', () => {
    journey
      .given(...noticed)
      .when(receive('2026-02-20', { requestedProviderId: 'school-nowhere' }))
      .thenRefused({ because: 'unknown-school', providerId: 'school-nowhere' });
  });

  it('answer a notice that is there', () => {
    journey
      .given(...decided)
      .when(receive('2026-02-20'))
      .thenRefused(unknownAmendment);
  });

  it('do not come before the notice', () => {
    journey
      .given(...noticed)
      .when(receive('2026-02-08'))
      .thenRefused({ because: 'answer-before-notice', amendmentId, noticeOn: on('2026-02-09') });
    for (const occurredOn of ['2026-02-09', month])
      journey
        .given(...noticed)
        .when(receive(occurredOn))
        .thenRecorded({
          type: 'RepresentationsReceived',
          data: { amendmentId, asksForMeeting: false },
        });
  });

  it('ask why when the amendment was concluded before', () => {
    journey
      .given(...noticed, notAmended)
      .when(receive('2026-04-02'))
      .thenIrregular('answer-after-conclusion')
      .thenRefused({
        because: 'irregular',
        irregularities: [
          { code: 'answer-after-conclusion', amendmentId, concludedOn: on('2026-04-01') },
        ],
      });
    journey
      .given(...noticed, notAmended)
      .when(receive('2026-04-01'))
      .thenRecorded({
        type: 'RepresentationsReceived',
        data: { amendmentId, asksForMeeting: false },
      });
  });
});

describe('a decision not to amend', () => {
  const leave = (occurredOn: string, more: object = {}) => ({
    type: 'DecideNotToAmend' as const,
    data: { amendmentId, ...more },
    details: { occurredOn },
  });

  it('concludes the amendment', () => {
    journey
      .given(...noticed)
      .when(leave('2026-04-01', { reasons: 'because' }))
      .thenRecorded({ type: 'AmendmentNotMade', data: { amendmentId, reasons: 'because' } })
      .thenState((state) =>
        expect(amendmentOf(state, amendmentId)).toMatchObject({
          status: 'notMade',
          concludedOn: on('2026-04-01'),
        }),
      );
  });

  it('changes nothing when recorded again', () => {
    journey
      .given(...noticed, notAmended)
      .when(leave('2026-04-01'))
      .thenNothing();
  });

  const concluded = { ...leave('2026-04-01'), by: notAmended, as: 'notMade' } as const;

  it.each([
    { how: 'on another day', ...concluded, ...leave('2026-04-02') },
    { how: 'with reasons', ...concluded, ...leave('2026-04-01', { reasons: 'because' }) },
    {
      how: 'after the plan was issued',
      ...{ ...leave('2026-04-02'), by: finalPlanIssued, as: 'made' },
    },
  ])('is refused $how', ({ type, data, details, by, as }) => {
    journey
      .given(...noticed, by)
      .when({ type, data, details })
      .thenRefused({ because: 'amendment-concluded', amendmentId, as });
  });

  it('comes after a notice that is there', () => {
    journey
      .given(...decided)
      .when(leave('2026-04-01'))
      .thenRefused(unknownAmendment);
    journey
      .given(...noticed)
      .when(leave('2026-02-08'))
      .thenRefused({
        because: 'conclusion-before-notice',
        amendmentId,
        noticeOn: on('2026-02-09'),
      });
    journey
      .given(...noticed)
      .when(leave('2026-02-09'))
      .thenRecorded({ type: 'AmendmentNotMade', data: { amendmentId } });
  });
});

describe('a proposal to cease the plan', () => {
  const propose = (more: object = {}) => ({
    type: 'ProposeCease' as const,
    data: { reason: 'needsMet' as const, ...more },
  });

  it('may follow a review, or none', () => {
    journey
      .given(...reviewed)
      .when(propose({ reviewId }))
      .thenRecorded({
        type: 'CeaseProposed',
        data: { proposalId: 'proposal-1', reviewId, reason: 'needsMet' },
      });
    journey
      .given(...before)
      .when(propose())
      .thenRecorded({
        type: 'CeaseProposed',
        data: { proposalId: 'proposal-1', reason: 'needsMet' },
      });
  });

  it('refuses a review that is not there', () => {
    journey
      .given(...before)
      .when(propose({ reviewId }))
      .thenRefused({ because: 'unknown-review', reviewId });
  });
});
