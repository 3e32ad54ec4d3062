import type { Instant, LocalDate, OccurredOn } from './times.js';

/** A fact, as plain data: it must survive a round trip through JSON. */
export type Event<Type extends string = string, Data extends object = object> = Readonly<{
  type: Type;
  data: Readonly<Data>;
}>;

/** Who recorded it. Staff appear by an opaque id, their role, and the team they were in then. */
export type Actor = Readonly<{ id: string; role: string; team?: string | undefined }>;

/** Who decided it, where that is not (only) who recorded it. */
export type DecisionTaken = Readonly<{
  by: string;
  role: string;
  on: LocalDate;
  meeting?: string | undefined;
  delegation?: string | undefined;
  attested?: 'signed' | 'minuted' | 'emailed' | 'verbal' | undefined;
}>;

/** A pointer to a document kept elsewhere; the reference is opaque and names nobody. */
export type Evidence = Readonly<{ kind: string; ref: string }>;

export type Source = 'user' | 'system' | 'import' | 'integration';

/** A rule that was knowingly broken. The reason is free text, so it is kept as personal data. */
export type AcknowledgedIrregularity = Readonly<{ code: string; reason: string | Erased }>;

/** Stands in the place of a personal value whose key has been destroyed, or was not asked for. */
export type Erased = Readonly<{ erased: true }>;
export const ERASED: Erased = Object.freeze({ erased: true });
export const isErased = (value: unknown): value is Erased =>
  typeof value === 'object' && value !== null && 'erased' in value && value.erased === true;

/**
 * An event with all that a fold may look at. When it was recorded is deliberately not among it:
 * the same facts must give the same state in whatever order they reached us.
 */
export type Happened<E extends Event = Event> = E &
  Readonly<{
    eventId: string;
    entryId: string;
    occurredOn: OccurredOn;
    receivedOn?: LocalDate | undefined;
    actor: Actor;
    decision?: DecisionTaken | undefined;
    evidence?: readonly Evidence[] | undefined;
    irregularities: readonly AcknowledgedIrregularity[];
  }>;

/** An event as read back: what happened, and everything about its recording. */
export type Recorded<E extends Event = Event> = Happened<E> &
  Readonly<{
    stream: string;
    revision: number;
    recordedAt: Instant;
    /** From when on an answer could include it; never goes back along the log. */
    knownAt: Instant;
    position: string;
    source: Source;
    correlationId: string;
    causationId?: string | undefined;
    command: CommandStamp;
    hash: string;
  }>;

/** Which command recorded it: how a repeat is recognised. `kid` names the key of the digest. */
export type CommandStamp = Readonly<{
  id: string;
  caller: string;
  digest: string;
  kid?: string | undefined;
}>;
