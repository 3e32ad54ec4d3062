import { onDay, type LocalDate, type OccurredOn } from '#libs/event-sourcing';
import { scenario, type Wish } from '#libs/event-sourcing/testing';
import { endingReasonsVersion } from '../breakdowns/breakdowns.events.js';
import { endingOf } from '../breakdowns/breakdowns.state.js';
import { journeyRules, type JourneyCommand } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import { agreedAtOakfield, placementId, started } from '../journey/testing/starts.examples.js';
import {
  agreedAtMeadow,
  makeTransition,
  nextPlacementId,
  transitionId,
  transitionMade,
  transitionPlanned,
} from '../journey/testing/transitions.examples.js';
import { startOf } from '../starts/starts.state.js';
import { transitionFrom, transitionInto } from './transitions.state.js';

type Sent<T extends JourneyCommand['type']> = Extract<Wish<JourneyCommand>, { type: T }>;

const journey = scenario(journeyRules, { context });
const placed = [registered, agreedAtOakfield, started] as const;
const learner = { primaryNeed: 'ASD', cohort: 2019, district: 'E07000110' };
const day = (text: string) => text as LocalDate;
const on = (text: string) => onDay(day(text));

describe('a move from one placement to the next', () => {
  const { transferId: _transfer, ...planned } = transitionPlanned.data;
  const decided = { ...transitionPlanned, data: planned };
  const ready = [...placed, decided, agreedAtMeadow] as const;
  const make = (
    more: Partial<typeof makeTransition> = {},
    occurredOn = '2026-09-03',
  ): Sent<'MakeTransition'> => ({
    type: 'MakeTransition',
    data: { ...makeTransition, ...more },
    details: { occurredOn },
  });
  const endedAt = (more: object = {}) => ({
    type: 'PlacementEnded' as const,
    occurredOn: '2026-07-17',
    data: {
      placementId,
      placeEndedOn: day('2026-07-17'),
      reasonCode: 'PHASE' as const,
      codeListVersion: endingReasonsVersion,
      decisionRef: transitionId,
      decidedOn: day('2026-02-09'),
      learner,
      ...more,
    },
  });
  const startedAt = (more: object = {}) => ({
    type: 'PlacementStarted' as const,
    occurredOn: '2026-09-03',
    data: { placementId: nextPlacementId, pattern: 'fullTime' as const, ...more },
  });
  const moveMade = {
    type: 'TransitionMade' as const,
    occurredOn: '2026-09-03',
    data: transitionMade.data,
  };

  it('ends the one and starts the other, each on its own day, in one entry', () => {
    journey
      .given(...ready)
      .when(make())
      .thenRecorded(
        { ...endedAt(), entryId: 'entry-5' },
        { ...startedAt(), entryId: 'entry-5' },
        { ...moveMade, entryId: 'entry-5' },
      )
      .thenState((state) => {
        expect(endingOf(state, placementId)?.endedOn).toEqual(on('2026-07-17'));
        expect(startOf(state, nextPlacementId)?.startedOn).toEqual(on('2026-09-03'));
        expect(transitionInto(state, nextPlacementId)).toEqual({
          placementId: nextPlacementId,
          endedPlacementId: placementId,
          transitionId,
          madeOn: on('2026-09-03'),
        });
        expect(transitionFrom(state, placementId)?.placementId).toBe(nextPlacementId);
      });
  });

  it('keeps all that is said of the ending and the start', () => {
    const { explanation, ...ending } = {
      placeEndedOn: day('2026-07-24'),
      fundedUntil: day('2026-08-31'),
      reasonCode: 'PREF' as const,
      explanation: 'wished by all',
    };
    const start = {
      fundedFrom: day('2026-09-01'),
      siteId: 'site-1',
      pattern: 'partTime' as const,
      daysPerWeekTenths: 25,
      nightsPerWeek: 0,
    };
    journey
      .given(...ready)
      .when(make({ ...ending, ...start, explanation, transitionId }))
      .thenRecorded(endedAt({ ...ending, explanation }), startedAt(start), moveMade);
  });

  it('holds the place until the last day attended, as late as that may be', () => {
    const july: OccurredOn = { from: day('2026-07-01'), to: day('2026-07-31'), precision: 'month' };
    journey
      .given(...ready)
      .when(make({ lastAttendedOn: july }))
      .thenState((state) =>
        expect(endingOf(state, placementId)).toMatchObject({
          endedOn: july,
          placeEndedOn: '2026-07-31',
        }),
      );
  });

  it.each([
    ['phase', 'PHASE'],
    ['stepDown', 'STEPDN'],
    ['stepUp', 'STEPUP'],
    ['familyMove', 'FAMMOV'],
    ['betterFit', 'BETFIT'],
    ['other', 'AWAITED'],
  ] as const)('ends for the reason it was decided for: %s is %s', (kind, reasonCode) => {
    journey
      .given(...placed, { ...decided, data: { ...planned, kind } }, agreedAtMeadow)
      .when(make())
      .thenState((state) => expect(endingOf(state, placementId)?.reasonCode).toBe(reasonCode));
  });

  it('awaits its reason where no decision is recorded', () => {
    journey
      .given(...placed, agreedAtMeadow)
      .when(make())
      .thenRecorded(
        endedAt({ reasonCode: 'AWAITED', decisionRef: undefined, decidedOn: undefined }),
        startedAt(),
        {
          type: 'TransitionMade',
          data: { placementId: nextPlacementId, endedPlacementId: placementId },
        },
      );
  });

  it('rests on the newest decision', () => {
    const newer = {
      ...decided,
      occurredOn: '2026-03-02',
      data: { ...planned, transitionId: 'transition-0' },
    };
    journey
      .given(...placed, newer, decided, agreedAtMeadow)
      .when(make())
      .thenState((state) =>
        expect(endingOf(state, placementId)).toMatchObject({
          decisionRef: 'transition-0',
          decidedOn: '2026-03-02',
        }),
      );
  });

  it('dates a vague decision as late as it may have been', () => {
    const spring = { from: day('2026-01-01'), to: day('2026-03-31'), precision: 'term' } as const;
    journey
      .given(...placed, { ...decided, occurredOn: spring }, agreedAtMeadow)
      .when(make())
      .thenState((state) => expect(endingOf(state, placementId)?.decidedOn).toBe('2026-03-31'));
  });

  it('is not made planned by a decision after the last day attended', () => {
    const late = { ...decided, occurredOn: '2026-08-03' };
    journey
      .given(...placed, agreedAtMeadow, late)
      .when(make({ transitionId, reasonCode: 'STEPDN' }))
      .thenState((state) => {
        const ending = endingOf(state, placementId);
        expect(ending?.reasonCode).toBe('STEPDN');
        expect(ending?.decisionRef).toBeUndefined();
        expect(ending?.decidedOn).toBeUndefined();
        expect(transitionInto(state, nextPlacementId)).toMatchObject({ transitionId });
      });
  });

  describe('told again', () => {
    const made = [
      ...ready,
      endedAt({ fundedUntil: day('2026-08-31') }),
      startedAt({ fundedFrom: day('2026-09-01'), siteId: 'site-1' }),
      transitionMade,
    ] as const;

    it.each([
      {},
      { placeEndedOn: day('2026-07-17') },
      { fundedUntil: day('2026-08-31') },
      { reasonCode: 'PHASE' as const },
      { fundedFrom: day('2026-09-01') },
      { siteId: 'site-1' },
    ])('changes nothing: %o', (more) => {
      journey
        .given(...made)
        .when(make(more))
        .thenNothing();
    });

    it.each([
      { lastAttendedOn: on('2026-07-16') },
      { placeEndedOn: day('2026-07-18') },
      { fundedUntil: day('2026-08-30') },
      { reasonCode: 'PREF' as const },
      { fundedFrom: day('2026-09-02') },
      { siteId: 'site-2' },
      { pattern: 'partTime' as const },
    ])('is refused where it differs: %o', (more) => {
      const { planned: outcome } = journey.given(...made).when(make(more));
      expect(outcome.outcome).toBe('refused');
    });

    it('is refused out of another placement, though that ended alike', () => {
      const other = { placementId: 'placement-3' };
      const attended = [
        { ...agreedAtOakfield, data: { ...agreedAtOakfield.data, ...other } },
        { ...started, data: { ...started.data, ...other } },
        endedAt({ fundedUntil: day('2026-08-31'), ...other }),
      ];
      journey
        .given(...made, ...attended)
        .when(make({ endedPlacementId: 'placement-3' }))
        .thenRefused('already-ended');
    });

    it('is refused on another day', () => {
      const { planned: outcome } = journey.given(...made).when(make({}, '2026-09-04'));
      expect(outcome.outcome).toBe('refused');
    });
  });

  it('refuses a last day attended that is to come', () => {
    const today = day('2026-09-03');
    journey
      .given(...ready)
      .when(make({ lastAttendedOn: on('2026-09-04') }), { today })
      .thenRefused({ because: 'in-the-future', occurredOn: on('2026-09-04'), today });
    journey
      .given(...ready)
      .when(make({ lastAttendedOn: on('2026-09-03') }), { today })
      .thenState((state) => expect(transitionInto(state, nextPlacementId)).toBeDefined());
  });

  it('refuses to move to the same placement', () => {
    journey
      .given(...ready)
      .when(make({ startedPlacementId: placementId }))
      .thenRefused({ because: 'moved-to-itself', placementId });
  });

  it('refuses placements that are not there', () => {
    journey
      .given(...placed)
      .when(make())
      .thenRefused({ because: 'unknown-placement', placementId: nextPlacementId });
    journey
      .given(registered, agreedAtMeadow)
      .when(make())
      .thenRefused({ because: 'unknown-placement', placementId });
  });

  it('refuses a decision that is not there, or about another placement', () => {
    journey
      .given(...ready)
      .when(make({ transitionId: 'transition-9' }))
      .thenRefused({ because: 'unknown-transition', transitionId: 'transition-9' });
    const another = { ...decided, data: { ...planned, placementId: nextPlacementId } };
    journey
      .given(...placed, agreedAtMeadow, { ...another, occurredOn: '2026-04-02' })
      .when(make({ transitionId }))
      .thenRefused({
        because: 'transition-of-another-placement',
        transitionId,
        placementId: nextPlacementId,
      });
  });

  it('cannot be where one of its placements is unknown, or moved from or into already', () => {
    const third = { ...agreedAtMeadow.data, placementId: 'placement-3' };
    const { state } = journey.given(...ready, transitionMade, { ...agreedAtMeadow, data: third });
    const refused = (data: object) => {
      const told = { ...transitionMade, data: { ...transitionMade.data, ...data } };
      const event = journey.given(told).history[0];
      return event && journeyRules.admits(state, event);
    };
    const already = {
      because: 'transition-already-made',
      placementId: nextPlacementId,
      endedPlacementId: placementId,
    };
    const nowhere = { because: 'unknown-placement', placementId: 'placement-9' };
    expect(refused({ placementId: 'placement-3' })).toEqual(already);
    expect(refused({ endedPlacementId: 'placement-3' })).toEqual(already);
    expect(refused({ placementId: 'placement-9' })).toEqual(nowhere);
    expect(refused({ endedPlacementId: 'placement-9' })).toEqual(nowhere);
  });
});
