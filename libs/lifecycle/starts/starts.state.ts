import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { put, type Evolve } from '../shared-kernel/index.js';
import type { StartsEvent } from './starts.events.js';

type DataOf<T extends StartsEvent['type']> = Extract<StartsEvent, { type: T }>['data'];
export type AgreementParty = DataOf<'AgreementSigned'>['by'][number];

/** The paper about one placement; one that was signed and never sent out has no `issuedOn`. */
export type Agreement = Readonly<{
  agreementId: string;
  placementId: string;
  reference: string | undefined;
  issuedOn: OccurredOn | undefined;
  signedOn: Readonly<Partial<Record<AgreementParty, OccurredOn>>>;
}>;

export type Start = Readonly<{
  placementId: string;
  /** The first day attended. */
  startedOn: OccurredOn;
  /** Where not said: from the first day attended. */
  fundedFrom: LocalDate | undefined;
  siteId: string | undefined;
  pattern: string;
  daysPerWeekTenths: number | undefined;
  nightsPerWeek: number | undefined;
}>;

export type TermsChange = Omit<DataOf<'TermsChanged'>, 'explanation'> &
  Readonly<{ decidedOn: OccurredOn }>;

type Table<T> = Readonly<Record<string, T>>;

/** All by placement id, but for what has an id of its own. */
export type StartsPart = Readonly<{
  agreements: Table<Agreement>;
  planned: Table<LocalDate>;
  started: Table<Start>;
  notStarted: Table<OccurredOn>;
  changes: Table<TermsChange>;
}>;

export const initialStarts: StartsPart = {
  agreements: {},
  planned: {},
  started: {},
  notStarted: {},
  changes: {},
};

export const evolveStarts: Evolve<StartsPart, StartsEvent> = {
  AgreementIssued: (part, { data: { agreementId, placementId, reference }, occurredOn }) => ({
    ...part,
    agreements: put(part.agreements, agreementId, {
      agreementId,
      placementId,
      reference,
      issuedOn: occurredOn,
      signedOn: {},
    }),
  }),
  AgreementSigned: (part, { data: { agreementId, placementId, by }, occurredOn }) => {
    const unsent = { agreementId, placementId, reference: undefined, issuedOn: undefined };
    const paper = part.agreements[agreementId] ?? { ...unsent, signedOn: {} };
    const signed = Object.fromEntries(by.map((party) => [party, occurredOn]));
    const signedOn = { ...paper.signedOn, ...signed };
    return { ...part, agreements: put(part.agreements, agreementId, { ...paper, signedOn }) };
  },
  StartPlanned: (part, { data: { placementId, startOn } }) => ({
    ...part,
    planned: put(part.planned, placementId, startOn),
  }),
  StartRescheduled: (part, { data: { placementId, to } }) => ({
    ...part,
    planned: put(part.planned, placementId, to),
  }),
  PlacementStarted: (part, { data, occurredOn }) => ({
    ...part,
    started: put(part.started, data.placementId, {
      placementId: data.placementId,
      startedOn: occurredOn,
      fundedFrom: data.fundedFrom,
      siteId: data.siteId,
      pattern: data.pattern,
      daysPerWeekTenths: data.daysPerWeekTenths,
      nightsPerWeek: data.nightsPerWeek,
    }),
  }),
  DidNotStart: (part, { data: { placementId }, occurredOn }) => ({
    ...part,
    notStarted: put(part.notStarted, placementId, occurredOn),
  }),
  TermsChanged: (part, { data: { explanation: _explanation, ...data }, occurredOn }) => ({
    ...part,
    changes: put(part.changes, data.changeId, { ...data, decidedOn: occurredOn }),
  }),
};

type HasStarts = Readonly<{ starts: StartsPart }>;

/** How a placement started, if it did. */
export const startOf = ({ starts }: HasStarts, placementId: string): Start | undefined =>
  starts.started[placementId];

/** It was agreed, and the learner never came. */
export const didNotStart = ({ starts }: HasStarts, placementId: string): boolean =>
  starts.notStarted[placementId] !== undefined;

/** When it became clear that the learner would not come. */
export const notStartedOn = ({ starts }: HasStarts, placementId: string): OccurredOn | undefined =>
  starts.notStarted[placementId];

/** The first day as last fixed or moved. */
export const plannedStartOf = ({ starts }: HasStarts, placementId: string): LocalDate | undefined =>
  starts.planned[placementId];

export const agreementOf = ({ starts }: HasStarts, agreementId: string): Agreement | undefined =>
  starts.agreements[agreementId];

export const agreementsOf = ({ starts }: HasStarts, placementId: string): readonly Agreement[] =>
  Object.values(starts.agreements).filter((paper) => paper.placementId === placementId);

/** All changes of the terms of a placement, in no particular order. */
export const termsChangesOf = ({ starts }: HasStarts, placementId: string) =>
  Object.values(starts.changes).filter((one) => one.placementId === placementId);
