import { onDay, type LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent, type Wish } from '#libs/event-sourcing/testing';
import { endingReasonsVersion } from '../breakdowns/breakdowns.events.js';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules, type JourneyCommand } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import { meadow } from '../journey/testing/requests.examples.js';
import { reviewArranged, reviewId } from '../journey/testing/reviews.examples.js';
import {
  agreedAtOakfield,
  notStarted,
  placementId,
  started,
} from '../journey/testing/starts.examples.js';
import {
  identifyPhaseTransfer,
  phaseTransferIdentified,
  phaseTransferRuledOut,
  planTransition,
  transferId,
  transitionId,
  transitionPlanned,
} from '../journey/testing/transitions.examples.js';
import { phaseTransferIn, phaseTransferOf, plannedTransitionsFrom } from './transitions.state.js';

type Sent<T extends JourneyCommand['type']> = Extract<Wish<JourneyCommand>, { type: T }>;
type Given<T extends JourneyEvent['type']> = Extract<GivenEvent<JourneyEvent>, { type: T }>;

const journey = scenario(journeyRules, { context });
const placed = [registered, agreedAtOakfield, started] as const;
const learner = { primaryNeed: 'ASD', cohort: 2019, district: 'E07000110' };
const day = (text: string) => text as LocalDate;
const on = (text: string) => onDay(day(text));

const ended: Given<'PlacementEnded'> = {
  type: 'PlacementEnded',
  occurredOn: '2026-01-30',
  data: {
    placementId,
    placeEndedOn: day('2026-02-06'),
    reasonCode: 'AWAITED',
    codeListVersion: endingReasonsVersion,
    learner: {},
  },
};

describe('a phase transfer', () => {
  const identify = (more: Partial<typeof identifyPhaseTransfer> = {}) => ({
    type: 'IdentifyPhaseTransfer' as const,
    data: { ...identifyPhaseTransfer, ...more },
  });

  it('is identified with the day by which the plan must name the next setting', () => {
    journey
      .given(registered)
      .when({ ...identify(), details: { occurredOn: '2025-09-15' } })
      .thenRecorded({
        type: 'PhaseTransferIdentified',
        data: { ...phaseTransferIdentified.data, learner },
      })
      .thenState((state) =>
        expect(phaseTransferIn(state, 2026)).toEqual({
          transferId,
          transferYear: 2026,
          from: 'primary',
          to: 'secondary',
          rule: 'before15February',
          identifiedOn: on('2025-09-15'),
        }),
      );
  });

  it.each([
    ['earlyYearsToSchool', 'earlyYears', 'school', 'before15February'],
    ['infantToJunior', 'infant', 'junior', 'before15February'],
    ['primaryToMiddle', 'primary', 'middle', 'before15February'],
    ['primaryToSecondary', 'primary', 'secondary', 'before15February'],
    ['middleToSecondary', 'middle', 'secondary', 'before15February'],
    ['secondaryToPost16', 'secondary', 'post16', 'before31March'],
    ['post16ToPost16', 'post16', 'post16', 'fiveMonthsBefore'],
  ] as const)('knows the rule for %s', (change, ...given) => {
    const [from, to, rule] = given;
    journey
      .given(registered)
      .when(identify({ change }))
      .thenState((state) => expect(phaseTransferIn(state, 2026)).toMatchObject({ from, to, rule }));
  });

  it('changes nothing when identified again, as a whole year group is', () => {
    journey.given(registered, phaseTransferIdentified).when(identify()).thenNothing();
  });

  it.each([
    ['to another phase', phaseTransferIdentified, { change: 'primaryToMiddle' }],
    ['from another phase', phaseTransferIdentified, { change: 'middleToSecondary' }],
  ] as const)('is one a year: refuses a second %s', (_which, there, more) => {
    journey.given(registered, there).when(identify(more)).thenRefused({
      because: 'phase-transfer-already-identified',
      transferYear: 2026,
      transferId,
    });
  });

  it('stays ruled out when the year group is identified again', () => {
    journey
      .given(registered, phaseTransferIdentified, phaseTransferRuledOut)
      .when(identify(), { newId: () => 'next' })
      .thenRefused('phase-transfer-already-identified');
  });

  it('may be followed by one of another year', () => {
    journey
      .given(registered, phaseTransferIdentified)
      .when(identify({ transferYear: 2031, change: 'secondaryToPost16' }), { newId: () => 'next' })
      .thenState((state) => {
        expect(phaseTransferIn(state, 2026)?.transferId).toBe(transferId);
        expect(phaseTransferIn(state, 2031)?.transferId).toBe('next');
      });
  });

  describe('that does not apply', () => {
    const ruleOut = (
      reasonCode: 'allThrough' | 'deferred',
      more: object = {},
    ): Sent<'RuleOutPhaseTransfer'> => ({
      type: 'RuleOutPhaseTransfer',
      data: { transferId, reasonCode, ...more },
    });
    const out = [registered, phaseTransferIdentified, phaseTransferRuledOut] as const;

    it('says why', () => {
      journey
        .given(registered, phaseTransferIdentified)
        .when(ruleOut('allThrough', { explanation: 'to year 13' }))
        .thenRecorded({
          type: 'PhaseTransferNotApplicable',
          data: { transferId, reasonCode: 'allThrough', explanation: 'to year 13' },
        })
        .thenState((state) =>
          expect(phaseTransferOf(state, transferId)?.notApplicable).toBe('allThrough'),
        );
    });

    it('is ruled out once', () => {
      journey
        .given(...out)
        .when(ruleOut('allThrough'))
        .thenNothing();
      const again = [ruleOut('deferred'), ruleOut('allThrough', { explanation: 'to year 13' })];
      for (const wish of again)
        journey
          .given(...out)
          .when(wish)
          .thenRefused({ because: 'already-ruled-out', transferId, as: 'allThrough' });
    });

    it('is one that was identified', () => {
      journey
        .given(registered)
        .when(ruleOut('deferred'))
        .thenRefused({ because: 'unknown-phase-transfer', transferId });
    });
  });
});

