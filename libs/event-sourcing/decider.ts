import type { DecisionTaken, Event, Evidence, Happened } from './event.js';
import type { LocalDate, OccurredOn } from './times.js';

/** Why a command was refused: a stable code with the data a page needs to explain it. */
export type Refusal = Readonly<{ because: string; [datum: string]: unknown }>;

/** A rule that a command would break; it goes in when acknowledged by this code, with a reason. */
export type Irregularity = Readonly<{ code: string; [datum: string]: unknown }>;

/** The caller says: I know that this rule is broken, and why. */
export type Acknowledgement = Readonly<{ code: string; reason: string }>;

/** What can be said of any recording, whatever is recorded. */
export type RecordingDetails = Readonly<{
  occurredOn: OccurredOn;
  receivedOn?: LocalDate | undefined;
  decision?: DecisionTaken | undefined;
  evidence?: readonly Evidence[] | undefined;
  acknowledge?: readonly Acknowledgement[] | undefined;
}>;

/** A wish, addressed to one stream. */
export type Command<Type extends string = string, Data extends object = object> = Readonly<{
  type: Type;
  data: Readonly<Data>;
  details: RecordingDetails;
}>;

/** An event that a decision proposes; `occurredOn` only where it differs from the command's. */
export type Proposed<E extends Event> = E & Readonly<{ occurredOn?: OccurredOn | undefined }>;

export type Decision<E extends Event, R extends Refusal = Refusal> =
  | Readonly<{ outcome: 'accepted'; events: readonly Proposed<E>[] }>
  | Readonly<{ outcome: 'refused'; refusal: R }>;

export const accept = <E extends Event>(
  ...events: readonly Proposed<E>[]
): Readonly<{ outcome: 'accepted'; events: readonly Proposed<E>[] }> => ({
  outcome: 'accepted',
  events,
});

export const refuse = <R extends Refusal>(
  refusal: R,
): Readonly<{ outcome: 'refused'; refusal: R }> => ({ outcome: 'refused', refusal });

/** The command asks for what is already so: record nothing, report success. */
export const unchanged: Readonly<{ outcome: 'accepted'; events: readonly [] }> = {
  outcome: 'accepted',
  events: [],
};

/**
 * The rules of one kind of stream. Four questions, asked of pure functions:
 * - `decide`: which events would this command record? Rules of the command alone belong here.
 * - `admits`: can this fact stand on this state at all? *Impossible* rules; they are asked again of
 *   every later entry when history changes before it, so they know no clock and no policy.
 * - `irregular`: which rules does this fact break that may be broken knowingly? Asked once.
 * - `evolve`: what is so after it?
 */
export type Decider<C extends Command, S, E extends Event, X> = Readonly<{
  initialState: S;
  decide: (command: C, state: S, context: X) => Decision<E>;
  admits: (state: S, event: Happened<E>) => Refusal | undefined;
  irregular: (state: S, event: Happened<E>) => readonly Irregularity[];
  evolve: (state: S, event: Happened<E>) => S;
}>;
