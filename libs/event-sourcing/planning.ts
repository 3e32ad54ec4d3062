import type {
  Acknowledgement,
  Command,
  Irregularity,
  RecordingDetails,
  Refusal,
} from './decider.js';
import type { Actor, Event } from './event.js';
import {
  comesLast,
  foldUpTo,
  recheck,
  stateBefore,
  type Folded,
  type Found,
  type Rules,
} from './fold.js';
import type { Placed } from './effective-order.js';
import type { Ids } from './ids.js';

/** The command breaks rules that may be broken knowingly, and did not say that it knows. */
export type Irregular = Readonly<{
  because: 'irregular';
  irregularities: readonly Irregularity[];
}>;

/** Something recorded before could not stand any more. `entry` is the first such entry. */
export type LaterEntryFails = Readonly<{
  because: 'later-entry-no-longer-holds';
  entry: string;
  event: string;
  refusal: Refusal;
}>;

/** One command on its way to become one entry of an append. */
export type Asked<C extends Command, X> = Readonly<{
  command: C;
  context: X;
  actor: Actor;
  ids: Ids;
  /** How many entries and events the same append holds before this one. */
  after: Readonly<{ entries: number; events: number }>;
}>;

export type Planned<S, E extends Event> =
  | Readonly<{ outcome: 'record'; pending: readonly Placed<E>[]; folded: Folded<S, E> }>
  | Readonly<{ outcome: 'unchanged' }>
  | Readonly<{ outcome: 'refused'; refusal: Refusal }>;

/**
 * Decides a command at its own place in the history, and asks every later entry again.
 * `before.history` may end in pending events of the same append.
 */
export const planEntry = <C extends Command, S, E extends Event, X>(
  rules: Rules<C, S, E, X>,
  before: Folded<S, E>,
  asked: Asked<C, X>,
): Planned<S, E> => {
  const decided = decideAtItsPlace(rules, before, asked);
  if (decided.outcome === 'refused') return decided;
  if (decided.pending.length === 0) return planLate(rules, before, asked);
  return planFacts(rules, before, {
    pending: decided.pending,
    acknowledge: asked.command.details.acknowledge ?? [],
  });
};

/**
 * It is so already by now; but was it so on the day spoken of? A fact that is told late goes in where
 * it makes a difference, unless something recorded since could not stand with it.
 */
const planLate = <C extends Command, S, E extends Event, X>(
  rules: Rules<C, S, E, X>,
  before: Folded<S, E>,
  asked: Asked<C, X>,
): Planned<S, E> => {
  const { command, context } = asked;
  const { acknowledge, occurredOn } = command.details;
  if (before.lastKey.slice(0, DAY_LENGTH) <= occurredOn.from) return { outcome: 'unchanged' };
  const then = foldUpTo(rules, before.history, occurredOn.from);
  const decided = rules.decide(command, then, context);
  if (decided.outcome === 'refused' || decided.events.length === 0) return { outcome: 'unchanged' };
  const pending = pendingOf(decided.events, before, asked);
  const planned = planFacts(rules, before, { pending, acknowledge: acknowledge ?? [] });
  const cannotStand = planned.outcome === 'refused' && planned.refusal.because !== 'irregular';
  return cannotStand ? { outcome: 'unchanged' } : planned;
};

const DAY_LENGTH = 10;

/** Checks facts that need no decision (a carried entry, an annulment) against rules and history. */
export const planFacts = <C extends Command, S, E extends Event, X>(
  rules: Rules<C, S, E, X>,
  before: Folded<S, E>,
  facts: Readonly<{
    pending: readonly Placed<E>[];
    acknowledge: readonly Acknowledgement[] | 'as recorded';
  }>,
): Planned<S, E> => {
  const { pending, acknowledge } = facts;
  const result = recheck(rules, before, pending);
  if (!result.holds) return { outcome: 'refused', refusal: refusalOf(result, pending) };
  if (acknowledge === 'as recorded' || result.found.length === 0)
    return { outcome: 'record', pending, folded: result.folded };
  const unknown = result.found.filter(({ irregularity }) => !covers(acknowledge, irregularity));
  if (unknown.length > 0) return { outcome: 'refused', refusal: irregularOf(unknown) };
  return acknowledged(rules, before, { pending, found: result.found, acknowledge });
};

