import { accept, certainlyBefore, refuse, unchanged } from '#libs/event-sourcing';
import type { JourneyState } from '../journey/journey-state.js';
import { knownPlacement, notGoingAhead, type PartOfRules } from './starts.rules.js';
import { agreementOf, agreementsOf, type Agreement } from './starts.state.js';

const decide = {
  IssueAgreement: ({ data }, journey, context) => {
    const { placementId, reference } = data;
    const issued = agreementsOf(journey, placementId).some(
      (paper) => reference !== undefined && paper.reference === reference,
    );
    if (issued) return unchanged;
    return accept({
      type: 'AgreementIssued',
      data: { ...data, agreementId: context.newId('agreement') },
    });
  },

  SignAgreement: ({ data }, journey, context) => {
    const { placementId, by } = data;
    const agreementId = data.agreementId ?? latest(journey, placementId)?.agreementId;
    const paper = agreementId === undefined ? undefined : agreementOf(journey, agreementId);
    if (agreementId !== undefined && !paper)
      return refuse({ because: 'unknown-agreement', agreementId });
    const signing = by.filter((party) => paper?.signedOn[party] === undefined);
    if (signing.length === 0) return unchanged;
    return accept({
      type: 'AgreementSigned',
      data: { placementId, agreementId: agreementId ?? context.newId('agreement'), by: signing },
    });
  },
} satisfies PartOfRules['decide'];

/** The paper sent out last; one that was never sent only where there is no other. */
const latest = (journey: JourneyState, placementId: string): Agreement | undefined =>
  agreementsOf(journey, placementId)
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .at(-1);

const sortKey = ({ issuedOn, agreementId }: Agreement): string =>
  `${issuedOn?.from ?? ''}.${agreementId}`;

const admits = {
  AgreementIssued: knownPlacement,

  AgreementSigned: (journey, event) => {
    const { agreementId, placementId } = event.data;
    const paper = agreementOf(journey, agreementId);
    if (paper && paper.placementId !== placementId)
      return { because: 'agreement-of-another-placement', agreementId };
    return knownPlacement(journey, event);
  },
} satisfies PartOfRules['admits'];

const irregular = {
  AgreementIssued: notGoingAhead,

  AgreementSigned: (journey, event) => {
    const { agreementId } = event.data;
    const issuedOn = agreementOf(journey, agreementId)?.issuedOn;
    const early = issuedOn === undefined || certainlyBefore(event.occurredOn, issuedOn);
    return [
      ...(early ? [{ code: 'signed-before-issued', agreementId }] : []),
      ...notGoingAhead(journey, event),
    ];
  },
} satisfies PartOfRules['irregular'];

export const agreementRules = { decide, admits, irregular };
