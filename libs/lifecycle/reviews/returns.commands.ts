import {
  Code,
  command,
  Id,
  ListOf,
  RecordingFields,
  Text,
  Whole,
  type CommandsOf,
} from '../shared-kernel/index.js';
import { RatedOutcomeFields } from './meetings.commands.js';
import {
  attendanceCodes,
  concernKinds,
  concernSources,
  halfTerms,
  concernSeverities,
  schoolTerms,
} from './returns.events.js';

const A_YEAR = { min: 1990, max: 2199, about: 'the calendar year in which the school year begins' };

export class SessionsByCodeFields {
  @Code(attendanceCodes) code!: (typeof attendanceCodes)[number];
  @Whole() sessions!: number;
}

export class ReturnAttendance extends RecordingFields {
  @Id() placementId!: string;
  @Whole(A_YEAR) schoolYear!: number;
  @Code(halfTerms) halfTerm!: (typeof halfTerms)[number];
  @Whole({ about: 'sessions (half days) that could be attended' }) possible!: number;
  @Whole({ about: 'sessions attended' }) attended!: number;
  @ListOf(() => SessionsByCodeFields, { optional: true, min: 0, max: 60 })
  byCode?: SessionsByCodeFields[];
}

export class ReturnOutcomes extends RecordingFields {
  @Id() placementId!: string;
  @Whole(A_YEAR) schoolYear!: number;
  @Code(schoolTerms) term!: (typeof schoolTerms)[number];
  @ListOf(() => RatedOutcomeFields, { max: 100 }) outcomes!: RatedOutcomeFields[];
}

export class ReturnIncidents extends RecordingFields {
  @Id() placementId!: string;
  @Whole(A_YEAR) schoolYear!: number;
  @Code(schoolTerms) term!: (typeof schoolTerms)[number];
  @Whole({ about: 'incidents it must notify' }) notifiable!: number;
  @Whole({ about: 'of these, notified within 24 hours' }) notifiedInTime!: number;
  @Whole() restraints!: number;
  @Whole() complaints!: number;
}

export class ReturnSatisfaction extends RecordingFields {
  @Id() placementId!: string;
  @Whole(A_YEAR) schoolYear!: number;
  @Code(schoolTerms) term!: (typeof schoolTerms)[number];
  @Whole({ optional: true, about: 'how many were asked' }) asked?: number;
  @Whole({ about: 'how many answered' }) respondents!: number;
  @Whole({ about: 'of these, satisfied or very satisfied' }) satisfied!: number;
}

export class RaiseConcern extends RecordingFields {
  @Id({ optional: true, about: 'the placement it is about' }) placementId?: string;
  @Code(concernKinds) kind!: (typeof concernKinds)[number];
  @Code(concernSeverities) severity!: (typeof concernSeverities)[number];
  @Code(concernSources) raisedBy!: (typeof concernSources)[number];
  @Text({ optional: true }) details?: string;
}

export class ClearConcern extends RecordingFields {
  @Id() concernId!: string;
  @Text({ optional: true }) explanation?: string;
}

export const returnsCommands = {
  ReturnAttendance: command({
    body: ReturnAttendance,
    does: 'Record the attendance that a school returned for a half-term.',
    permission: 'journeys:record',
  }),
  ReturnOutcomes: command({
    body: ReturnOutcomes,
    does: 'Record how far the outcomes of the plan are reached, as a school returned it.',
    permission: 'journeys:record',
  }),
  ReturnIncidents: command({
    body: ReturnIncidents,
    does: 'Record the incidents that a school returned for a term.',
    permission: 'journeys:record',
  }),
  ReturnSatisfaction: command({
    body: ReturnSatisfaction,
    does: 'Record how satisfied family and learner are, as they answered.',
    permission: 'journeys:record',
  }),
  RaiseConcern: command({
    body: RaiseConcern,
    does: 'Record a concern about the placement.',
    permission: 'journeys:record',
  }),
  ClearConcern: command({
    body: ClearConcern,
    does: 'Record that a concern is settled.',
    permission: 'journeys:record',
  }),
} as const;

export type ReturnsCommand = CommandsOf<typeof returnsCommands>;
