import type { LocalDate } from '#libs/event-sourcing';
import {
  Checked,
  Code,
  Codes,
  command,
  Day,
  Id,
  Nested,
  RecordingFields,
  Text,
  Whole,
  type CommandsOf,
} from '../shared-kernel/index.js';
import {
  assessmentExceptions,
  assignmentReasons,
  delayReasons,
  linkKinds,
  noteKinds,
  noteSubjects,
} from './case.events.js';

const DIGEST = /^[0-9a-f]{64}$/;

export class BringForward extends RecordingFields {
  @Day({ about: 'the day whose position the file describes' }) asOf!: LocalDate;
  @Checked('SHA-256 digest', (value) => DIGEST.test(value)) fileDigest!: string;
  @Whole({ min: 1, max: 10_000_000, about: 'the line in the file' }) row!: number;
  @Day({ about: 'no missed deadline is reported before this day' }) clocksFrom!: LocalDate;
}

class PlanFields extends RecordingFields {
  @Day({ optional: true }) requestReceivedOn?: LocalDate;
  @Day({ optional: true }) assessmentAgreedOn?: LocalDate;
  @Day({ optional: true }) adviceRequestedOn?: LocalDate;
  @Day({ optional: true }) draftServedOn?: LocalDate;
  @Day({ optional: true }) planMadeOn?: LocalDate;
  @Day({ optional: true, about: 'the day the decision after the review was notified' })
  lastReviewedOn?: LocalDate;
  @Codes(assessmentExceptions, { optional: true, max: 10 })
  exceptions?: (typeof assessmentExceptions)[number][];
}

export class RecordPlan extends PlanFields {}

export class AmendPlanDates extends PlanFields {
  @Id() planId!: string;
}

export class AssignCase extends RecordingFields {
  @Id({ optional: true, about: 'left out: the case lies with the team' }) officer?: string;
  @Id() team!: string;
  @Day({ optional: true, about: 'where it holds from another day' }) effectiveFrom?: LocalDate;
  @Day({ optional: true, about: 'the last day of a cover' }) until?: LocalDate;
  @Code(assignmentReasons) reasonCode!: (typeof assignmentReasons)[number];
}

export class NoteLinkFields {
  @Code(linkKinds) kind!: (typeof linkKinds)[number];
  @Id() id!: string;
}

export class RecordNote extends RecordingFields {
  @Code(noteKinds) kind!: (typeof noteKinds)[number];
  @Text({ max: 20_000 }) text!: string;
  @Codes(noteSubjects, { max: 4, about: 'whom the text speaks of' })
  about!: (typeof noteSubjects)[number][];
  @Nested(() => NoteLinkFields, { optional: true }) linkedTo?: NoteLinkFields;
}

export class ExplainDelay extends RecordingFields {
  @Text({ max: 20, about: 'the clock, by its id' }) clock!: string;
  @Id({ about: 'the entry that started it' }) startedBy!: string;
  @Code(delayReasons) reasonCode!: (typeof delayReasons)[number];
  @Day({ optional: true }) expectedOn?: LocalDate;
  @Text({ optional: true }) note?: string;
}

export const caseCommands = {
  BringForward: command({
    body: BringForward,
    does: 'Record that the case was taken over from a file, and from when its clocks count.',
    permission: 'journeys:record',
  }),
  RecordPlan: command({
    body: RecordPlan,
    does: 'Record the dates of a plan, or of the assessment for one.',
    permission: 'journeys:record',
  }),
  AmendPlanDates: command({
    body: AmendPlanDates,
    does: 'Record further dates of a plan.',
    permission: 'journeys:record',
  }),
  AssignCase: command({
    body: AssignCase,
    does: 'Give the case to an officer or a team, for good or as a cover.',
    permission: 'cases:assign',
  }),
  RecordNote: command({
    body: RecordNote,
    does: 'Note a call, letter, meeting or visit.',
    permission: 'journeys:record',
  }),
  ExplainDelay: command({
    body: ExplainDelay,
    does: 'Say why a deadline is not met, and when it is expected instead.',
    permission: 'journeys:record',
  }),
} as const;

export type CaseCommand = CommandsOf<typeof caseCommands>;
