import type { OccurredOn, Recorded } from '#libs/event-sourcing';
import { isErased } from '#libs/event-sourcing';
import {
  dayInWords,
  fieldsOf,
  journeyCatalogue,
  type FieldShape,
  type JourneyEvent,
} from '#libs/lifecycle';
import { isSchool, scaleOf } from '../tasks/form-values.js';
import { taskAt, type Task } from '../tasks/tasks.js';
import { routeName } from '../../api/index.js';

type Entry = readonly [Recorded<JourneyEvent>, ...Recorded<JourneyEvent>[]];

/** The command that records each kind of event. */
const commandOf: Readonly<Partial<Record<JourneyEvent['type'], string>>> = {
  LearnerRegistered: 'RegisterLearner',
  LearnerDetailsAmended: 'AmendLearnerDetails',
  NeedsAmended: 'AmendNeeds',
  IdentifierLinked: 'LinkIdentifier',
  AddressChanged: 'ChangeAddress',
  ContactRecorded: 'RecordContact',
  ContactAmended: 'AmendContact',
  DecisionHolderChanged: 'ChangeDecisionHolder',
  LearnerStatusRecorded: 'RecordLearnerStatus',
  LearnerStatusEnded: 'EndLearnerStatus',
  PlanRecorded: 'RecordPlan',
  PlanDatesAmended: 'AmendPlanDates',
  CaseAssigned: 'AssignCase',
  NoteRecorded: 'RecordNote',
  DelayExplained: 'ExplainDelay',
  ApprovalSought: 'SeekApproval',
  Approved: 'Approve',
  ApprovalDeclined: 'DeclineApproval',
  ApprovalWithdrawn: 'WithdrawApproval',
  RecordRestricted: 'RestrictRecord',
  RecordUnrestricted: 'UnrestrictRecord',
  LegalHoldPlaced: 'PlaceLegalHold',
  LegalHoldLifted: 'LiftLegalHold',
  ErasureRequested: 'RequestErasure',
  ErasureDecided: 'DecideErasure',
  PlacementRequested: 'RequestPlacement',
  PlacementRequestAmended: 'AmendPlacementRequest',
  PlacementRequestWithdrawn: 'WithdrawPlacementRequest',
  PreferenceExpressed: 'ExpressPreference',
  PreferenceDecided: 'DecidePreference',
  PanelReferred: 'ReferToPanel',
  PanelAdvised: 'RecordPanelAdvice',
  SettingTypeDecided: 'DecideSettingType',
  ConsultationSent: 'SendConsultations',
  ConsultationChased: 'ChaseConsultations',
  ConsultationAnswered: 'AnswerConsultations',
  ConsultationWithdrawn: 'WithdrawConsultations',
  NotConsultedRecorded: 'RecordNotConsulted',
  OfferReceived: 'ReceiveOffer',
  OfferAmended: 'AmendOffer',
  OfferExtended: 'ExtendOffer',
  OfferWithdrawn: 'WithdrawOffer',
  OfferDeclined: 'DeclineOffer',
  PlacementAgreed: 'AgreePlacement',
  PlacementFellThrough: 'RecordFallThrough',
  AgreementIssued: 'IssueAgreement',
  AgreementSigned: 'SignAgreement',
  StartPlanned: 'PlanStart',
  StartRescheduled: 'RescheduleStart',
  PlacementStarted: 'StartPlacement',
  DidNotStart: 'RecordNonStart',
  TermsChanged: 'ChangeTerms',
  ReviewArranged: 'ArrangeReview',
  ReviewRearranged: 'RearrangeReview',
  ReviewCalledOff: 'CallOffReview',
  ReviewPapersCirculated: 'CirculateReviewPapers',
  ReviewMeetingHeld: 'HoldReviewMeeting',
  ReviewReportReceived: 'ReceiveReviewReport',
  ReviewDecisionNotified: 'NotifyReviewDecision',
  AmendmentNoticeSent: 'SendAmendmentNotice',
  RepresentationsReceived: 'ReceiveRepresentations',
  AmendmentNotMade: 'DecideNotToAmend',
  CeaseProposed: 'ProposeCease',
  FinalPlanIssued: 'IssueFinalPlan',
  AppealRegistered: 'RegisterAppeal',
  MediationCertificateIssued: 'RecordMediationCertificate',
  AppealConceded: 'ConcedeAppeal',
  AppealWithdrawn: 'WithdrawAppeal',
  TribunalDecided: 'RecordTribunalDecision',
  AttendanceReturned: 'ReturnAttendance',
  OutcomesReturned: 'ReturnOutcomes',
  IncidentsReturned: 'ReturnIncidents',
  SatisfactionReturned: 'ReturnSatisfaction',
  ConcernRaised: 'RaiseConcern',
  ConcernCleared: 'ClearConcern',
  PhaseTransferIdentified: 'IdentifyPhaseTransfer',
  PhaseTransferNotApplicable: 'RuleOutPhaseTransfer',
  TransitionPlanned: 'PlanTransition',
  TransitionMade: 'MakeTransition',
  TransferInReceived: 'ReceiveTransferIn',
  TransferInNotified: 'NotifyTransferIn',
  TransferOutSent: 'SendTransferOut',
  PlanCeaseDecided: 'DecidePlanCease',
  PlanCeased: 'CeasePlan',
  SuspensionReported: 'ReportSuspension',
  PlaceWithheld: 'RecordPlaceWithheld',
  PlaceRestored: 'RecordPlaceRestored',
  NoticeGiven: 'RecordNotice',
  NoticeDisputed: 'DisputeNotice',
  NoticeWithdrawn: 'WithdrawNotice',
  NoticeSettled: 'SettleNotice',
  SafetyCheckRecorded: 'RecordSafetyCheck',
  PlacementEnded: 'EndPlacement',
  EndingReasonSettled: 'SettleEndingReason',
  BreakdownReviewed: 'RecordBreakdownReview',
  InterimProvisionStarted: 'StartInterimProvision',
  InterimProvisionChanged: 'ChangeInterimProvision',
  InterimProvisionEnded: 'EndInterimProvision',
};

