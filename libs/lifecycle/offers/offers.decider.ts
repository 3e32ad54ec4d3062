import { accept, refuse, unchanged, type Irregularity, type Refusal } from '#libs/event-sourcing';
import { endingOf } from '../breakdowns/breakdowns.state.js';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { approvalOf, learnerSnapshotOf } from '../record/record.state.js';
import { requestOf } from '../requests/requests.state.js';
import {
  mustAdmit,
  pencePerYear,
  type JourneyContext,
  type ModuleRules,
  type SchoolSnapshot,
} from '../shared-kernel/index.js';
import { didNotStart } from '../starts/starts.state.js';
import type { OffersCommand } from './offers.commands.js';
import type { OffersEvent } from './offers.events.js';
import { offerOf, placementOf, placementsOf, type Offer } from './offers.state.js';

type Rules = ModuleRules<OffersEvent, OffersCommand, JourneyState, JourneyEvent>;
type Agree = Extract<OffersCommand, { type: 'AgreePlacement' }>;
type Agreed = Extract<OffersEvent, { type: 'PlacementAgreed' }>;

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
    const limitPence = context.approvalLimitPence(
      command.details.decision?.role ?? context.actor.role,
    );
    const askedPence = pencePerYear(data.lines);
    if (data.approvalId === undefined && askedPence > limitPence)
      return refuse({ because: 'approval-needed', askedPence, limitPence });
    return accept({ type: 'PlacementAgreed', data });
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

  PlacementAgreed: (journey, { data }) => {
    const { offerId, requestId, approvalId, basis } = data;
    if (requestId !== undefined && !requestOf(journey, requestId))
      return { because: 'unknown-request', requestId };
    if (approvalId !== undefined && approvalOf(journey, approvalId)?.status !== 'approved')
      return { because: 'not-approved', approvalId };
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
    ...aboveCeiling(journey, event.data),
    ...embargoed(event.data),
  ],
};

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

const secondMain = (journey: JourneyState, { rank }: Agreed['data']): readonly Irregularity[] => {
  const open = placementsOf(journey).filter(
    ({ placementId, rank: other, fellThrough }) =>
      other === 'main' &&
      !fellThrough &&
      !endingOf(journey, placementId) &&
      !didNotStart(journey, placementId),
  );
  return rank === 'main' && open.length > 0
    ? [{ code: 'second-main-placement', placementIds: open.map((one) => one.placementId) }]
    : [];
};

const aboveCeiling = (journey: JourneyState, { approvalId, lines }: Agreed['data']) => {
  const approval = approvalId === undefined ? undefined : approvalOf(journey, approvalId);
  const askedPence = pencePerYear(lines);
  return approval && askedPence > approval.ceilingPence
    ? [{ code: 'above-approved-ceiling', askedPence, ceilingPence: approval.ceilingPence }]
    : [];
};

// An embargo warns and asks for a reason; it bars neither a section 38 request nor a tribunal order.
const embargoed = ({ school, basis }: Agreed['data']): readonly Irregularity[] =>
  ['embargo', 'suspended', 'removed'].includes(school.status ?? '') && basis !== 'tribunalOrder'
    ? [{ code: 'school-under-embargo', status: school.status }]
    : [];

export const offersRules: Rules = { decide, admits, irregular };
