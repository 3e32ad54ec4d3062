import type { Erased, LocalDate, OccurredOn } from '#libs/event-sourcing';
import {
  addDays,
  change,
  put,
  type Evolve,
  type PriceLine,
  type SchoolSnapshot,
} from '../shared-kernel/index.js';
import type { BreakdownsEvent } from './breakdowns.events.js';

export type Ending = Readonly<{
  placementId: string;
  /** The last day attended. */
  endedOn: OccurredOn;
  /** The last day on which the place was held. */
  placeEndedOn: LocalDate;
  fundedUntil: LocalDate | undefined;
  reasonCode: string;
  decisionRef: string | undefined;
  decidedOn: LocalDate | undefined;
}>;

export type Suspension = Readonly<{
  suspensionId: string;
  placementId: string;
  from: OccurredOn;
  to: LocalDate | undefined;
  sessions: number;
}>;

export type Withholding = Readonly<{
  withholdingId: string;
  placementId: string;
  formal: boolean;
  from: OccurredOn;
  /** The first day the learner could come back, or on which it was withheld on other terms. */
  restoredOn: OccurredOn | undefined;
}>;

export type Notice = Readonly<{
  noticeId: string;
  placementId: string;
  by: 'provider' | 'authority' | 'family';
  givenOn: OccurredOn;
  expiresOn: LocalDate;
  feesPayableUntil: LocalDate | undefined;
  status: 'given' | 'disputed' | 'withdrawn' | 'settled';
  settled: Readonly<{ lastDay: LocalDate; feesPayableUntil: LocalDate; pence: number }> | undefined;
}>;

export type Interim = Readonly<{
  interimId: string;
  placementId: string | undefined;
  provider: SchoolSnapshot | undefined;
  providerName: string | Erased | undefined;
  kind: string;
  hoursPerWeekTenths: number;
  basis: string;
  lines: readonly PriceLine[];
  approvalId: string | undefined;
  startedOn: OccurredOn;
  endedOn: OccurredOn | undefined;
}>;

export type BreakdownsPart = Readonly<{
  endings: Readonly<Record<string, Ending>>;
  suspensions: Readonly<Record<string, Suspension>>;
  withholdings: Readonly<Record<string, Withholding>>;
  notices: Readonly<Record<string, Notice>>;
  interims: Readonly<Record<string, Interim>>;
}>;

export const initialBreakdowns: BreakdownsPart = {
  endings: {},
  suspensions: {},
  withholdings: {},
  notices: {},
  interims: {},
};

const changeNotice = (part: BreakdownsPart, id: string, by: Partial<Notice>): BreakdownsPart => ({
  ...part,
  notices: change(part.notices, id, by),
});

export const evolveBreakdowns: Evolve<BreakdownsPart, BreakdownsEvent> = {
  SuspensionReported: (
    part,
    { data: { suspensionId, placementId, to, sessions }, occurredOn },
  ) => ({
    ...part,
    suspensions: put(part.suspensions, suspensionId, {
      suspensionId,
      placementId,
      from: occurredOn,
      to,
      sessions,
    }),
  }),
  PlaceWithheld: (part, { data: { withholdingId, placementId, formal }, occurredOn }) => {
    const before = openWithholdingOf({ breakdowns: part }, placementId);
    const others = before
      ? change(part.withholdings, before.withholdingId, { restoredOn: occurredOn })
      : part.withholdings;
    const withholding: Withholding = {
      withholdingId,
      placementId,
      formal,
      from: occurredOn,
      restoredOn: undefined,
    };
    return { ...part, withholdings: put(others, withholdingId, withholding) };
  },
  PlaceRestored: (part, { data: { withholdingId }, occurredOn }) => ({
    ...part,
    withholdings: change(part.withholdings, withholdingId, { restoredOn: occurredOn }),
  }),
  NoticeGiven: (part, { data, occurredOn }) => ({
    ...part,
    notices: put(part.notices, data.noticeId, {
      noticeId: data.noticeId,
      placementId: data.placementId,
      by: data.by,
      givenOn: occurredOn,
      expiresOn: data.expiresOn,
      feesPayableUntil: data.feesPayableUntil,
      status: 'given',
      settled: undefined,
    }),
  }),
  NoticeDisputed: (part, { data: { noticeId } }) =>
    changeNotice(part, noticeId, { status: 'disputed' }),
  NoticeWithdrawn: (part, { data: { noticeId } }) =>
    changeNotice(part, noticeId, { status: 'withdrawn' }),
  NoticeSettled: (part, { data: { noticeId, lastDay, feesPayableUntil, pence } }) =>
    changeNotice(part, noticeId, {
      status: 'settled',
      settled: { lastDay, feesPayableUntil, pence },
    }),
  SafetyCheckRecorded: (part) => part,
  PlacementEnded: (part, { data, occurredOn, decision }) => ({
    ...part,
    endings: put(part.endings, data.placementId, {
      placementId: data.placementId,
      endedOn: occurredOn,
      placeEndedOn: data.placeEndedOn,
      fundedUntil: data.fundedUntil,
      reasonCode: data.reasonCode,
      decisionRef: data.decisionRef,
      decidedOn: data.decidedOn ?? decision?.on,
    }),
  }),
  EndingReasonSettled: (part, { data: { placementId, reasonCode, decisionRef, decidedOn } }) => ({
    ...part,
    endings: change(part.endings, placementId, (ending) => ({
      ...ending,
      reasonCode,
      decisionRef: decisionRef ?? ending.decisionRef,
      decidedOn: decidedOn ?? ending.decidedOn,
    })),
  }),
  BreakdownReviewed: (part) => part,
  InterimProvisionStarted: (part, { data, occurredOn }) => ({
    ...part,
    interims: put(part.interims, data.interimId, {
      interimId: data.interimId,
      placementId: data.placementId,
      provider: data.provider,
      providerName: data.providerName,
      kind: data.kind,
      hoursPerWeekTenths: data.hoursPerWeekTenths,
      basis: data.basis,
      lines: data.lines,
      approvalId: data.approvalId,
      startedOn: occurredOn,
      endedOn: undefined,
    }),
  }),
  InterimProvisionChanged: (part, { data: { interimId, ...terms } }) => ({
    ...part,
    interims: change(part.interims, interimId, (interim) => ({
      ...interim,
      hoursPerWeekTenths: terms.hoursPerWeekTenths,
      basis: terms.basis,
      lines: terms.lines,
      // Terms without an approval of their own rest on the one before.
      approvalId: terms.approvalId ?? interim.approvalId,
    })),
  }),
  InterimProvisionEnded: (part, { data: { interimId }, occurredOn }) => ({
    ...part,
    interims: change(part.interims, interimId, { endedOn: occurredOn }),
  }),
};

