import { fold, folded, planEntry } from '../index.js';
import type {
  Acknowledgement,
  Actor,
  Command,
  Event,
  Happened,
  Irregular,
  OccurredOn,
  Placed,
  Planned,
  RecordingDetails,
  Refusal,
  Rules,
} from '../index.js';
import { dayAfter, FIRST_DAY, occurred, type Day } from './days.js';
import { assertStorable } from './storable.js';

/**
 * Given, when, then: the rules of a stream, tried through `planEntry`, so that `decide`, the place in
 * the history, `admits`, `irregular` and the check of later entries all run as they do in service.
 *
 * ```ts
 * const journey = scenario(journeyRules, { context });
 *
 * it('ends a placement once', () => {
 *   journey
 *     .given(registered, { ...started, occurredOn: '2025-09-04' }, ended)
 *     .when({ type: 'EndPlacement', data: { placementId } }, { today: '2026-01-09' })
 *     .thenRefused({ because: 'already-ended', placementId });
 * });
 * ```
 *
 * - `given(...events)`: what was recorded before, in the order of recording, each in an entry of its
 *   own (`entry-0`, `entry-1`, …) unless it names its `entryId`. An event that says no date happened
 *   the day after the one before it; the first on 2025-09-01. Nobody asks whether it was admissible.
 * - `when(command, context?)`: `data` as the command has it; `details` may be left out or given in
 *   part (`occurredOn`, by default the day after the last given event; `acknowledge`; `decision`).
 *   `context` adds to or replaces fields of the scenario's own. `knowingly('code', …)` writes an `acknowledge`.
 * - A date is `'2025-09-04'` for that very day, or `{ from, to, precision }`.
 *
 * Then one or more of these, each failing with the difference (mind the braces above: what a step
 * gives back is nothing that a test may return):
 * - `thenRecorded(...events)`: exactly these, in this order, by `type` and `data`; by date, entry,
 *   `irregularities` (codes) only where said. Also proves that they can be stored as the catalogue
 *   declares them, and that folding the whole history again gives the same state.
 * - `thenNothing()`: accepted, and nothing to record.
 * - `thenRefused(refusal)`: exactly this refusal; or only its reason code, when given a text.
 * - `thenIrregular(...codes)`: refused until these rules, and no others, are acknowledged.
 * - `thenState(check)`: hands the state after it to `check`; of a refusal, the state before.
 *
 * (No plain `then`: an object with one is taken for a promise.)
 */
export const scenario = <C extends Command, S, E extends Event, X>(
  rules: Rules<C, S, E, X>,
  setting: Setting<X> = {},
): Scenario<C, S, E, X> => ({ given: (...events) => given(rules, setting, events) });

export type Setting<X> = Readonly<{ context?: X; actor?: Actor }>;

export type Scenario<C extends Command, S, E extends Event, X> = Readonly<{
  given: (...events: readonly GivenEvent<E>[]) => Given<C, S, E, X>;
}>;

export type Given<C extends Command, S, E extends Event, X> = Readonly<{
  when: (wish: Wish<C>, context?: Partial<X>) => Outcome<S, E>;
  /** The history as the rules will see it. */
  history: readonly Placed<E>[];
  /** The state before any command. */
  state: S;
}>;

type Told = Partial<Omit<Happened, 'type' | 'data' | 'occurredOn'>> & { occurredOn?: Day };

/** An event with as much about it as the test cares for. */
export type GivenEvent<E extends Event> = E extends Event
  ? Readonly<Pick<E, 'type' | 'data'> & Told>
  : never;

type Details = Partial<Omit<RecordingDetails, 'occurredOn'>> & { occurredOn?: Day };

/** A command with as many details as the test cares for. */
export type Wish<C extends Command> = C extends Command
  ? Readonly<{ type: C['type']; data: C['data']; details?: Readonly<Details> }>
  : never;

type Expected<E extends Event> = E extends Event
  ? Readonly<
      Pick<E, 'type' | 'data'> & {
        occurredOn?: Day;
        entryId?: string;
        irregularities?: readonly string[];
      }
    >
  : never;

export type Outcome<S, E extends Event> = Readonly<{
  thenRecorded: (...events: readonly Expected<E>[]) => Outcome<S, E>;
  thenNothing: () => Outcome<S, E>;
  thenRefused: (refusal: string | (Refusal & Readonly<Record<string, unknown>>)) => Outcome<S, E>;
  thenIrregular: (...codes: readonly string[]) => Outcome<S, E>;
  thenState: (check: (state: S) => void) => Outcome<S, E>;
  planned: Planned<S, E>;
}>;

const ACTOR: Actor = { id: 'staff-1', role: 'caseworker', team: 'team-1' };

