import type { LocalDate, OccurredOn, RecordingDetails } from '#libs/event-sourcing';
import { Code, Day, Id, ListOf, Nested, Text, When } from './fields.js';

/** Who decided, where that is not (only) who records it. */
export class DecisionFields {
  @Id({ about: 'opaque id of the officer who decided' }) by!: string;
  @Text({ max: 60 }) role!: string;
  @Day() on!: LocalDate;
  @Id({ optional: true, about: 'the meeting it was decided at' }) meeting?: string;
  @Id({ optional: true, about: 'the delegation in force' }) delegation?: string;
  @Code(['signed', 'minuted', 'emailed', 'verbal'], { optional: true })
  attested?: 'signed' | 'minuted' | 'emailed' | 'verbal';
}

export class EvidenceFields {
  @Text({ max: 60, about: 'what it is, e.g. letter, email, minutes' }) kind!: string;
  @Id({ about: 'where it is kept; names nobody' }) ref!: string;
}

export class AcknowledgementFields {
  @Text({ max: 100, about: 'the code of the rule that is knowingly broken' }) code!: string;
  @Text({ max: 2000 }) reason!: string;
}

/** What can be said of any recording, whatever is recorded. */
export class RecordingFields {
  @When({ optional: true, about: 'when it happened; today where not said' })
  occurredOn?: OccurredOn;
  @Day({ optional: true, about: 'when the authority was told, where that differs' })
  receivedOn?: LocalDate;
  @Nested(() => DecisionFields, { optional: true }) decision?: DecisionFields;
  @ListOf(() => EvidenceFields, { optional: true, max: 50 }) evidence?: EvidenceFields[];
  @ListOf(() => AcknowledgementFields, { optional: true, max: 20 })
  acknowledge?: AcknowledgementFields[];
}

/** Splits a validated body into what is said and how it was recorded. */
export const commandFrom = <T extends RecordingFields>(
  body: T,
  today: OccurredOn,
): { data: Omit<T, keyof RecordingFields>; details: RecordingDetails } => {
  const { occurredOn, receivedOn, decision, evidence, acknowledge, ...data } = body;
  return {
    data,
    details: { occurredOn: occurredOn ?? today, receivedOn, decision, evidence, acknowledge },
  };
};
