/** How the form of a task is laid out, where it is not as it comes. */
export type Arrangement = Readonly<{
  title?: string;
  /** Optional fields that are asked for at once; the rest is under "More". */
  shows?: readonly string[];
  /** Proposed values. */
  defaults?: Readonly<Record<string, string>>;
  labels?: Readonly<Record<string, string>>;
  /** A page of its own. */
  template?: string;
}>;

const PRICE = {
  'lines.0.code': 'tuition',
  'lines.0.unit': 'year',
  'lines.0.quantityThousandths': '1',
};

export const arrangements: Readonly<Record<string, Arrangement>> = {
  RegisterLearner: {
    title: 'Register a learner',
    shows: ['upn', 'upnUnknownReason', 'address', 'primaryNeed'],
    labels: { occurredOn: 'When did the case begin?' },
  },
  RequestPlacement: {
    title: 'Ask for a placement',
    shows: ['startBy', 'provision'],
    defaults: { boarding: 'day' },
  },
  SendConsultations: {
    title: 'Consult schools',
    template: 'consult.njk',
    defaults: { papers: 'draftPlan' },
    labels: { occurredOn: 'When were they asked?' },
  },
  ChaseConsultations: { title: 'Remind schools', defaults: { way: 'email' }, shows: ['note'] },
  AnswerConsultations: {
    title: 'Answers of schools',
    template: 'answers.njk',
    labels: { occurredOn: 'When did they answer?' },
  },
  ReceiveOffer: {
    title: 'Record an offer',
    shows: ['validUntil', 'startFrom', 'conditions'],
    defaults: { ...PRICE, vat: 'exempt', stage: 'firstAsked' },
    labels: { occurredOn: 'When did the offer come?', providerId: 'School that offers' },
  },
  AgreePlacement: {
    title: 'Agree a placement',
    template: 'decide.njk',
    shows: ['offerId', 'approvalId', 'expectedStartOn'],
    defaults: {
      basis: 'offer',
      rank: 'main',
      weeksPerYear: '38',
      residential: 'no',
      route: 'spot',
    },
    labels: { occurredOn: 'When was it decided?', offerId: 'Which offer is taken up?' },
  },
  PlanStart: {
    title: 'Plan the first day',
    shows: ['arrangements'],
    labels: { occurredOn: 'When was it arranged?' },
  },
  RescheduleStart: {
    title: 'Move the first day',
    shows: ['explanation'],
    labels: {
      to: 'New first day',
      occurredOn: 'When was that settled?',
      causedBy: 'Whose doing was it?',
    },
  },
  StartPlacement: {
    title: 'Record the first day',
    defaults: { pattern: 'fullTime' },
    labels: { occurredOn: 'First day attended' },
  },
  ReportSuspension: {
    title: 'Record a suspension',
    shows: ['to', 'reasons', 'explanation'],
    defaults: { basis: 'contractual' },
    labels: {
      occurredOn: 'First day of it',
      to: 'Last day of it, if known',
      explanation: 'What happened',
    },
  },
  RecordNotice: {
    title: 'Record a notice',
    shows: ['reasonCode', 'feesPayableUntil', 'explanation'],
    labels: { occurredOn: 'When was it given?', by: 'Who gave it?' },
  },
  EndPlacement: {
    title: 'End a placement',
    shows: ['fundedUntil', 'decidedOn', 'explanation'],
    labels: {
      occurredOn: 'Last day attended',
      decidedOn: 'Day of the decision to move on, if there was one',
    },
  },
  StartInterimProvision: {
    title: 'Start interim provision',
    shows: ['placementId', 'providerId', 'providerName'],
    labels: {
      occurredOn: 'First day of it',
      providerId: 'Provider, if in the register',
      providerName: 'Provider, if not in the register',
    },
  },
  EndInterimProvision: { title: 'End interim provision', labels: { occurredOn: 'Last day of it' } },
  ArrangeReview: {
    title: 'Arrange a review',
    shows: ['placementId'],
    defaults: { kind: 'annual', statutory: 'yes' },
    labels: { occurredOn: 'When were people first told?', meetingOn: 'Day of the meeting' },
  },
  HoldReviewMeeting: {
    title: 'Record the review meeting',
    shows: ['attended', 'childViews', 'parentViews'],
    labels: { occurredOn: 'When was it held?' },
  },
  ReceiveReviewReport: {
    title: 'Record the report of the review',
    labels: { occurredOn: 'When did it come?' },
  },
  NotifyReviewDecision: {
    title: 'Record the decision after the review',
    shows: ['reasons'],
    labels: { occurredOn: 'When was the family told?', outcome: 'What was decided?' },
  },
  RecordNote: { title: 'Add a note', defaults: { kind: 'call', about: 'learner' } },
  AssignCase: { title: 'Assign the case', shows: ['officer'], defaults: { reasonCode: 'new' } },
  Approve: { title: 'Approve' },
  SeekApproval: { title: 'Seek an approval', labels: { 'for.id': 'What is it for?' } },
};
