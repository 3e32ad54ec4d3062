import { onDay, type LocalDate, type OccurredOn } from '#libs/event-sourcing';
import { scenario, type Wish } from '#libs/event-sourcing/testing';
import { journeyRules, type JourneyCommand } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  appealId,
  appealRegistered,
  appealWithdrawn,
  ceaseProposed,
  finalPlanIssued,
  proposalId,
} from '../journey/testing/reviews.examples.js';
import {
  ceaseDecided,
  ceaseId,
  planCeased,
  transferInReceived,
} from '../journey/testing/transitions.examples.js';
import { ceaseDecisionOf, ceaseDecisionsOf, cessationOf } from './transitions.state.js';

type Sent<T extends JourneyCommand['type']> = Extract<Wish<JourneyCommand>, { type: T }>;

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
const on = (text: string) => onDay(day(text));
const between = (from: string, to: string): OccurredOn => ({
  from: day(from),
  to: day(to),
  precision: 'unknown',
});

const generalProposal = { ...ceaseProposed, data: { proposalId, reason: 'needsMet' as const } };
const proposed = [registered, generalProposal] as const;
const decided = [...proposed, ceaseDecided] as const;

describe('a decision to cease the plan', () => {
  const decide = (
    more: object = {},
    occurredOn: string | OccurredOn = '2026-03-16',
  ): Sent<'DecidePlanCease'> => ({
    type: 'DecidePlanCease',
    data: { reason: 'needsMet', ...more },
    details: { occurredOn },
  });

  it('rests on the proposal that was consulted on', () => {
    journey
      .given(...proposed)
      .when(decide({ proposalId, explanation: 'all outcomes reached' }))
      .thenRecorded({
        type: 'PlanCeaseDecided',
        data: { ...ceaseDecided.data, explanation: 'all outcomes reached' },
      })
      .thenState((state) =>
        expect(ceaseDecisionOf(state, ceaseId)).toEqual({
          ceaseId,
          proposalId,
          reason: 'needsMet',
          decidedOn: on('2026-03-16'),
        }),
      );
  });

  it('rests on the newest undecided proposal where none is named', () => {
    const later = {
      ...generalProposal,
      occurredOn: '2026-02-10',
      data: { proposalId: 'proposal-0', reason: 'needsMet' as const },
    };
    journey
      .given(registered, later, generalProposal)
      .when(decide())
      .thenRecorded({
        type: 'PlanCeaseDecided',
        data: { ...ceaseDecided.data, proposalId: 'proposal-0' },
      });
    journey
      .given(...decided, { ...later, occurredOn: '2026-02-08' })
      .when(decide({}, '2026-03-17'), { newId: () => 'cease-2' })
      .thenState((state) =>
        expect(ceaseDecisionOf(state, 'cease-2')?.proposalId).toBe('proposal-0'),
      );
  });

  it('changes nothing when told again', () => {
    journey
      .given(...decided)
      .when(decide())
      .thenNothing();
    journey
      .given(...decided)
      .when(decide({ proposalId }))
      .thenNothing();
  });

  it.each([
    ['for another reason', { reason: 'other', proposalId }, '2026-03-16'],
    ['on another day', { proposalId }, '2026-03-17'],
  ])('may be taken again %s', (_which, more, occurredOn) => {
    journey
      .given(...decided)
      .when(decide(more, occurredOn), { newId: () => 'cease-2' })
      .thenState((state) =>
        expect(ceaseDecisionsOf(state).map((one) => one.ceaseId)).toEqual([ceaseId, 'cease-2']),
      );
  });

  it('refuses a proposal that is not there, or came later', () => {
    journey
      .given(registered)
      .when(decide({ proposalId }))
      .thenRefused({ because: 'unknown-proposal', proposalId });
    journey
      .given(...decided)
      .when(decide({ proposalId: 'proposal-9' }))
      .thenRefused({ because: 'unknown-proposal', proposalId: 'proposal-9' });
    journey
      .given(...proposed)
      .when(decide({ proposalId }, '2026-02-08'))
      .thenRefused({
        because: 'decided-before-proposal',
        proposalId,
        proposedOn: on('2026-02-09'),
      });
    for (const occurredOn of ['2026-02-09', between('2026-02-01', '2026-02-09')])
      journey
        .given(...proposed)
        .when(decide({ proposalId }, occurredOn))
        .thenRecorded({ type: 'PlanCeaseDecided', data: ceaseDecided.data });
  });

  it('asks why nobody was consulted', () => {
    journey
      .given(registered)
      .when(decide())
      .thenIrregular('nobody-was-consulted')
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'nobody-was-consulted' }],
      });
  });
});