/** Every kind of event there is on a journey. */
export const catalogueTypes = Object.keys(journeyCatalogue) as JourneyEvent['type'][];

/** The task that an entry was recorded by; `undefined` where there is no form for the like of it. */
export const taskOf = (events: Entry): Task | undefined => {
  const main = events.find(({ type }) => type === 'TransitionMade') ?? mainOf(events);
  const command = commandOf[main.type];
  return command === undefined ? undefined : taskAt(routeName(command));
};

const ABOUT_ENTRIES: readonly string[] = ['EntryCarriedHere', 'EntryAnnulled', 'EntryReplaced'];

const mainOf = (events: Entry): Recorded<JourneyEvent> =>
  events.find(({ type }) => !ABOUT_ENTRIES.includes(type)) ?? events[0];

export type Fields = readonly (readonly [name: string, value: string])[];

/** What one would type to record the entry again; schools by their ids. */
export const typedOf = (events: Entry, { entry: { body } }: Task): Fields => {
  const main = mainOf(events);
  const told = { ...toldBy(events), ...recordingOf(main) };
  return [
    ...typedFields(fieldsOf(body), told, ''),
    ...main.irregularities.map(
      ({ code, reason }) => [`ack.${code}`, isErased(reason) ? '' : reason] as const,
    ),
  ];
};

type Values = Readonly<Record<string, unknown>>;

const recordingOf = ({ occurredOn, receivedOn, decision, evidence }: Recorded<JourneyEvent>) => ({
  ...{ occurredOn, receivedOn, decision, evidence },
});