type Journey = Readonly<{ breakdowns: BreakdownsPart }>;

/** How a placement ended, if it did. */
export const endingOf = ({ breakdowns }: Journey, placementId: string): Ending | undefined =>
  breakdowns.endings[placementId];

export const withholdingOf = ({ breakdowns }: Journey, id: string): Withholding | undefined =>
  breakdowns.withholdings[id];

/** The withholding of a place that has not been given back. */
export const openWithholdingOf = (
  { breakdowns }: Journey,
  placementId: string,
): Withholding | undefined =>
  Object.values(breakdowns.withholdings).find(
    (one) => one.placementId === placementId && one.restoredOn === undefined,
  );

/** All suspensions from a placement, the first one first. */
export const suspensionsOf = (
  { breakdowns }: Journey,
  placementId: string,
): readonly Suspension[] =>
  Object.values(breakdowns.suspensions)
    .filter((one) => one.placementId === placementId)
    .sort((a, b) => inOrder(a.from.from + a.suspensionId, b.from.from + b.suspensionId));

export const noticeOf = ({ breakdowns }: Journey, id: string): Notice | undefined =>
  breakdowns.notices[id];

/** The notice a placement is under, neither withdrawn nor settled; of two, the one that expires first. */
export const openNoticeOf = (journey: Journey, placementId: string): Notice | undefined =>
  endingOf(journey, placementId)
    ? undefined
    : Object.values(journey.breakdowns.notices)
        .filter((one) => one.placementId === placementId && OPEN.includes(one.status))
        .sort((a, b) => inOrder(a.expiresOn + a.noticeId, b.expiresOn + b.noticeId))[0];

const OPEN: readonly Notice['status'][] = ['given', 'disputed'];

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);

/** Interim provision by its id. */
export const interimOf = ({ breakdowns }: Journey, id: string): Interim | undefined =>
  breakdowns.interims[id];

/** All interim provision, the first one first. */
export const interimsOf = ({ breakdowns }: Journey): readonly Interim[] =>
  Object.values(breakdowns.interims).sort((a, b) =>
    inOrder(a.startedOn.from + a.interimId, b.startedOn.from + b.interimId),
  );

/**
 * Could the learner come on that day, to a placement that had started? Not after the place ended,
 * not while it is withheld, not during a suspension. A vague date counts from its first day.
 */
export const isOpenToLearner = (journey: Journey, placementId: string, on: LocalDate): boolean => {
  const ending = endingOf(journey, placementId);
  if (ending && ending.placeEndedOn < on) return false;
  const withheld = Object.values(journey.breakdowns.withholdings).some(
    (one) =>
      one.placementId === placementId &&
      one.from.from <= on &&
      (one.restoredOn === undefined || on < one.restoredOn.from),
  );
  return !withheld && !suspensionsOf(journey, placementId).some((one) => covers(one, on));
};

const covers = (suspension: Suspension, on: LocalDate): boolean =>
  suspension.from.from <= on && on <= lastDayOf(suspension);

/** Where only the sessions are known, school days are taken to follow one another. */
const lastDayOf = ({ from, to, sessions }: Suspension): LocalDate =>
  to ?? addDays(from.from, Math.ceil(sessions / 2) - 1);
