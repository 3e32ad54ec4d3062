import type { LocalDate } from '#libs/event-sourcing';
import { scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import {
  caseworker,
  context,
  decidedBy,
  director,
  manager,
  registered,
} from '../journey/testing/record.examples.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;

describe('restricting the record', () => {
  const restriction = {
    ...{ level: 'limited' as const, reasonCode: 'staffFamily' as const },
    ...{ people: ['staff-1', 'staff-2'], reviewOn: day('2026-09-01') },
  };
  const restrict = { type: 'RestrictRecord' as const, data: restriction };
  const restricted = { type: 'RecordRestricted' as const, data: restriction };
  const unrestrict = {
    type: 'UnrestrictRecord' as const,
    data: { reasonCode: 'reviewed' as const },
  };
  const unrestricted = { type: 'RecordUnrestricted' as const, data: unrestrict.data };

  it('says who alone may see it', () => {
    journey
      .given(registered)
      .when({ ...restrict, data: { ...restriction, explanation: 'A colleague' } })
      .thenRecorded({ ...restricted, data: { ...restriction, explanation: 'A colleague' } })
      .thenState(({ record }) => expect(record.restriction).toEqual(restriction));
  });

  it('changes nothing when it is restricted so already, whatever the explanation', () => {
    journey
      .given(registered, restricted)
      .when({ ...restrict, data: { ...restriction, explanation: 'Once more' } })
      .thenNothing();
  });

  it.each([
    { level: 'sealed' as const },
    { reasonCode: 'adopted' as const },
    { people: ['staff-1'] },
    { reviewOn: day('2026-10-01') },
  ])('is another restriction with %o', (other) => {
    journey
      .given(registered, restricted)
      .when({ ...restrict, data: { ...restriction, ...other } })
      .thenRecorded({ ...restricted, data: { ...restriction, ...other } });
  });

  it('ends', () => {
    journey
      .given(registered, restricted)
      .when(unrestrict)
      .thenRecorded(unrestricted)
      .thenState(({ record }) => expect(record.restriction).toBeUndefined());
  });

  it('ends once', () => {
    journey.given(registered, restricted, unrestricted).when(unrestrict).thenNothing();
    journey.given(registered).when(unrestrict).thenNothing();
  });

  it('has no second end in a history', () => {
    const { history, state } = journey.given(registered, restricted, unrestricted);
    expect(history.slice(-1).map((event) => journeyRules.admits(state, event))).toEqual([
      { because: 'not-restricted' },
    ]);
  });

  it('does not end before it began', () => {
    journey
      .given(registered, { ...restricted, occurredOn: '2025-10-01' })
      .when({ ...unrestrict, details: { occurredOn: '2025-09-30' } })
      .thenNothing();
  });
});

describe('a legal hold', () => {
  const holdId = 'hold-1';
  const hold = { reasonCode: 'tribunal' as const, matter: 'EH886/25/0001' };
  const place = { type: 'PlaceLegalHold' as const, data: hold };
  const placed = {
    type: 'LegalHoldPlaced' as const,
    occurredOn: '2025-10-01',
    data: { ...hold, holdId },
  };
  const lift = { type: 'LiftLegalHold' as const, data: { holdId } };
  const lifted = { type: 'LegalHoldLifted' as const, data: { holdId } };

  it('is placed once for one matter', () => {
    journey
      .given(registered)
      .when(place)
      .thenRecorded({ type: 'LegalHoldPlaced', data: placed.data });
    journey.given(registered, placed).when(place).thenNothing();
  });

  it.each([{ reasonCode: 'claim' as const }, { matter: 'EH886/25/0002' }])(
    'is another hold with %o',
    (other) => {
      journey
        .given(registered, placed)
        .when({ ...place, data: { ...hold, ...other } }, { newId: () => 'hold-2' })
        .thenRecorded({ type: 'LegalHoldPlaced', data: { ...hold, ...other, holdId: 'hold-2' } });
    },
  );

  it('may be placed again once it was lifted', () => {
    journey
      .given(registered, placed, lifted)
      .when(place, { newId: () => 'hold-2' })
      .thenRecorded({ type: 'LegalHoldPlaced', data: { ...hold, holdId: 'hold-2' } });
  });

  it('is lifted once', () => {
    journey
      .given(registered, placed)
      .when(lift)
      .thenRecorded(lifted)
      .thenState(({ record }) => expect(record.holds[holdId]?.lifted).toBe(true));
    journey.given(registered, placed, lifted).when(lift).thenNothing();
  });

  it('cannot be lifted when it was not placed', () => {
    journey.given(registered).when(lift).thenRefused({ because: 'unknown-hold', holdId });
  });

  it('may be lifted on the day it was placed, not before', () => {
    const given = journey.given(registered, placed);
    given
      .when({ ...lift, details: { occurredOn: '2025-09-30' } })
      .thenRefused({ because: 'ends-before-it-begins', to: '2025-09-30' });
    given.when({ ...lift, details: { occurredOn: '2025-10-01' } }).thenRecorded(lifted);
  });

  it('cannot be lifted twice, whatever the order of recording', () => {
    journey
      .given(registered, placed, { ...lifted, occurredOn: '2025-11-02' })
      .when({ ...lift, details: { occurredOn: '2025-11-01' } })
      .thenNothing();
    const twice = journeyRules.admits(journey.given(registered, placed, lifted).state, {
      ...lifted,
      ...{ eventId: 'event-3', entryId: 'entry-3', actor: caseworker, irregularities: [] },
      occurredOn: { from: day('2025-11-01'), to: day('2025-11-01'), precision: 'day' },
    });
    expect(twice).toEqual({ because: 'hold-already-lifted', holdId });
  });
});

describe('a request for erasure', () => {
  const erasureId = 'erasure-1';
  const requested = {
    type: 'ErasureRequested' as const,
    data: { erasureId, by: 'parent' as const },
  };
  const decide = {
    type: 'DecideErasure' as const,
    data: { erasureId, outcome: 'refused' as const, ground: 'statutoryTask' as const },
  };
  const decided = { type: 'ErasureDecided' as const, data: decide.data };

  it('is a fact each time', () => {
    const request = { type: 'RequestErasure' as const, data: { by: 'parent' as const } };
    journey.given(registered).when(request).thenRecorded(requested);
    journey.given(registered, requested).when(request).thenRecorded(requested);
  });

  it('is decided once', () => {
    journey
      .given(registered, requested)
      .when(decide)
      .thenRecorded(decided)
      .thenState(({ record }) => expect(record.erasures[erasureId]?.outcome).toBe('refused'));
    journey.given(registered, requested, decided).when(decide).thenNothing();
    journey
      .given(registered, requested, decided)
      .when({ ...decide, data: { ...decide.data, outcome: 'granted' } })
      .thenRefused({ because: 'erasure-already-decided', erasureId, as: 'refused' });
  });

  it('cannot be decided when it was not made', () => {
    journey.given(registered).when(decide).thenRefused({ because: 'unknown-erasure', erasureId });
  });
});

describe('disposing of the record', () => {
  const proposalId = 'proposal-1';
  const rule = 'birth-35';
  const propose = { type: 'ProposeDisposal' as const, data: { rule } };
  const proposed = {
    type: 'DisposalProposed' as const,
    occurredOn: '2025-10-01',
    actor: manager,
    data: { rule, proposalId },
  };
  const dispose = { type: 'DisposeOfRecord' as const, data: { proposalId } };
  const held = {
    type: 'LegalHoldPlaced' as const,
    occurredOn: '2025-11-01',
    data: { holdId: 'hold-1', reasonCode: 'claim' as const },
  };
  const disposed = {
    type: 'RecordDisposed' as const,
    data: { proposalId, rule, approvers: ['staff-2', 'staff-3'] as [string, string] },
  };

  it('is proposed by one person', () => {
    journey
      .given(registered)
      .when(propose, { actor: manager })
      .thenRecorded({ type: 'DisposalProposed', data: { rule, proposalId } });
  });

  it('is proposed once by each under a rule', () => {
    const given = journey.given(registered, proposed);
    given.when(propose, { actor: manager }).thenNothing();
    const again = { type: 'DisposalProposed' as const, data: { rule, proposalId: 'proposal-2' } };
    const newId = () => 'proposal-2';
    given.when(propose, { actor: director, newId }).thenRecorded(again);
    given
      .when({ ...propose, data: { rule: 'birth-75' } }, { actor: manager, newId })
      .thenRecorded({ ...again, data: { ...again.data, rule: 'birth-75' } });
    given
      .when({ ...propose, details: { decision: decidedBy(director) } }, { actor: manager, newId })
      .thenRecorded(again);
  });

  it('is agreed to by another, and closes the record', () => {
    journey
      .given(registered, proposed)
      .when(dispose, { actor: director })
      .thenRecorded(disposed)
      .thenState(({ record }) => expect(record.closed).toEqual({ because: 'record-disposed' }));
  });

  it('names who decided, not who recorded it', () => {
    journey
      .given(registered, { ...proposed, decision: decidedBy({ id: 'staff-5', role: 'manager' }) })
      .when({ ...dispose, details: { decision: decidedBy(director) } }, { actor: caseworker })
      .thenRecorded({ ...disposed, data: { ...disposed.data, approvers: ['staff-5', 'staff-3'] } });
  });

  it('needs a proposal', () => {
    journey
      .given(registered)
      .when(dispose, { actor: director })
      .thenRefused({ because: 'disposal-not-proposed', proposalId });
  });

  it('needs a second person in fact, not in name', () => {
    const refusal = { because: 'same-person', proposalId };
    const given = journey.given(registered, proposed);
    given.when(dispose, { actor: manager }).thenRefused(refusal);
    given
      .when({ ...dispose, details: { decision: decidedBy(director) } }, { actor: manager })
      .thenRefused(refusal);
    given
      .when({ ...dispose, details: { decision: decidedBy(manager) } }, { actor: director })
      .thenRefused(refusal);
  });

  it('is refused under a legal hold, however it is dated', () => {
    const refusal = { because: 'legal-hold', holdIds: ['hold-1'] };
    const given = journey.given(registered, proposed, held);
    given.when(dispose, { actor: director }).thenRefused(refusal);
    given
      .when({ ...dispose, details: { occurredOn: '2025-10-15' } }, { actor: director })
      .thenRefused(refusal);
  });

  it('is possible once the hold was lifted', () => {
    journey
      .given(registered, proposed, held, { type: 'LegalHoldLifted', data: { holdId: 'hold-1' } })
      .when(dispose, { actor: director })
      .thenRecorded(disposed);
  });

  it('cannot be dated into a time when a hold was in force', () => {
    journey
      .given(registered, proposed, held, {
        ...{ type: 'LegalHoldLifted', occurredOn: '2025-12-01' },
        data: { holdId: 'hold-1' },
      })
      .when({ ...dispose, details: { occurredOn: '2025-11-15' } }, { actor: director })
      .thenRefused({ because: 'legal-hold', holdIds: ['hold-1'] });
  });

  it('lets nothing be recorded afterwards', () => {
    journey
      .given(registered, proposed, disposed)
      .when(propose, { actor: manager })
      .thenRefused({ because: 'record-disposed' });
  });
});