/** The values of a body out of what one command recorded, be it one event or many. */
const toldBy = (events: Entry): Values => {
  const own = events.filter(({ type }) => !ABOUT_ENTRIES.includes(type));
  const all = own.map(({ data }): Values => ({ ...data }));
  const first = own.find(({ type }) => type === 'TransitionMade') ? merged(own) : (all[0] ?? {});
  return {
    ...first,
    providerId: schoolIn(first, 'school') ?? schoolIn(first, 'provider'),
    toProviderId: schoolIn(first, 'to'),
    providerIds: all.flatMap((data) => schoolIn(data, 'school') ?? []),
    consultationIds: all.flatMap(({ consultationId }) => consultationId ?? []),
    answers: all,
  };
};

/** A move says how one placement ended and the next began. */
const merged = (own: readonly Recorded<JourneyEvent>[]): Values => {
  const dataOf = (type: JourneyEvent['type']): Values => ({
    ...own.find((one) => one.type === type)?.data,
  });
  const [made, ended, started] = [
    dataOf('TransitionMade'),
    dataOf('PlacementEnded'),
    dataOf('PlacementStarted'),
  ];
  const endedOn = own.find(({ type }) => type === 'PlacementEnded')?.occurredOn;
  return {
    ...{ ...ended, ...started, ...made, lastAttendedOn: endedOn },
    startedPlacementId: started['placementId'],
    endedPlacementId: ended['placementId'],
  };
};

const schoolIn = (data: Values, field: string): string | undefined => {
  const school = data[field];
  if (typeof school !== 'object' || school === null) return undefined;
  const { providerId } = school as Readonly<{ providerId?: string }>;
  return providerId;
};

const typedFields = (shapes: readonly FieldShape[], values: Values, within: string): Fields =>
  shapes.flatMap((shape) => typedField(shape, values[shape.name], `${within}${shape.name}`));

const typedField = (shape: FieldShape, value: unknown, name: string): Fields => {
  if (value === undefined || value === null || isErased(value)) return [];
  if (shape.kind === 'nested') return typedNested(shape, value, name);
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = all.map((one) => typedValue(shape, one));
  const joined = shape.many && shape.kind === 'text' ? [texts.join('\n')] : texts;
  return joined.map((text) => [name, text] as const);
};

const typedNested = ({ of }: FieldShape, value: unknown, name: string): Fields => {
  if (!of || typeof value !== 'object') return [];
  const shapes = fieldsOf(of());
  return Array.isArray(value)
    ? value.flatMap((one: Values, row) => typedFields(shapes, one, `${name}.${row}.`))
    : typedFields(shapes, value as Values, `${name}.`);
};

const PENCE = 100;

const typedValue = ({ kind, name }: FieldShape, value: unknown): string => {
  switch (kind) {
    case 'day':
      return dayInWords(String(value));
    case 'when':
      return whenAsTyped(value as OccurredOn);
    case 'pence':
      return String(Number(value) / PENCE);
    case 'whole':
      return String(Number(value) / scaleOf(name));
    case 'flag':
      return value === true ? 'yes' : 'no';
    default:
      return String(value);
  }
};

const MONTHS_OF_TERMS: Readonly<Record<string, string>> = {
  '09': 'autumn',
  '01': 'spring',
  '04': 'summer',
};

const whenAsTyped = ({ from, to, precision }: OccurredOn): string => {
  if (precision === 'day') return dayInWords(from);
  if (precision === 'month') return dayInWords(from).replace(/^\d+ /, '');
  if (precision === 'academicYear') return `${from.slice(0, 4)}/${to.slice(2, 4)}`;
  const term = MONTHS_OF_TERMS[from.slice(5, 7)];
  if (precision === 'term' && term) return `${term} ${from.slice(0, 4)}`;
  return `between ${dayInWords(from)} and ${dayInWords(to)}`;
};

/** Whether a field of a form names a school by its id, to be shown by its name. */
export const namesSchool = (name: string): boolean =>
  isSchool(name.split('.').findLast((part) => !/^\d+$/.test(part)) ?? name);
