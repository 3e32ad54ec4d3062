import { accept, certainlyBefore, refuse, unchanged } from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import { peopleBehind, personBehind } from './approvals.state.js';
import type { KeepingCommand } from './keeping.commands.js';
import type { KeepingEvent } from './keeping.events.js';
import {
  erasureOf,
  holdOf,
  holdsInForce,
  disposalProposalOf,
  disposalProposalsOf,
  restrictionOf,
} from './keeping.state.js';
import { sameValue } from './same-value.js';

type Rules = ModuleRules<KeepingEvent, KeepingCommand, JourneyState, JourneyEvent>;

const decide: Rules['decide'] = {
  RestrictRecord: ({ data }, journey) => {
    const { explanation: _why, ...restriction } = data;
    return sameValue(restrictionOf(journey) ?? {}, restriction)
      ? unchanged
      : accept({ type: 'RecordRestricted', data });
  },

  UnrestrictRecord: ({ data }, journey) =>
    restrictionOf(journey) ? accept({ type: 'RecordUnrestricted', data }) : unchanged,

  PlaceLegalHold: ({ data }, journey, { newId }) =>
    holdsInForce(journey).some(
      ({ reasonCode, matter }) => reasonCode === data.reasonCode && matter === data.matter,
    )
      ? unchanged
      : accept({ type: 'LegalHoldPlaced', data: { ...data, holdId: newId('hold') } }),

  LiftLegalHold: ({ data }, journey) =>
    holdOf(journey, data.holdId)?.lifted ? unchanged : accept({ type: 'LegalHoldLifted', data }),

  RequestErasure: ({ data }, _journey, { newId }) =>
    accept({ type: 'ErasureRequested', data: { ...data, erasureId: newId('erasure') } }),

  DecideErasure: ({ data }, journey) =>
    erasureOf(journey, data.erasureId)?.outcome === data.outcome
      ? unchanged
      : accept({ type: 'ErasureDecided', data }),

  ProposeDisposal: ({ data, details: { decision } }, journey, { actor, newId }) =>
    disposalProposalsOf(journey).some(
      ({ rule, proposedBy }) =>
        rule === data.rule && proposedBy === personBehind({ actor, decision }),
    )
      ? unchanged
      : accept({ type: 'DisposalProposed', data: { ...data, proposalId: newId('proposal') } }),

  // All that bars it is asked here: after it nothing can be recorded, so nothing is asked again.
  DisposeOfRecord: ({ data: { proposalId }, details: { decision } }, journey, { actor }) => {
    const proposal = disposalProposalOf(journey, proposalId);
    if (!proposal) return refuse({ because: 'disposal-not-proposed', proposalId });
    const { rule, proposedBy, proposedByAny } = proposal;
    const second = peopleBehind({ actor, decision });
    if (second.some((person) => proposedByAny.includes(person)))
      return refuse({ because: 'same-person', proposalId });
    const holdIds = holdsInForce(journey).map(({ holdId }) => holdId);
    if (holdIds.length > 0) return refuse({ because: 'legal-hold', holdIds });
    const approvers: readonly [string, string] = [proposedBy, personBehind({ actor, decision })];
    return accept({ type: 'RecordDisposed', data: { proposalId, rule, approvers } });
  },
};

const admits: Rules['admits'] = {
  RecordUnrestricted: (journey) =>
    restrictionOf(journey) ? undefined : { because: 'not-restricted' },

  LegalHoldLifted: (journey, { data: { holdId }, occurredOn }) => {
    const hold = holdOf(journey, holdId);
    if (!hold) return { because: 'unknown-hold', holdId };
    if (hold.lifted) return { because: 'hold-already-lifted', holdId };
    return certainlyBefore(occurredOn, hold.placedOn)
      ? { because: 'ends-before-it-begins', to: occurredOn.to }
      : undefined;
  },

  ErasureDecided: (journey, { data: { erasureId } }) => {
    const erasure = erasureOf(journey, erasureId);
    if (!erasure) return { because: 'unknown-erasure', erasureId };
    return erasure.outcome === undefined
      ? undefined
      : { because: 'erasure-already-decided', erasureId, as: erasure.outcome };
  },
};

export const keepingRules: Rules = { decide, admits, irregular: {} };