describe('a decision to move on', () => {
  const plan = (more: object = {}, occurredOn = '2026-02-09'): Sent<'PlanTransition'> => ({
    type: 'PlanTransition',
    data: { ...planTransition, ...more },
    details: { occurredOn },
  });
  const before = [...placed, phaseTransferIdentified] as const;
  const bare: Sent<'PlanTransition'> = {
    type: 'PlanTransition',
    data: { placementId, kind: 'stepDown' },
    details: { occurredOn: '2026-02-09' },
  };

  it('names the school moved to as the register has it', () => {
    journey
      .given(...before)
      .when(plan())
      .thenRecorded({ type: 'TransitionPlanned', data: { ...transitionPlanned.data, learner } })
      .thenState((state) =>
        expect(plannedTransitionsFrom(state, placementId)).toEqual([
          {
            ...{ transitionId, placementId, kind: 'phase', decidedOn: on('2026-02-09') },
            ...{ to: meadow, plannedFor: '2026-09-03' },
          },
        ]),
      );
  });

  it('may be taken before it is known where to', () => {
    journey
      .given(...before)
      .when(bare)
      .thenRecorded({
        type: 'TransitionPlanned',
        data: { transitionId, placementId, kind: 'stepDown', learner },
      });
  });

  it('changes nothing when told again without a school, and is another with one', () => {
    const { to: _to, transferId: _id, ...data } = transitionPlanned.data;
    const nowhere = { ...transitionPlanned, data: { ...data, plannedFor: undefined } };
    const given = journey.given(...before, nowhere);
    given.when({ ...bare, data: { placementId, kind: 'phase' } }).thenNothing();
    given
      .when(
        { ...bare, data: { placementId, kind: 'phase', toProviderId: 'school-meadow' } },
        { newId: () => 'transition-2' },
      )
      .thenState((state) => expect(plannedTransitionsFrom(state, placementId)).toHaveLength(2));
  });

  it('changes nothing when told again', () => {
    journey
      .given(...before, transitionPlanned)
      .when(plan())
      .thenNothing();
  });

  it.each([
    ['kind', { kind: 'stepUp' }, '2026-02-09'],
    ['school', { toProviderId: 'school-oakfield' }, '2026-02-09'],
    ['type', { toType: 'mainstream' }, '2026-02-09'],
    ['planned day', { plannedFor: '2026-09-04' }, '2026-02-09'],
    ['day of decision', {}, '2026-02-10'],
  ])('stands beside one of another %s', (_which, more, occurredOn) => {
    journey
      .given(...before, transitionPlanned)
      .when(plan(more, occurredOn), { newId: () => 'transition-2' })
      .thenState((state) =>
        expect(plannedTransitionsFrom(state, placementId).map((one) => one.transitionId)).toEqual([
          transitionId,
          'transition-2',
        ]),
      );
  });

  it('refuses what is not there', () => {
    const given = journey.given(...placed);
    given
      .when(plan({ toProviderId: 'school-nowhere' }))
      .thenRefused({ because: 'unknown-school', providerId: 'school-nowhere' });
    given.when(plan()).thenRefused({ because: 'unknown-phase-transfer', transferId });
    given
      .when(plan({ transferId: undefined, reviewId }))
      .thenRefused({ because: 'unknown-review', reviewId });
    journey.given(registered).when(bare).thenRefused({ because: 'unknown-placement', placementId });
  });

  it('may rest on a review', () => {
    journey
      .given(...before, reviewArranged)
      .when(plan({ reviewId }))
      .thenState((state) => expect(plannedTransitionsFrom(state, placementId)).toHaveLength(1));
  });

  it.each<[string, GivenEvent<JourneyEvent>]>([
    ['ended before', ended],
    ['never started', notStarted],
    [
      'fell through',
      {
        type: 'PlacementFellThrough',
        occurredOn: '2025-11-10',
        data: { placementId, by: 'family', reasonCode: 'transport' },
      },
    ],
  ])('asks why when the placement %s', (_how, over) => {
    journey
      .given(registered, agreedAtOakfield, over)
      .when(bare)
      .thenIrregular('placement-is-over')
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'placement-is-over', placementId }],
      });
  });

  it('asks nothing on the last day attended', () => {
    journey
      .given(...placed, ended)
      .when({ ...bare, details: { occurredOn: '2026-01-30' } })
      .thenRecorded({
        type: 'TransitionPlanned',
        data: { transitionId, placementId, kind: 'stepDown', learner },
      });
  });
});
