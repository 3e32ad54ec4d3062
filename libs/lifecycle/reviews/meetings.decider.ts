import {
  accept,
  canonical,
  certainlyBefore,
  unchanged,
  type Happened,
  type Irregularity,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { placementOf } from '../offers/offers.state.js';
import { daysBetween, sameWhen, type ModuleRules } from '../shared-kernel/index.js';
import { saysNothing } from './said-again.js';
import type { MeetingsCommand } from './meetings.commands.js';
import type { MeetingsEvent } from './meetings.events.js';
import { reviewOf, type Meeting, type Review } from './reviews.state.js';

type Rules = ModuleRules<MeetingsEvent, MeetingsCommand, JourneyState, JourneyEvent>;
type Hold = Extract<MeetingsCommand, { type: 'HoldReviewMeeting' }>;

/** SEND Regulations 2014, regulation 20(3): at least two weeks' notice of the date. */
const NOTICE_DAYS = 14;

const decide: Rules['decide'] = {
  ArrangeReview: ({ data }, journey, context) =>
    accept({
      type: 'ReviewArranged',
      data: {
        ...data,
        reviewId: context.newId('review'),
        school:
          data.placementId === undefined
            ? undefined
            : placementOf(journey, data.placementId)?.school,
      },
    }),

  RearrangeReview: ({ data }, journey) => {
    const review = reviewOf(journey, data.reviewId);
    return review?.meetingOn === data.meetingOn && !review.calledOff
      ? unchanged
      : accept({ type: 'ReviewRearranged', data });
  },

  CallOffReview: ({ data, details }, journey) => {
    const calledOff = reviewOf(journey, data.reviewId)?.calledOff;
    return saysNothing(data.explanation) &&
      calledOff?.cause === data.cause &&
      happenedOn(calledOff.on, details.occurredOn)
      ? unchanged
      : accept({ type: 'ReviewCalledOff', data });
  },

  CirculateReviewPapers: ({ data, details }, journey) =>
    happenedOn(reviewOf(journey, data.reviewId)?.papersOn, details.occurredOn)
      ? unchanged
      : accept({ type: 'ReviewPapersCirculated', data }),

  HoldReviewMeeting: ({ data, details }, journey) => {
    const review = reviewOf(journey, data.reviewId);
    const { childViews, parentViews, reviewId } = data;
    const meeting = meetingOf(data);
    if (
      saysNothing(childViews, parentViews) &&
      happenedOn(review?.heldOn, details.occurredOn) &&
      canonical(review?.meeting) === canonical(meeting)
    )
      return unchanged;
    return accept({
      type: 'ReviewMeetingHeld',
      data: { ...meeting, reviewId, childViews, parentViews },
    });
  },

  ReceiveReviewReport: ({ data, details }, journey) =>
    happenedOn(reviewOf(journey, data.reviewId)?.reportOn, details.occurredOn)
      ? unchanged
      : accept({ type: 'ReviewReportReceived', data }),

  NotifyReviewDecision: ({ data, details }, journey) => {
    const review = reviewOf(journey, data.reviewId);
    return saysNothing(data.reasons) &&
      review?.outcome === data.outcome &&
      happenedOn(review.notifiedOn, details.occurredOn)
      ? unchanged
      : accept({ type: 'ReviewDecisionNotified', data });
  },
};

const happenedOn = (known: OccurredOn | undefined, asked: OccurredOn): boolean =>
  known !== undefined && sameWhen(known, asked);

/** Views that are written down were heard. */
const meetingOf = (data: Hold['data']): Meeting => {
  const { reviewId: _id, childViews, parentViews, attended, outcomes, ...said } = data;
  return {
    ...said,
    attended: attended ?? [],
    outcomes: outcomes ?? [],
    childViewsHeard: data.childViewsHeard || childViews !== undefined,
    parentViewsHeard: data.parentViewsHeard || parentViews !== undefined,
  };
};

type About = Happened<Extract<MeetingsEvent, { data: Readonly<{ reviewId: string }> }>>;
type OfReview = (review: Review, event: About) => Refusal | undefined;

/** A rule on a review that must be there. */
const known =
  (rule: OfReview) =>
  (journey: JourneyState, event: About): Refusal | undefined => {
    const { reviewId } = event.data;
    const review = reviewOf(journey, reviewId);
    return review ? rule(review, event) : { because: 'unknown-review', reviewId };
  };

const alreadyHeld = ({ reviewId, heldOn }: Review): Refusal => ({
  because: 'meeting-already-held',
  reviewId,
  heldOn,
});

const beforeInvitation = (meetingOn: string, invitedOn: OccurredOn): Refusal | undefined =>
  meetingOn < invitedOn.from
    ? { because: 'meeting-before-invitation', meetingOn, invitedOn }
    : undefined;

const admits: Rules['admits'] = {
  ReviewArranged: (journey, { data: { placementId, meetingOn }, occurredOn }) =>
    placementId !== undefined && !placementOf(journey, placementId)
      ? { because: 'unknown-placement', placementId }
      : beforeInvitation(meetingOn, occurredOn),

  ReviewRearranged: (journey, event) =>
    known((review) =>
      review.heldOn && certainlyBefore(review.heldOn, event.occurredOn)
        ? alreadyHeld(review)
        : beforeInvitation(event.data.meetingOn, event.occurredOn),
    )(journey, event),

  ReviewCalledOff: known((review) => {
    const { reviewId, calledOff, heldOn } = review;
    if (heldOn) return alreadyHeld(review);
    return calledOff && { because: 'already-called-off', reviewId, calledOffOn: calledOff.on };
  }),

  ReviewPapersCirculated: known(
    ({ reviewId, papersOn }) =>
      papersOn && { because: 'papers-already-circulated', reviewId, papersOn },
  ),

  ReviewMeetingHeld: known((review, { occurredOn }) =>
    review.heldOn ? alreadyHeld(review) : beforeInvitation(occurredOn.to, review.arrangedOn),
  ),

  ReviewReportReceived: known((review, { occurredOn }) => {
    const { reviewId, reportOn, heldOn } = review;
    if (reportOn) return { because: 'report-already-received', reviewId, reportOn };
    return heldOn && certainlyBefore(occurredOn, heldOn)
      ? { because: 'report-before-meeting', reviewId, reportOn: occurredOn, heldOn }
      : undefined;
  }),

  ReviewDecisionNotified: known(
    ({ reviewId, outcome, notifiedOn }) =>
      outcome && { because: 'decision-already-notified', reviewId, outcome, notifiedOn },
  ),
};

const irregular: Rules['irregular'] = {
  ReviewArranged: (_journey, { data, occurredOn }) => shortNotice(data, data.meetingOn, occurredOn),

  ReviewRearranged: (journey, { data, occurredOn }) => {
    const review = reviewOf(journey, data.reviewId);
    return review ? shortNotice(review, data.meetingOn, occurredOn) : [];
  },

  ReviewMeetingHeld: (journey, { data: { reviewId } }) => {
    const calledOff = reviewOf(journey, reviewId)?.calledOff;
    return calledOff
      ? [{ code: 'held-though-called-off', reviewId, calledOffOn: calledOff.on }]
      : [];
  },

  ReviewReportReceived: (journey, { data: { reviewId } }) =>
    reviewOf(journey, reviewId)?.heldOn ? [] : [{ code: 'meeting-not-recorded', reviewId }],

  ReviewDecisionNotified: (journey, { data: { reviewId }, occurredOn }) => {
    const heldOn = reviewOf(journey, reviewId)?.heldOn;
    if (!heldOn) return [{ code: 'meeting-not-recorded', reviewId }];
    return certainlyBefore(occurredOn, heldOn)
      ? [{ code: 'decision-before-meeting', reviewId, heldOn }]
      : [];
  },
};

// Reviews of children under five are held beside the yearly one, without its rules on notice.
const shortNotice = (
  { kind, statutory }: Pick<Review, 'kind' | 'statutory'>,
  meetingOn: Review['meetingOn'],
  toldOn: OccurredOn,
): readonly Irregularity[] => {
  const days = daysBetween(toldOn.from, meetingOn);
  return statutory && kind !== 'under5' && days < NOTICE_DAYS
    ? [{ code: 'short-notice', meetingOn, days }]
    : [];
};

export const meetingsRules: Rules = { decide, admits, irregular };
