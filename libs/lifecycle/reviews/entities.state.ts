import type { Erased, LocalDate, OccurredOn } from '#libs/event-sourcing';
import type { SchoolSnapshot } from '../shared-kernel/index.js';
import type { AppealsEvent } from './appeals.events.js';
import type { MeetingsEvent } from './meetings.events.js';
import type { PlansEvent, SectionI } from './plans.events.js';
import type { ReturnsEvent } from './returns.events.js';

type Data<E extends { type: string; data: unknown }, T extends E['type']> = Extract<
  E,
  { type: T }
>['data'];

/** What was said of a meeting, but for what is personal. */
export type Meeting = Omit<
  Data<MeetingsEvent, 'ReviewMeetingHeld'>,
  'reviewId' | 'childViews' | 'parentViews'
>;

export type CalledOff = Readonly<{
  on: OccurredOn;
  cause: Data<MeetingsEvent, 'ReviewCalledOff'>['cause'];
}>;

export type Review = Readonly<{
  reviewId: string;
  kind: Data<MeetingsEvent, 'ReviewArranged'>['kind'];
  statutory: boolean;
  placementId: string | undefined;
  school: SchoolSnapshot | undefined;
  /** When those invited were first told. */
  arrangedOn: OccurredOn;
  /** The day last set. */
  meetingOn: LocalDate;
  /** Called off, and no other day set since. */
  calledOff: CalledOff | undefined;
  papersOn: OccurredOn | undefined;
  heldOn: OccurredOn | undefined;
  meeting: Meeting | undefined;
  reportOn: OccurredOn | undefined;
  outcome: Data<MeetingsEvent, 'ReviewDecisionNotified'>['outcome'] | undefined;
  /** When the decision was notified: the day on which the plan counts as reviewed. */
  notifiedOn: OccurredOn | undefined;
}>;

export type Amendment = Readonly<{
  amendmentId: string;
  reviewId: string | undefined;
  noticeOn: OccurredOn;
  representations: number;
  status: 'proposed' | 'made' | 'notMade';
  concludedOn: OccurredOn | undefined;
}>;

export type CeaseProposal = Readonly<{
  proposalId: string;
  reviewId: string | undefined;
  reason: Data<PlansEvent, 'CeaseProposed'>['reason'];
  proposedOn: OccurredOn;
}>;

export type FinalPlan = Readonly<{
  finalPlanId: string;
  because: Data<PlansEvent, 'FinalPlanIssued'>['because'];
  issuedOn: OccurredOn;
  amendmentId: string | undefined;
  appealId: string | undefined;
  sectionI: SectionI;
  appealRightSentOn: LocalDate | undefined;
}>;

export type Decided = Pick<Data<AppealsEvent, 'TribunalDecided'>, 'outcome' | 'orders'>;

export type Appeal = Readonly<{
  appealId: string;
  against: Data<AppealsEvent, 'AppealRegistered'>['against'];
  finalPlanId: string | undefined;
  reviewId: string | undefined;
  sections: readonly string[];
  ref: string | Erased | undefined;
  registeredOn: OccurredOn;
  status: 'registered' | 'conceded' | 'withdrawn' | 'decided';
  concludedOn: OccurredOn | undefined;
  decided: Decided | undefined;
}>;

export type MediationCertificate = Readonly<{
  certificateId: string;
  mediation: Data<AppealsEvent, 'MediationCertificateIssued'>['mediation'];
  against: Appeal['against'];
  finalPlanId: string | undefined;
  reviewId: string | undefined;
  appealId: string | undefined;
  issuedOn: OccurredOn;
}>;

export type Concern = Readonly<{
  concernId: string;
  placementId: string | undefined;
  kind: Data<ReturnsEvent, 'ConcernRaised'>['kind'];
  severity: Data<ReturnsEvent, 'ConcernRaised'>['severity'];
  raisedOn: OccurredOn;
  clearedOn: OccurredOn | undefined;
}>;

export type Returned = Extract<
  ReturnsEvent,
  {
    type: 'AttendanceReturned' | 'OutcomesReturned' | 'IncidentsReturned' | 'SatisfactionReturned';
  }
>;

/** The newest return of its kind for a placement and period. */
export type Return = Readonly<{ returnedOn: OccurredOn; data: Returned['data'] }>;

export type ReviewsPart = Readonly<{
  reviews: Readonly<Record<string, Review>>;
  amendments: Readonly<Record<string, Amendment>>;
  proposals: Readonly<Record<string, CeaseProposal>>;
  plans: Readonly<Record<string, FinalPlan>>;
  finalPlanInForce: string | undefined;
  appeals: Readonly<Record<string, Appeal>>;
  certificates: Readonly<Record<string, MediationCertificate>>;
  /** By `returnKey`. */
  returns: Readonly<Record<string, Return>>;
  concerns: Readonly<Record<string, Concern>>;
}>;
