import { change, put, type Evolve } from '../shared-kernel/index.js';
import { peopleBehind, personBehind } from './approvals.state.js';
import type { KeepingEvent } from './keeping.events.js';
import type { HasRecord, LegalHold, RecordPart, Restriction } from './record.part.js';

export const evolveKeeping: Evolve<RecordPart, KeepingEvent> = {
  RecordRestricted: (part, { data: { level, reasonCode, people, reviewOn } }) => ({
    ...part,
    restriction: { level, reasonCode, people, reviewOn },
  }),
  RecordUnrestricted: (part) => ({ ...part, restriction: undefined }),
  LegalHoldPlaced: (part, { data, occurredOn }) => ({
    ...part,
    holds: put(part.holds, data.holdId, {
      holdId: data.holdId,
      reasonCode: data.reasonCode,
      matter: data.matter,
      placedOn: occurredOn,
      lifted: false,
    }),
  }),
  LegalHoldLifted: (part, { data }) => ({
    ...part,
    holds: change(part.holds, data.holdId, { lifted: true }),
  }),
  ErasureRequested: (part, { data: { erasureId }, occurredOn }) => ({
    ...part,
    erasures: put(part.erasures, erasureId, {
      erasureId,
      requestedOn: occurredOn,
      outcome: undefined,
    }),
  }),
  ErasureDecided: (part, { data: { erasureId, outcome } }) => ({
    ...part,
    erasures: change(part.erasures, erasureId, { outcome }),
  }),
  DisposalProposed: (part, event) => ({
    ...part,
    proposals: put(part.proposals, event.data.proposalId, {
      proposalId: event.data.proposalId,
      rule: event.data.rule,
      proposedBy: personBehind(event),
      proposedByAny: peopleBehind(event),
    }),
  }),
  RecordDisposed: (part) => ({ ...part, closed: { because: 'record-disposed' } }),
};

/** Who alone may see the record, where it is restricted. */
export const restrictionOf = ({ record }: HasRecord): Restriction | undefined => record.restriction;

export const holdOf = ({ record }: HasRecord, holdId: string): LegalHold | undefined =>
  record.holds[holdId];

/** The legal holds in force: while there is one, nothing is disposed of. */
export const holdsInForce = ({ record }: HasRecord): readonly LegalHold[] =>
  Object.values(record.holds).filter(({ lifted }) => !lifted);

export const erasureOf = ({ record }: HasRecord, erasureId: string) => record.erasures[erasureId];

export const disposalProposalOf = ({ record }: HasRecord, proposalId: string) =>
  record.proposals[proposalId];

export const disposalProposalsOf = ({ record }: HasRecord) => Object.values(record.proposals);
