import type { LocalDate } from '#libs/event-sourcing';
import {
  Code,
  Codes,
  command,
  Day,
  Flag,
  Id,
  ListOf,
  RecordingFields,
  Text,
  Whole,
  type CommandsOf,
} from '../shared-kernel/index.js';
import {
  calledOffCauses,
  outcomeRatings,
  rearrangedCauses,
  reviewArrangers,
  reviewAttendees,
  reviewDecisions,
  reviewKinds,
} from './meetings.events.js';

export class RatedOutcomeFields {
  @Id({ about: 'the outcome, by its id in the plan' }) outcomeId!: string;
  @Code(outcomeRatings) rating!: (typeof outcomeRatings)[number];
}

export class ArrangeReview extends RecordingFields {
  @Code(reviewKinds) kind!: (typeof reviewKinds)[number];
  @Flag({ about: 'a review under section 44' }) statutory!: boolean;
  @Code(reviewArrangers) arrangedBy!: (typeof reviewArrangers)[number];
  @Day() meetingOn!: LocalDate;
  @Id({ optional: true, about: 'the placement reviewed' }) placementId?: string;
}

export class RearrangeReview extends RecordingFields {
  @Id() reviewId!: string;
  @Day({ about: 'the new day' }) meetingOn!: LocalDate;
  @Code(rearrangedCauses) cause!: (typeof rearrangedCauses)[number];
  @Text({ optional: true }) explanation?: string;
}

export class CallOffReview extends RecordingFields {
  @Id() reviewId!: string;
  @Code(calledOffCauses) cause!: (typeof calledOffCauses)[number];
  @Text({ optional: true }) explanation?: string;
}

export class CirculateReviewPapers extends RecordingFields {
  @Id() reviewId!: string;
}

export class HoldReviewMeeting extends RecordingFields {
  @Id() reviewId!: string;
  @Codes(reviewAttendees, { optional: true, max: 20 })
  attended?: (typeof reviewAttendees)[number][];
  @Flag({ about: 'the learner’s views were heard, in whatever way' }) childViewsHeard!: boolean;
  @Flag({ about: 'the parent’s views were heard, in whatever way' }) parentViewsHeard!: boolean;
  @Text({ optional: true }) childViews?: string;
  @Text({ optional: true }) parentViews?: string;
  @Whole({ optional: true, min: 1, max: 5, about: '1 not at all confident, 5 wholly' })
  parentalConfidence?: number;
  @ListOf(() => RatedOutcomeFields, { optional: true, min: 0, max: 100 })
  outcomes?: RatedOutcomeFields[];
}

export class ReceiveReviewReport extends RecordingFields {
  @Id() reviewId!: string;
}

export class NotifyReviewDecision extends RecordingFields {
  @Id() reviewId!: string;
  @Code(reviewDecisions) outcome!: (typeof reviewDecisions)[number];
  @Text({ optional: true }) reasons?: string;
}

export const meetingsCommands = {
  ArrangeReview: command({
    body: ArrangeReview,
    does: 'Call a review and tell those invited the day.',
    permission: 'journeys:record',
  }),
  RearrangeReview: command({
    body: RearrangeReview,
    does: 'Move the meeting of a review to another day.',
    permission: 'journeys:record',
  }),
  CallOffReview: command({
    body: CallOffReview,
    does: 'Call off a review without setting another day.',
    permission: 'journeys:record',
  }),
  CirculateReviewPapers: command({
    body: CirculateReviewPapers,
    does: 'Record that the papers of a review went to all who are invited.',
    permission: 'journeys:record',
  }),
  HoldReviewMeeting: command({
    body: HoldReviewMeeting,
    does: 'Record the meeting of a review: who came, what was said, how far outcomes are reached.',
    permission: 'journeys:record',
  }),
  ReceiveReviewReport: command({
    body: ReceiveReviewReport,
    does: 'Record that the report of a review meeting arrived.',
    permission: 'journeys:record',
  }),
  NotifyReviewDecision: command({
    body: NotifyReviewDecision,
    does: 'Decide after a review to maintain, amend or cease the plan, and tell the family.',
    permission: 'journeys:decide',
  }),
} as const;

export type MeetingsCommand = CommandsOf<typeof meetingsCommands>;
