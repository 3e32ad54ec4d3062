import {
  accept,
  refuse,
  unchanged,
  type Happened,
  type Irregularity,
  type Refusal,
} from '#libs/event-sourcing';
import { endingOf, openNoticeOf } from '../breakdowns/breakdowns.state.js';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { learnerSnapshotOf } from '../record/record.state.js';
import { requestOf } from '../requests/requests.state.js';
import {
  mustAdmit,
  pencePerYear,
  type JourneyContext,
  type ModuleRules,
  type SchoolSnapshot,
} from '../shared-kernel/index.js';
import { didNotStart } from '../starts/starts.state.js';
import { plannedTransitionsFrom } from '../transitions/transitions.state.js';
import { approvalNeeded, coverageOf, type Spending } from './approval-rules.js';
import type { OffersCommand } from './offers.commands.js';
import type { OffersEvent } from './offers.events.js';
import { offerOf, placementOf, placementsOf, type Offer, type Placement } from './offers.state.js';

type Rules = ModuleRules<OffersEvent, OffersCommand, JourneyState, JourneyEvent>;
type Agree = Extract<OffersCommand, { type: 'AgreePlacement' }>;
type Agreed = Extract<OffersEvent, { type: 'PlacementAgreed' }>;

const spending = ({ lines, approvalId }: Agreed['data']): Spending => ({
  askedPence: pencePerYear(lines),
  approvalId,
});

const unknownOffer = (offerId: string) => ({ because: 'unknown-offer', offerId });
const unknownSchool = (providerId: string) => ({ because: 'unknown-school', providerId });

const decide: Rules['decide'] = {
  ReceiveOffer: ({ data }, _journey, context) => {
    const { providerId, ...offered } = data;
    const school = context.schools[providerId];
    if (!school) return refuse(unknownSchool(providerId));
    return accept({
      type: 'OfferReceived',
      data: { ...offered, offerId: context.newId('offer'), school },
    });
  },

  AmendOffer: ({ data }) => accept({ type: 'OfferAmended', data }),

  ExtendOffer: ({ data }, journey) =>
    offerOf(journey, data.offerId)?.validUntil === data.validUntil
      ? unchanged
      : accept({ type: 'OfferExtended', data }),

  WithdrawOffer: ({ data }, journey) =>
    offerOf(journey, data.offerId)?.status === 'withdrawn'
      ? unchanged
      : accept({ type: 'OfferWithdrawn', data }),

  DeclineOffer: ({ data }, journey) =>
    offerOf(journey, data.offerId)?.status === 'declined'
      ? unchanged
      : accept({ type: 'OfferDeclined', data }),

  AgreePlacement: (command, journey, context) => {
    const setting = settingOf(command, journey, context);
    if ('because' in setting) return refuse(setting);
    const data = agreementOf(command, { journey, context, school: setting });
    const needed = approvalNeeded(spending(data), context, command.details);
    return needed ? refuse(needed) : accept({ type: 'PlacementAgreed', data });
  },

  RecordFallThrough: ({ data }, journey) =>
    placementOf(journey, data.placementId)?.fellThrough
      ? unchanged
      : accept({ type: 'PlacementFellThrough', data }),
};

/** Where the learner is to be placed: as offered, as registered, or a setting without a URN. */
const settingOf = (
  { data, details }: Agree,
  journey: JourneyState,
  { schools }: JourneyContext,
): SchoolSnapshot | Refusal => {
  const { offerId, providerId, settingName, settingCategory } = data;
  if (offerId !== undefined) return offerOf(journey, offerId)?.school ?? unknownOffer(offerId);
  if (providerId !== undefined) return schools[providerId] ?? unknownSchool(providerId);
  if (settingName === undefined || settingCategory === undefined)
    return { because: 'setting-not-said' };
  return { name: settingName, category: settingCategory, asOf: details.occurredOn.from };
};

const agreementOf = (
  { data }: Agree,
  reliedOn: Readonly<{ journey: JourneyState; context: JourneyContext; school: SchoolSnapshot }>,
): Agreed['data'] => {
  const { journey, context, school } = reliedOn;
  const { providerId: _p, settingName: _n, settingCategory: _c, lines, vat, ...agreed } = data;
  const offer = data.offerId === undefined ? undefined : offerOf(journey, data.offerId);
  return {
    ...agreed,
    placementId: context.newId('placement'),
    requestId: data.requestId ?? offer?.requestId,
    school,
    learner: learnerSnapshotOf(journey),
    distanceMiles: school.providerId ? context.distanceMiles[school.providerId] : undefined,
    lines: lines ?? offer?.lines ?? [],
    vat: vat ?? (offer?.vat as Agreed['data']['vat'] | undefined) ?? 'outsideScope',
  };
};

