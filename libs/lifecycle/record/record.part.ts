import type { Erased, LocalDate, OccurredOn, Refusal } from '#libs/event-sourcing';
import type { ApprovalKind } from './approvals.events.js';
import type { PlanDate } from './case.events.js';
import type { LinkedIdentifier, NeedCode, PersonName, PostalAddress } from './learner.events.js';

/** A value about a person: carried along to be read, never asked by a rule. */
export type Personal<T> = T | Erased | undefined;

export type Learner = Readonly<{
  registeredOn: OccurredOn;
  name: Personal<PersonName>;
  dateOfBirth: Personal<LocalDate>;
  upn: Personal<string>;
  uln: Personal<string>;
  upnUnknownReason: Personal<string>;
  sex: Personal<string>;
  otherIds: Personal<readonly LinkedIdentifier[]>;
  primaryNeed: NeedCode | undefined;
  furtherNeeds: readonly NeedCode[];
  cohort: number;
  responsibleAuthority: string;
  belongingAuthority: string | undefined;
}>;

export type Address = Readonly<{
  kind: string;
  /** Undefined: since before the record was opened. */
  from: LocalDate | undefined;
  district: string | undefined;
  authority: string | undefined;
  withholdFrom: readonly string[];
  address: Personal<PostalAddress>;
}>;

export type Contact = Readonly<{
  contactId: string;
  relation: string;
  parentalResponsibility: boolean;
  withholdFrom: readonly string[];
  current: boolean;
  name: Personal<PersonName>;
  phone: Personal<string>;
  email: Personal<string>;
  address: Personal<PostalAddress>;
}>;

export type DecisionHolder = Readonly<{
  holder: 'parent' | 'youngPerson' | 'representative';
  basis: string;
  contactId: string | undefined;
  from: LocalDate;
}>;

export type LearnerStatus = Readonly<{
  statusId: string;
  kind: string;
  authority: string | undefined;
  from: OccurredOn;
  /** The last day, where it is over or known to end. */
  to: LocalDate | undefined;
}>;

export type Plan = Readonly<{ planId: string; exceptions: readonly string[] }> &
  Readonly<Partial<Record<PlanDate, LocalDate | undefined>>>;

export type Assignment = Readonly<{
  officer: string | undefined;
  team: string;
  from: LocalDate;
  until: LocalDate | undefined;
  reasonCode: string;
}>;

export type Approval = Readonly<{
  approvalId: string;
  /** Who asked for it: may not be the one who gives it. */
  soughtBy: string;
  /** Everyone who had a hand in the asking: who decided to ask, and who recorded it. */
  soughtByAny: readonly string[];
  soughtOn: OccurredOn;
  forKind: ApprovalKind;
  forId: string | undefined;
  /** What was asked for: a year, or in all for a settlement. */
  askedPence: number;
  askedFrom: LocalDate | undefined;
  askedTo: LocalDate | undefined;
  status: 'sought' | 'approved' | 'declined' | 'withdrawn';
  /** Nothing until it is approved. */
  ceilingPence: number;
  from: LocalDate | undefined;
  to: LocalDate | undefined;
}>;

export type Restriction = Readonly<{
  level: 'limited' | 'sealed';
  reasonCode: string;
  people: readonly string[];
  reviewOn: LocalDate | undefined;
}>;

export type LegalHold = Readonly<{
  holdId: string;
  reasonCode: string;
  matter: string | undefined;
  placedOn: OccurredOn;
  lifted: boolean;
}>;

export type Erasure = Readonly<{
  erasureId: string;
  requestedOn: OccurredOn;
  outcome: string | undefined;
}>;

export type DisposalProposal = Readonly<{
  proposalId: string;
  rule: string;
  proposedBy: string;
  proposedByAny: readonly string[];
}>;

/** What was said of entries: apart from the rest, for it alone differs after a correction. */
export type EntriesTold = Readonly<{
  annulled: Readonly<Record<string, string>>;
  replacedBy: Readonly<Record<string, readonly string[]>>;
  carriedAway: readonly string[];
}>;

/** What is so about the learner and the case. */
export type RecordPart = Readonly<{
  learner: Learner | undefined;
  identifiers: readonly Readonly<{ system: string; value: Personal<string> }>[];
  addresses: readonly Address[];
  contacts: Readonly<Record<string, Contact>>;
  decisionHolders: readonly DecisionHolder[];
  statuses: Readonly<Record<string, LearnerStatus>>;
  plans: Readonly<Record<string, Plan>>;
  assignments: readonly Assignment[];
  approvals: Readonly<Record<string, Approval>>;
  broughtForward: Readonly<{ fileDigest: string; row: number; clocksFrom: LocalDate }> | undefined;
  restriction: Restriction | undefined;
  holds: Readonly<Record<string, LegalHold>>;
  erasures: Readonly<Record<string, Erasure>>;
  proposals: Readonly<Record<string, DisposalProposal>>;
  entries: EntriesTold;
  closed: Refusal | undefined;
}>;

export type HasRecord = Readonly<{ record: RecordPart }>;

export const initialRecord: RecordPart = {
  learner: undefined,
  identifiers: [],
  addresses: [],
  contacts: {},
  decisionHolders: [],
  statuses: {},
  plans: {},
  assignments: [],
  approvals: {},
  broughtForward: undefined,
  restriction: undefined,
  holds: {},
  erasures: {},
  proposals: {},
  entries: { annulled: {}, replacedBy: {}, carriedAway: [] },
  closed: undefined,
};