const acknowledged = <C extends Command, S, E extends Event, X>(
  rules: Rules<C, S, E, X>,
  before: Folded<S, E>,
  facts: Readonly<{
    pending: readonly Placed<E>[];
    found: readonly Found<E>[];
    acknowledge: readonly Acknowledgement[];
  }>,
): Planned<S, E> => {
  const pending = facts.pending.map((event) => withReasons(event, facts.found, facts.acknowledge));
  // Folded again so that the state holds the events as they will be read back.
  const again = recheck(rules, before, pending);
  if (!again.holds) return { outcome: 'refused', refusal: again.refusal };
  return { outcome: 'record', pending, folded: again.folded };
};

/** The events that a command decides at its own place; not yet checked against rules and history. */
export const decideAtItsPlace = <C extends Command, S, E extends Event, X>(
  rules: Rules<C, S, E, X>,
  before: Folded<S, E>,
  asked: Asked<C, X>,
) => {
  const { command, context } = asked;
  const atTheEnd = rules.decide(command, before.state, context);
  if (atTheEnd.outcome === 'refused') return atTheEnd;
  const pending = pendingOf(atTheEnd.events, before, asked);
  const [first] = pending;
  if (first === undefined || comesLast(rules, before, pending))
    return { outcome: 'accepted' as const, pending };
  const state = stateBefore(rules, before.history, first);
  const inPlace = rules.decide(command, state, context);
  if (inPlace.outcome === 'refused') return inPlace;
  return { outcome: 'accepted' as const, pending: pendingOf(inPlace.events, before, asked) };
};

type ProposedEvent<E extends Event> = E &
  Readonly<{ occurredOn?: RecordingDetails['occurredOn'] | undefined }>;

const pendingOf = <C extends Command, S, E extends Event, X>(
  proposed: readonly ProposedEvent<E>[],
  { history }: Folded<S, E>,
  { command: { details }, actor, ids, after }: Asked<C, X>,
): readonly Placed<E>[] =>
  proposed.map((event, index) => ({
    ...event,
    eventId: ids.event(after.events + index),
    entryId: ids.entry(after.entries),
    occurredOn: event.occurredOn ?? details.occurredOn,
    receivedOn: details.receivedOn,
    actor,
    decision: details.decision,
    evidence: details.evidence,
    irregularities: [],
    revision: history.length + index,
  }));

const withReasons = <E extends Event>(
  event: Placed<E>,
  found: readonly Found<E>[],
  acknowledge: readonly Acknowledgement[],
): Placed<E> => {
  const codes = found.filter((one) => one.event === event).map((one) => one.irregularity.code);
  const irregularities = [...new Set(codes)].map((code) => ({
    code,
    reason: acknowledge.find((given) => given.code === code)?.reason ?? '',
  }));
  return irregularities.length === 0 ? event : { ...event, irregularities };
};

const covers = (given: readonly Acknowledgement[], { code }: Irregularity): boolean =>
  given.some((one) => one.code === code && one.reason.trim() !== '');

const irregularOf = <E extends Event>(found: readonly Found<E>[]): Irregular => ({
  because: 'irregular',
  irregularities: found.map(({ irregularity }) => irregularity),
});

const refusalOf = <E extends Event>(
  failed: Readonly<{ event: Placed<E>; refusal: Refusal }>,
  pending: readonly Placed<E>[],
): Refusal | LaterEntryFails =>
  pending.includes(failed.event)
    ? failed.refusal
    : {
        because: 'later-entry-no-longer-holds',
        entry: failed.event.entryId,
        event: failed.event.type,
        refusal: failed.refusal,
      };