const openOffer = (offer: Offer | undefined, offerId: string): Refusal | undefined => {
  if (!offer) return unknownOffer(offerId);
  return offer.status === 'open'
    ? undefined
    : { because: 'offer-closed', offerId, as: offer.status };
};

const admits: Rules['admits'] = {
  OfferReceived: (journey, { data, occurredOn }) => {
    const { requestId, validUntil } = data;
    if (!requestOf(journey, requestId)) return { because: 'unknown-request', requestId };
    if (validUntil !== undefined && validUntil < occurredOn.from)
      return { because: 'offer-ends-before-it-begins', validUntil };
    return undefined;
  },
  OfferAmended: (journey, { data: { offerId } }) => openOffer(offerOf(journey, offerId), offerId),
  OfferExtended: (journey, { data: { offerId } }) => openOffer(offerOf(journey, offerId), offerId),
  OfferWithdrawn: (journey, { data: { offerId } }) => openOffer(offerOf(journey, offerId), offerId),
  OfferDeclined: (journey, { data: { offerId } }) => openOffer(offerOf(journey, offerId), offerId),

  PlacementAgreed: (journey, event) => {
    const { offerId, requestId, basis } = event.data;
    if (requestId !== undefined && !requestOf(journey, requestId))
      return { because: 'unknown-request', requestId };
    const { impossible } = coverage(journey, event);
    if (impossible) return impossible;
    if (basis === 'offer' && offerId === undefined) return { because: 'offer-needed' };
    return offerId === undefined ? undefined : openOffer(offerOf(journey, offerId), offerId);
  },

  PlacementFellThrough: (journey, { data: { placementId } }) => {
    const placement = placementOf(journey, placementId);
    if (!placement) return { because: 'unknown-placement', placementId };
    return placement.fellThrough && { because: 'already-fell-through', placementId };
  },
};

const irregular: Rules['irregular'] = {
  OfferReceived: (journey, { data: { requestId } }) =>
    requestOf(journey, requestId)?.status === 'withdrawn'
      ? [{ code: 'request-was-withdrawn' }]
      : [],

  PlacementAgreed: (journey, event) => [
    ...lapsed(journey, event.data.offerId, event.occurredOn.from),
    ...namedWithoutOffer(event.data),
    ...secondMain(journey, event.data),
    ...coverage(journey, event).irregular,
    ...embargoed(event.data),
  ],
};

const coverage = (journey: JourneyState, { data, occurredOn }: Happened<Agreed>) =>
  coverageOf(journey, spending(data), { kind: 'placement', on: occurredOn });

const lapsed = (
  journey: JourneyState,
  offerId: string | undefined,
  on: string,
): readonly Irregularity[] => {
  const validUntil = offerId === undefined ? undefined : offerOf(journey, offerId)?.validUntil;
  return validUntil !== undefined && validUntil < on
    ? [{ code: 'offer-lapsed', offerId, validUntil }]
    : [];
};

// A school with no duty to admit cannot be named without its offer (Children and Families Act s.43).
const namedWithoutOffer = ({ basis, offerId, school }: Agreed['data']): readonly Irregularity[] =>
  basis === 'dutyToAdmit' && offerId === undefined && !mustAdmit(school)
    ? [{ code: 'named-without-an-offer', category: school.category }]
    : [];

/** It is agreed or attended, and nothing says that it is to end: no plan to move on, no notice. */
const isToGoOn = (journey: JourneyState, { placementId, fellThrough }: Placement): boolean =>
  !fellThrough &&
  !didNotStart(journey, placementId) &&
  !endingOf(journey, placementId) &&
  !openNoticeOf(journey, placementId) &&
  plannedTransitionsFrom(journey, placementId).length === 0;

const secondMain = (journey: JourneyState, { rank }: Agreed['data']): readonly Irregularity[] => {
  const open = placementsOf(journey).filter(
    (other) => other.rank === 'main' && isToGoOn(journey, other),
  );
  return rank === 'main' && open.length > 0
    ? [{ code: 'second-main-placement', placementIds: open.map((one) => one.placementId) }]
    : [];
};

// An embargo warns and asks for a reason; it bars neither a section 38 request nor a tribunal order.
const embargoed = ({ school, basis }: Agreed['data']): readonly Irregularity[] =>
  ['embargo', 'suspended', 'removed'].includes(school.status ?? '') && basis !== 'tribunalOrder'
    ? [{ code: 'school-under-embargo', status: school.status }]
    : [];

export const offersRules: Rules = { decide, admits, irregular };
