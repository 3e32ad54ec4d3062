import type { LocalDate } from '#libs/event-sourcing';
import {
  Code,
  command,
  Day,
  Id,
  Ids,
  RecordingFields,
  Text,
  type CommandsOf,
} from '../shared-kernel/index.js';
import {
  erasureGrounds,
  erasureOutcomes,
  erasureRequesters,
  holdReasons,
  restrictionLevels,
  restrictionReasons,
  unrestrictionReasons,
} from './keeping.events.js';

export class RestrictRecord extends RecordingFields {
  @Code(restrictionLevels) level!: (typeof restrictionLevels)[number];
  @Code(restrictionReasons) reasonCode!: (typeof restrictionReasons)[number];
  @Ids({ max: 200, about: 'the staff who may still see the record' }) people!: string[];
  @Day({ optional: true }) reviewOn?: LocalDate;
  @Text({ optional: true }) explanation?: string;
}

export class UnrestrictRecord extends RecordingFields {
  @Code(unrestrictionReasons) reasonCode!: (typeof unrestrictionReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export class PlaceLegalHold extends RecordingFields {
  @Code(holdReasons) reasonCode!: (typeof holdReasons)[number];
  @Id({ optional: true, about: 'the case or inquiry; names nobody' }) matter?: string;
  @Day({ optional: true }) reviewOn?: LocalDate;
  @Text({ optional: true }) explanation?: string;
}

export class LiftLegalHold extends RecordingFields {
  @Id() holdId!: string;
  @Text({ optional: true }) explanation?: string;
}

export class RequestErasure extends RecordingFields {
  @Code(erasureRequesters) by!: (typeof erasureRequesters)[number];
  @Text({ optional: true }) request?: string;
}

export class DecideErasure extends RecordingFields {
  @Id() erasureId!: string;
  @Code(erasureOutcomes) outcome!: (typeof erasureOutcomes)[number];
  @Code(erasureGrounds) ground!: (typeof erasureGrounds)[number];
  @Text({ optional: true }) explanation?: string;
}

export class ProposeDisposal extends RecordingFields {
  @Id({ about: 'the retention rule that has run out' }) rule!: string;
  @Text({ optional: true }) explanation?: string;
}

export class DisposeOfRecord extends RecordingFields {
  @Id() proposalId!: string;
}

export const keepingCommands = {
  RestrictRecord: command({
    body: RestrictRecord,
    does: 'Let only the people named see the record.',
    permission: 'journeys:restrict',
  }),
  UnrestrictRecord: command({
    body: UnrestrictRecord,
    does: 'End the restriction.',
    permission: 'journeys:restrict',
  }),
  PlaceLegalHold: command({
    body: PlaceLegalHold,
    does: 'Bar the record from disposal.',
    permission: 'disposal:decide',
  }),
  LiftLegalHold: command({
    body: LiftLegalHold,
    does: 'End a legal hold.',
    permission: 'disposal:decide',
  }),
  RequestErasure: command({
    body: RequestErasure,
    does: 'Record that somebody asked for personal data to be erased.',
    permission: 'journeys:record',
  }),
  DecideErasure: command({
    body: DecideErasure,
    does: 'Answer a request for erasure.',
    permission: 'disposal:decide',
  }),
  ProposeDisposal: command({
    body: ProposeDisposal,
    does: 'Propose, as the first of two people, to dispose of the record.',
    permission: 'disposal:decide',
  }),
  DisposeOfRecord: command({
    body: DisposeOfRecord,
    does: 'Agree, as the second person: close the record and destroy its key.',
    permission: 'disposal:decide',
  }),
} as const;

export type KeepingCommand = CommandsOf<typeof keepingCommands>;
