import {
  accept,
  certainlyBefore,
  refuse,
  unchanged,
  type Happened,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { approvalNeeded, coverageOf } from '../record/approvals.rules.js';
import { placementOf } from '../offers/offers.state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import { startOf } from '../starts/starts.state.js';
import type { BreakdownsCommand } from './breakdowns.commands.js';
import type { BreakdownsEvent } from './breakdowns.events.js';
import { noticeOf, openNoticeOf, type Notice } from './breakdowns.state.js';
import { afterItEnded, feesStopEarly } from './breakdowns.rules.js';

type Rules = ModuleRules<
  Extract<
    BreakdownsEvent,
    { type: 'NoticeGiven' | 'NoticeDisputed' | 'NoticeWithdrawn' | 'NoticeSettled' }
  >,
  Extract<
    BreakdownsCommand,
    { type: 'RecordNotice' | 'DisputeNotice' | 'WithdrawNotice' | 'SettleNotice' }
  >,
  JourneyState,
  JourneyEvent
>;
type NoticeGiven = Happened<Extract<BreakdownsEvent, { type: 'NoticeGiven' }>>;
type NoticeSettled = Happened<Extract<BreakdownsEvent, { type: 'NoticeSettled' }>>;

const decide: Rules['decide'] = {
  RecordNotice: ({ data }, _journey, context) =>
    accept({ type: 'NoticeGiven', data: { ...data, noticeId: context.newId('notice') } }),

  DisputeNotice: ({ data }, journey) =>
    noticeOf(journey, data.noticeId)?.status === 'disputed'
      ? unchanged
      : accept({ type: 'NoticeDisputed', data }),

  WithdrawNotice: ({ data }, journey) =>
    noticeOf(journey, data.noticeId)?.status === 'withdrawn'
      ? unchanged
      : accept({ type: 'NoticeWithdrawn', data }),

  SettleNotice: ({ data, details }, journey, context) => {
    const { noticeId, approvalId, pence: askedPence } = data;
    const notice = noticeOf(journey, noticeId);
    if (notice?.settled && settledSo(notice.settled, data)) return unchanged;
    const needed = notice && approvalNeeded({ askedPence, approvalId }, context, details);
    return needed ? refuse(needed) : accept({ type: 'NoticeSettled', data });
  },
};

type Settled = NonNullable<Notice['settled']>;

const settledSo = (one: Settled, other: Settled): boolean =>
  one.lastDay === other.lastDay &&
  one.feesPayableUntil === other.feesPayableUntil &&
  one.pence === other.pence;

/** A notice can be answered once it is given and until it is withdrawn or settled. */
const notOpen = (
  journey: JourneyState,
  noticeId: string,
  occurredOn: OccurredOn,
): Refusal | undefined => {
  const notice = noticeOf(journey, noticeId);
  if (!notice) return { because: 'unknown-notice', noticeId };
  const { status, givenOn } = notice;
  if (status === 'withdrawn' || status === 'settled')
    return { because: 'notice-closed', noticeId, as: status };
  return certainlyBefore(occurredOn, givenOn)
    ? { because: 'before-notice-given', noticeId, givenOn }
    : undefined;
};

/** A notice may come before the first day attended; and a placement may start before it is agreed. */
const noticeOfNothing = (
  journey: JourneyState,
  { data: { placementId }, occurredOn }: NoticeGiven,
): Refusal | undefined => {
  const placement = placementOf(journey, placementId);
  if (!placement) return { because: 'unknown-placement', placementId };
  if (placement.fellThrough) return { because: 'placement-fell-through', placementId };
  const { agreedOn } = placement;
  const startedOn = startOf(journey, placementId)?.startedOn ?? agreedOn;
  return certainlyBefore(occurredOn, agreedOn) && certainlyBefore(occurredOn, startedOn)
    ? { because: 'before-placement-agreed', placementId, agreedOn }
    : afterItEnded(journey, { placementId, occurredOn });
};

const coverage = (journey: JourneyState, { data, occurredOn }: NoticeSettled) =>
  coverageOf(
    journey,
    { askedPence: data.pence, approvalId: data.approvalId },
    { kind: 'settlement', on: occurredOn },
  );

const admits: Rules['admits'] = {
  NoticeGiven: (journey, event) => {
    const { expiresOn } = event.data;
    return expiresOn < event.occurredOn.from
      ? { because: 'notice-expires-before-given', expiresOn }
      : noticeOfNothing(journey, event);
  },
  NoticeDisputed: (journey, { data: { noticeId }, occurredOn }) =>
    notOpen(journey, noticeId, occurredOn),
  NoticeWithdrawn: (journey, { data: { noticeId }, occurredOn }) =>
    notOpen(journey, noticeId, occurredOn),
  NoticeSettled: (journey, event) => {
    const { data, occurredOn } = event;
    const { noticeId, lastDay } = data;
    const closed = notOpen(journey, noticeId, occurredOn);
    if (closed) return closed;
    const givenOn = noticeOf(journey, noticeId)?.givenOn;
    if (givenOn && lastDay < givenOn.from)
      return { because: 'last-day-before-notice', noticeId, lastDay, givenOn };
    return coverage(journey, event).impossible;
  },
};

const irregular: Rules['irregular'] = {
  NoticeGiven: (journey, { data: { placementId, expiresOn, feesPayableUntil } }) => {
    const other = openNoticeOf(journey, placementId);
    return [
      ...(other ? [{ code: 'another-notice-open', noticeId: other.noticeId, by: other.by }] : []),
      ...feesStopEarly(feesPayableUntil, expiresOn),
    ];
  },
  NoticeSettled: (journey, event) => [
    ...feesStopEarly(event.data.feesPayableUntil, event.data.lastDay),
    ...coverage(journey, event).irregular,
  ],
};

export const noticesRules: Rules = { decide, admits, irregular };