const given = <C extends Command, S, E extends Event, X>(
  rules: Rules<C, S, E, X>,
  setting: Setting<X>,
  told: readonly GivenEvent<E>[],
): Given<C, S, E, X> => {
  const history = placed<E>(told);
  const before = folded(rules, history);
  const { state } = before;
  const nextDay = dayAfter(history.at(-1)?.occurredOn);
  const when = (wish: Wish<C>, context?: Partial<X>): Outcome<S, E> => {
    const planned = planEntry(rules, before, {
      command: commandOf<C>(wish, nextDay),
      context: { ...setting.context, ...context } as X,
      actor: setting.actor ?? ACTOR,
      ids: idsFrom(history.length),
      after: { entries: 0, events: 0 },
    });
    return outcomeOf(rules, state, planned);
  };
  return { when, history, state };
};

const placed = <E extends Event>(told: readonly GivenEvent<E>[]): readonly Placed<E>[] => {
  let day: OccurredOn = FIRST_DAY;
  return told.map((event, revision) => {
    const { occurredOn, ...rest } = event;
    const on = occurredOn === undefined ? day : occurred(occurredOn);
    day = dayAfter(on);
    const happened: Happened = {
      eventId: `event-${revision}`,
      entryId: `entry-${revision}`,
      actor: ACTOR,
      irregularities: [],
      ...rest,
      occurredOn: on,
    };
    return { ...happened, revision } as Placed<Event> as Placed<E>;
  });
};

const commandOf = <C extends Command>(wish: Wish<C>, day: OccurredOn): C => {
  const { type, data, details = {} } = wish;
  const { occurredOn } = details;
  const on = occurredOn === undefined ? day : occurred(occurredOn);
  return { type, data, details: { ...details, occurredOn: on } } as Command as C;
};

const idsFrom = (recorded: number) => ({
  event: (index: number): string => `event-${recorded + index}`,
  entry: (index: number): string => `entry-${recorded + index}`,
  entity: (kind: string, index: number): string => `${kind}-${index}`,
});

const outcomeOf = <C extends Command, S, E extends Event, X>(
  rules: Rules<C, S, E, X>,
  before: S,
  planned: Planned<S, E>,
): Outcome<S, E> => {
  const outcome: Outcome<S, E> = {
    planned,
    thenRecorded: (...expected) => {
      expect(shown(planned, expected)).toEqual({ outcome: 'record', events: expected.map(dated) });
      if (planned.outcome !== 'record') return outcome;
      planned.pending.forEach((event) => assertStorable(rules.catalogue, event));
      expect(planned.folded.state).toEqual(fold(rules, planned.folded.history));
      return outcome;
    },
    thenNothing: () => {
      expect(shown(planned, [])).toEqual({ outcome: 'unchanged' });
      return outcome;
    },
    thenRefused: (refusal) => {
      const seen = shown(planned, []);
      const wanted = typeof refusal === 'string' ? { because: refusal } : refusal;
      const match = typeof refusal === 'string' ? expect.objectContaining(wanted) : wanted;
      expect(seen).toEqual({ outcome: 'refused', refusal: match });
      return outcome;
    },
    thenIrregular: (...codes) => {
      expect(withCodes(planned)).toEqual({ outcome: 'irregular', codes: [...codes].sort() });
      return outcome;
    },
    thenState: (check) => {
      check(planned.outcome === 'record' ? planned.folded.state : before);
      return outcome;
    },
  };
  return outcome;
};

const dated = <E extends Event>(event: Expected<E>) =>
  event.occurredOn === undefined ? event : { ...event, occurredOn: occurred(event.occurredOn) };

/** What was planned, with no more about each event than the expectation of the same place says. */
const shown = <S, E extends Event>(
  planned: Planned<S, E>,
  expected: readonly Expected<E>[],
): unknown => {
  if (planned.outcome !== 'record') return planned;
  const events = planned.pending.map((event, index) => {
    const { occurredOn, entryId, irregularities } = expected[index] ?? {};
    return {
      ...{ type: event.type, data: event.data },
      ...(occurredOn !== undefined && { occurredOn: event.occurredOn }),
      ...(entryId !== undefined && { entryId: event.entryId }),
      ...(irregularities && { irregularities: event.irregularities.map(({ code }) => code) }),
    };
  });
  return { outcome: 'record', events };
};

const withCodes = <S, E extends Event>(planned: Planned<S, E>): unknown => {
  if (planned.outcome !== 'refused' || !('irregularities' in planned.refusal))
    return shown(planned, []);
  const { irregularities } = planned.refusal as Irregular;
  return { outcome: 'irregular', codes: irregularities.map(({ code }) => code).sort() };
};

/** The acknowledgement of rules by their codes, each with some reason. */
export const knowingly = (...codes: readonly string[]): readonly Acknowledgement[] =>
  codes.map((code) => ({ code, reason: 'agreed with the manager' }));
