import {
  accept,
  certainlyBefore,
  refuse,
  unchanged,
  type Happened,
  type Irregularity,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import { endingOf, openNoticeOf } from '../breakdowns/breakdowns.state.js';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { learnerSnapshotOf } from '../record/record.state.js';
import { isAskedForUnderS38, requestOf } from '../requests/requests.state.js';
import { afterWithdrawal } from '../requests/requests.rules.js';
import {
  mustAdmit,
  pencePerYear,
  sameWhen,
  type JourneyContext,
  type ModuleRules,
  type SchoolSnapshot,
} from '../shared-kernel/index.js';
import { didNotStart, startOf } from '../starts/starts.state.js';
import { plannedTransitionsFrom } from '../transitions/transitions.state.js';
import { approvalNeeded, coverageOf, type Spending } from '../record/approvals.rules.js';
import type { OffersCommand } from './offers.commands.js';
import type { OffersEvent } from './offers.events.js';
import { offerOf, placementOf, placementsOf, type Offer, type Placement } from './offers.state.js';
import { notOpen } from './school-offers.decider.js';

type Rules = ModuleRules<
  Extract<OffersEvent, { type: `Placement${string}` }>,
  Extract<OffersCommand, { type: 'AgreePlacement' | 'RecordFallThrough' }>,
  JourneyState,
  JourneyEvent
>;
type Agree = Extract<OffersCommand, { type: 'AgreePlacement' }>;
type Agreed = Extract<OffersEvent, { type: 'PlacementAgreed' }>;

const spending = ({ lines, approvalId }: Agreed['data']): Spending => ({
  askedPence: pencePerYear(lines),
  approvalId,
});

const decide: Rules['decide'] = {
  AgreePlacement: (command, journey, context) => {
    if (isAgreed(command, journey)) return unchanged;
    const offer = offerNamed(journey, command.data.offerId);
    const school = settingOf(command, offer, context);
    if ('because' in school) return refuse(school);
    const learner = learnerSnapshotOf(journey);
    const data = { ...agreementOf(command, offer, context), school, learner };
    const needed = approvalNeeded(spending(data), context, command.details);
    return needed ? refuse(needed) : accept({ type: 'PlacementAgreed', data });
  },

  RecordFallThrough: ({ data }, journey) =>
    placementOf(journey, data.placementId)?.fellThrough
      ? unchanged
      : accept({ type: 'PlacementFellThrough', data }),
};

const offerNamed = (journey: JourneyState, offerId: string | undefined): Offer | undefined =>
  offerId === undefined ? undefined : offerOf(journey, offerId);

/** This very offer was taken up on this very day. */
const isAgreed = ({ data: { offerId }, details }: Agree, journey: JourneyState): boolean =>
  offerId !== undefined &&
  placementsOf(journey).some(
    (one) => one.offerId === offerId && sameWhen(one.agreedOn, details.occurredOn),
  );

/** Where the learner is to be placed: as offered, as registered, or a setting without a URN. */
const settingOf = (
  { data, details }: Agree,
  offer: Offer | undefined,
  { schools }: JourneyContext,
): SchoolSnapshot | Refusal => {
  const { offerId, providerId, settingName, settingCategory } = data;
  if (offerId !== undefined) return offer?.school ?? { because: 'unknown-offer', offerId };
  if (providerId !== undefined)
    return schools[providerId] ?? { because: 'unknown-school', providerId };
  if (settingName === undefined || settingCategory === undefined)
    return { because: 'setting-not-said' };
  return { name: settingName, category: settingCategory, asOf: details.occurredOn.from };
};

/** The price is as offered where no other was agreed; without either, none was. */
const agreementOf = ({ data }: Agree, offer: Offer | undefined, context: JourneyContext) => {
  const { providerId = '', settingName: _n, settingCategory: _c, ...agreed } = data;
  const { requestId, distanceMiles, lines, vat }: Partial<Offer> = offer ?? {};
  return {
    ...agreed,
    placementId: context.newId('placement'),
    requestId: data.requestId ?? requestId,
    distanceMiles: offer ? distanceMiles : context.distanceMiles[providerId],
    lines: data.lines ?? lines ?? [],
    vat: data.vat ?? vat ?? ('outsideScope' as const),
  };
};

const admits: Rules['admits'] = {
  PlacementAgreed: (journey, event) => {
    const { requestId } = event.data;
    return requestId !== undefined && !requestOf(journey, requestId)
      ? { because: 'unknown-request', requestId }
      : (withoutItsOffer(journey, event) ?? coverage(journey, event).impossible);
  },

  PlacementFellThrough: (journey, { data: { placementId }, occurredOn }) => {
    const placement = placementOf(journey, placementId);
    if (!placement) return { because: 'unknown-placement', placementId };
    const { fellThrough, agreedOn } = placement;
    if (fellThrough) return { because: 'already-fell-through', placementId, on: fellThrough };
    if (startOf(journey, placementId)) return { because: 'already-started', placementId };
    if (didNotStart(journey, placementId)) return { because: 'did-not-start', placementId };
    return certainlyBefore(occurredOn, agreedOn)
      ? { because: 'before-placement-agreed', placementId, agreedOn }
      : undefined;
  },
};

const withoutItsOffer = (
  journey: JourneyState,
  { data: { basis, offerId, requestId }, occurredOn }: Happened<Agreed>,
): Refusal | undefined => {
  if (offerId === undefined) return basis === 'offer' ? { because: 'offer-needed' } : undefined;
  const closed = notOpen(journey, offerId, occurredOn);
  if (closed) return closed;
  const offeredFor = offerOf(journey, offerId)?.requestId;
  return offeredFor === requestId
    ? undefined
    : { because: 'offer-of-another-request', offerId, requestId: offeredFor };
};

const irregular: Rules['irregular'] = {
  PlacementAgreed: (journey, event) => [
    ...afterWithdrawal(journey, event.data.requestId, event.occurredOn),
    ...lapsed(journey, event.data.offerId, event.occurredOn),
    ...namedWithoutOffer(event.data),
    ...secondMain(journey, event.data),
    ...coverage(journey, event).irregular,
    ...embargoed(journey, event.data),
  ],
};

const coverage = (journey: JourneyState, { data, occurredOn }: Happened<Agreed>) =>
  coverageOf(journey, spending(data), { kind: 'placement', on: occurredOn });

const lapsed = (
  journey: JourneyState,
  offerId: string | undefined,
  { from }: OccurredOn,
): readonly Irregularity[] => {
  const validUntil = offerNamed(journey, offerId)?.validUntil;
  return validUntil !== undefined && validUntil < from
    ? [{ code: 'offer-lapsed', offerId, validUntil }]
    : [];
};

// A school with no duty to admit cannot be named without its offer (Children and Families Act s.43).
const namedWithoutOffer = ({ basis, offerId, school }: Agreed['data']): readonly Irregularity[] =>
  basis === 'dutyToAdmit' && offerId === undefined && !mustAdmit(school)
    ? [{ code: 'named-without-an-offer', category: school.category }]
    : [];

const secondMain = (journey: JourneyState, { rank }: Agreed['data']): readonly Irregularity[] => {
  const others = placementsOf(journey).filter(
    (other) => other.rank === 'main' && isToGoOn(journey, other),
  );
  return rank === 'main' && others.length > 0
    ? [{ code: 'second-main-placement', placementIds: others.map((one) => one.placementId) }]
    : [];
};

/** It is agreed or attended, and nothing says that it is to end: no plan to move on, no notice. */
const isToGoOn = (journey: JourneyState, { placementId, fellThrough }: Placement): boolean =>
  !fellThrough &&
  !didNotStart(journey, placementId) &&
  !endingOf(journey, placementId) &&
  !openNoticeOf(journey, placementId) &&
  plannedTransitionsFrom(journey, placementId).length === 0;

const UNDER_EMBARGO: readonly (string | undefined)[] = ['embargo', 'suspended', 'removed'];

// An embargo warns and asks for a reason; it bars neither a section 38 request nor a tribunal order.
const embargoed = (
  journey: JourneyState,
  { school, basis, requestId }: Agreed['data'],
): readonly Irregularity[] => {
  if (!UNDER_EMBARGO.includes(school.status) || basis === 'tribunalOrder') return [];
  return requestId !== undefined && isAskedForUnderS38(journey, requestId, school)
    ? []
    : [{ code: 'school-under-embargo', status: school.status }];
};

export const placementsRules: Rules = { decide, admits, irregular };
