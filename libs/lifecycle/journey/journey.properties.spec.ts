import fc from 'fast-check';
import { fold, onDay, planFacts, recheck, type LocalDate, type Placed } from '#libs/event-sourcing';
import type { JourneyEvent } from './journey-events.js';
import type { JourneyState } from './journey-state.js';
import { journeyRules } from './journey.decider.js';
import { caseworker } from './testing/record.examples.js';
import { lived, usually, usualWay, type JourneyFolded } from './testing/wishes.js';

// Lives of up to forty wishes over every stage. Entries fall on days of their own (`later` is at
// least 1), so that nothing but the facts decides what comes first.
const wish = fc.record({
  kind: fc.nat(999),
  which: fc.nat(9),
  later: fc.integer({ min: 1, max: 30 }),
});
const lives = fc
  .tuple(fc.nat(usualWay.length), fc.array(wish, { minLength: 5, maxLength: 40 }))
  .map(([steps, wishes]) => lived([...usually(steps), ...wishes]));

type Entry = readonly Placed<JourneyEvent>[];

const entriesOf = ({ history }: JourneyFolded): readonly Entry[] => {
  const entries = new Map<string, Placed<JourneyEvent>[]>();
  for (const event of history)
    entries.set(event.entryId, [...(entries.get(event.entryId) ?? []), event]);
  return [...entries.values()];
};

const renumbered = (events: readonly Placed<JourneyEvent>[]): readonly Placed<JourneyEvent>[] =>
  events.map((event, revision) => ({ ...event, revision }));

const annulmentOf = (entry: string, { history }: JourneyFolded): Placed<JourneyEvent> => ({
  type: 'EntryAnnulled',
  data: { entry, reasonCode: 'neverHappened' },
  eventId: 'annulment',
  entryId: 'annulment',
  occurredOn: onDay('2030-01-01' as LocalDate),
  actor: caseworker,
  irregularities: [],
  revision: history.length,
});

/** What is so about the learner: everything but the book-keeping about entries themselves. */
const substance = ({ record, ...stages }: JourneyState) => {
  const { entries: _entries, ...rest } = record as Readonly<Record<string, unknown>>;
  return { ...stages, record: rest };
};

describe('whatever is lived through', () => {
  it('reaches every stage: these lives are worth asking about', () => {
    const seen = new Set<string>();
    for (const life of fc.sample(lives, { numRuns: 400, seed: 7 }))
      for (const { type } of life.history) seen.add(type);
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['PlacementRequested', 'ConsultationSent', 'OfferReceived', 'PlacementAgreed'],
        ...['PlacementStarted', 'SuspensionReported', 'ReviewMeetingHeld', 'PlacementEnded'],
      ]),
    );
  });

  it('folds to the state that was decided on', () => {
    fc.assert(
      fc.property(lives, (life) => {
        expect(fold(journeyRules, life.history)).toEqual(life.state);
      }),
    );
  });

  it('can stand as a whole: every rule that admitted it admits it again', () => {
    fc.assert(
      fc.property(lives, ({ history }) => {
        const nothing = { history: [], state: journeyRules.initialState, lastKey: '' };
        expect(recheck(journeyRules, nothing, history)).toMatchObject({ holds: true });
      }),
    );
  });

  it('is the same state in whatever order the same facts were recorded', () => {
    const shuffled = lives.chain((life) =>
      fc.tuple(
        fc.constant(life),
        fc.shuffledSubarray([...life.history], { minLength: life.history.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([life, events]) => {
        expect(fold(journeyRules, renumbered(events))).toEqual(life.state);
      }),
    );
  });

  it('admits an entry that is recorded last, though it happened earlier, and ends the same', () => {
    const lateEntry = fc.tuple(lives, fc.nat(99));
    fc.assert(
      fc.property(lateEntry, ([life, which]) => {
        const [, ...entries] = entriesOf(life);
        const late = entries[which % Math.max(1, entries.length)];
        if (!late) return;
        const others = renumbered(life.history.filter((event) => !late.includes(event)));
        const without = recheck(journeyRules, empty, others);
        if (!without.holds) return; // what came later rested on it
        const pending = late.map((event, n) => ({ ...event, revision: others.length + n }));
        const facts = { pending, acknowledge: 'as recorded' as const };
        const planned = planFacts(journeyRules, without.folded, facts);
        expect(planned.outcome).toBe('record');
        if (planned.outcome === 'record') expect(planned.folded.state).toEqual(life.state);
      }),
    );
  });
});

const empty: JourneyFolded = { history: [], state: journeyRules.initialState, lastKey: '' };

describe('annulling an entry', () => {
  it('leaves the state as if it had never been recorded, or is refused', () => {
    fc.assert(
      fc.property(lives, fc.nat(99), (life, which) => {
        const [, ...entries] = entriesOf(life);
        const entry = entries[which % Math.max(1, entries.length)];
        if (!entry?.[0]) return;
        const pending = [annulmentOf(entry[0].entryId, life)];
        const result = recheck(journeyRules, life, pending);
        const others = life.history.filter((event) => !entry.includes(event));
        const without = recheck(journeyRules, empty, others);
        expect(result.holds).toBe(without.holds);
        if (result.holds && without.holds)
          expect(substance(result.folded.state)).toEqual(substance(without.folded.state));
      }),
    );
  });

  it('and recording the same facts anew restores it', () => {
    fc.assert(
      fc.property(lives, fc.nat(99), (life, which) => {
        const [, ...entries] = entriesOf(life);
        const entry = entries[which % Math.max(1, entries.length)];
        if (!entry?.[0]) return;
        const annulment = annulmentOf(entry[0].entryId, life);
        const anew = entry.map((event, n) => ({
          ...event,
          entryId: 'anew',
          eventId: `anew-${n}`,
          revision: life.history.length + 1 + n,
        }));
        const result = recheck(journeyRules, life, [annulment, ...anew]);
        expect(result.holds).toBe(true);
        if (result.holds) expect(substance(result.folded.state)).toEqual(substance(life.state));
      }),
    );
  });
});