describe('the end of a plan', () => {
  const cease = (
    endsOn = '2026-07-31',
    more: Partial<Sent<'CeasePlan'>['data']> = {},
    occurredOn = '2026-06-01',
  ): Sent<'CeasePlan'> => ({
    type: 'CeasePlan',
    data: { endsOn: day(endsOn), reason: 'needsMet', ...more },
    details: { occurredOn },
  });

  it('follows the decision for that reason', () => {
    journey
      .given(...decided)
      .when(cease())
      .thenRecorded({ type: 'PlanCeased', data: planCeased.data })
      .thenState((state) => {
        expect(cessationOf(state)).toEqual({
          ceaseId,
          endsOn: '2026-07-31',
          reason: 'needsMet',
        });
        expect(ceaseDecisionOf(state, ceaseId)?.endsOn).toBe('2026-07-31');
      });
  });

  it('follows the newest such decision, but not one for another reason', () => {
    const later = {
      ...ceaseDecided,
      occurredOn: '2026-03-17',
      data: { ...ceaseDecided.data, ceaseId: 'cease-0' },
    };
    const other = {
      ...ceaseDecided,
      occurredOn: '2026-03-18',
      data: { ...ceaseDecided.data, ceaseId: 'cease-3', reason: 'other' as const },
    };
    journey
      .given(...proposed, later, ceaseDecided, other)
      .when(cease())
      .thenRecorded({ type: 'PlanCeased', data: { ...planCeased.data, ceaseId: 'cease-0' } });
  });

  it('changes nothing when told again', () => {
    journey
      .given(...decided, planCeased)
      .when(cease())
      .thenNothing();
  });

  it.each([
    ['on another day', '2026-08-01', {}],
    ['for another reason', '2026-07-31', { reason: 'deceased' as const }],
  ])('comes once: refuses another %s', (_which, endsOn, more) => {
    journey
      .given(...decided, planCeased)
      .when(cease(endsOn, more))
      .thenRefused({ because: 'plan-already-ceased', endsOn: '2026-07-31' });
  });

  const newPlan = {
    ...finalPlanIssued,
    data: {
      ...{ finalPlanId: 'final-plan-2', because: 'newPlan' as const, learner: {} },
      sectionI: { kind: 'none' as const, schools: [], types: [] },
    },
  };

  it.each([
    ['a new plan', { ...newPlan, occurredOn: '2026-08-01' }],
    ['a plan from elsewhere', { ...transferInReceived, occurredOn: '2026-08-01' }],
  ])('may come again after %s', (_which, another) => {
    journey
      .given(...decided, planCeased, another)
      .when(cease('2027-06-30', { reason: 'deceased' }, '2027-06-01'))
      .thenState((state) => expect(cessationOf(state)?.endsOn).toBe('2027-06-30'));
  });

  it('asks for a decision of its own: one that was carried out was for the plan before', () => {
    journey
      .given(...decided, planCeased, { ...newPlan, occurredOn: '2026-08-01' })
      .when(cease('2027-06-30', {}, '2027-06-01'))
      .thenIrregular('no-decision-to-cease');
  });

  it.each([
    ['a new plan of its last day', { ...newPlan, occurredOn: '2026-07-31' }],
    ['a plan from elsewhere of its last day', { ...transferInReceived, occurredOn: '2026-07-31' }],
    [
      'a plan merely amended',
      {
        ...newPlan,
        data: { ...newPlan.data, because: 'review' as const },
        occurredOn: '2026-08-03',
      },
    ],
  ])('does not come again after %s', (_which, another) => {
    journey
      .given(...decided, planCeased, another)
      .when(cease('2027-06-30', { reason: 'deceased' }, '2027-06-01'))
      .thenRefused({ because: 'plan-already-ceased', endsOn: '2026-07-31' });
  });

  it('refuses a decision that is not there', () => {
    journey
      .given(...proposed)
      .when(cease('2026-07-31', { ceaseId }))
      .thenRefused({ because: 'unknown-cease-decision', ceaseId });
  });

  it('is never before the decision', () => {
    journey
      .given(...decided)
      .when(cease('2026-03-15'))
      .thenRefused({
        because: 'ends-before-the-decision',
        ceaseId,
        endsOn: '2026-03-15',
        decidedOn: on('2026-03-16'),
      });
  });

  it('asks why it is the day of the decision', () => {
    journey
      .given(...decided)
      .when(cease('2026-03-16'))
      .thenIrregular('ends-on-the-decision-day')
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'ends-on-the-decision-day', endsOn: '2026-03-16' }],
      });
    journey
      .given(...decided)
      .when(cease('2026-03-17'))
      .thenRecorded({
        type: 'PlanCeased',
        data: { ...planCeased.data, endsOn: day('2026-03-17') },
      });
  });

  it.each([
    ['first', '2026-03-01'],
    ['last', '2026-03-31'],
  ])('asks nothing where the decision is of some day that month: the %s', (_which, endsOn) => {
    const vague = { ...ceaseDecided, occurredOn: between('2026-03-01', '2026-03-31') };
    journey
      .given(...proposed, vague)
      .when(cease(endsOn))
      .thenRecorded({ type: 'PlanCeased', data: { ...planCeased.data, endsOn: day(endsOn) } });
  });

  it.each(['maxAge', 'transferred', 'deceased'] as const)('needs no decision when %s', (reason) => {
    journey
      .given(registered)
      .when(cease('2026-05-31', { reason }))
      .thenRecorded({ type: 'PlanCeased', data: { endsOn: day('2026-05-31'), reason } })
      .thenState((state) => expect(ceaseDecisionsOf(state)).toEqual([]));
  });

  it('asks why there is no decision for any other reason', () => {
    journey
      .given(registered)
      .when(cease('2026-05-31', { reason: 'leftEngland' }))
      .thenIrregular('no-decision-to-cease')
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'no-decision-to-cease', reason: 'leftEngland' }],
      });
  });

  describe('under appeal', () => {
    const { finalPlanId: _plan, ...appealData } = appealRegistered.data;
    const appealed = { ...appealRegistered, data: { ...appealData, against: 'cease' as const } };

    it('asks why the appeal was not waited for', () => {
      journey
        .given(...decided, appealed)
        .when(cease())
        .thenIrregular('appeal-pending')
        .thenRefused({
          because: 'irregular',
          irregularities: [{ code: 'appeal-pending', appealIds: [appealId] }],
        });
    });

    it('waits neither for an appeal that is over nor for one about something else', () => {
      const about = { ...appealRegistered, data: appealData };
      for (const appeals of [[appealed, { ...appealWithdrawn, occurredOn: '2026-05-31' }], [about]])
        journey
          .given(...decided, ...appeals)
          .when(cease())
          .thenRecorded({ type: 'PlanCeased', data: planCeased.data });
    });
  });
});
