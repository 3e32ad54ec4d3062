import {
  comesLast,
  definitionOf,
  folded,
  ownKey,
  type Event,
  type Folded,
  type Placed,
  type Recorded,
} from '#libs/event-sourcing';
import type { FoldRules } from './projection.js';

/** What a fold looks at, and no more: a bulk build holds many of these in memory. */
export const placedFrom = <E extends Event>(event: Recorded<E>): Placed<E> => {
  const kept: Placed = {
    type: event.type,
    data: event.data,
    eventId: event.eventId,
    entryId: event.entryId,
    occurredOn: event.occurredOn,
    receivedOn: event.receivedOn,
    actor: event.actor,
    decision: event.decision,
    evidence: event.evidence,
    irregularities: event.irregularities,
    revision: event.revision,
  };
  return kept as Placed<Event> as Placed<E>;
};

/** The fold with new events: carried on where they come last, done again where they do not. */
export const foldedWith = <S, E extends Event>(
  rules: FoldRules<S, E>,
  before: Folded<S, E>,
  events: readonly Placed<E>[],
): Folded<S, E> => {
  const history = [...before.history, ...events];
  const last = events.at(-1);
  if (last === undefined) return before;
  if (!comesLast(rules, before, events)) return folded(rules, history);
  return {
    history,
    state: events.reduce((state, event) => rules.evolve(state, event), before.state),
    lastKey: ownKey(definitionOf(rules.catalogue, last), last),
  };
};
