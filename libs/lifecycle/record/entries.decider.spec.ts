import { folded, planFacts, type Instant, type Placed } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import {
  approvalSought,
  approved,
  caseworker,
  context,
  registered,
} from '../journey/testing/record.examples.js';
import { closedBy } from './entries.state.js';

const journey = scenario(journeyRules, { context });
type Fact = GivenEvent<JourneyEvent>;

// As the journey application records such facts: without a command, after all that is there.
const record = (given: readonly Fact[], ...facts: readonly Fact[]) => {
  const before = journey.given(...given).history;
  const pending = journey.given(...given, ...facts).history.slice(given.length);
  return planFacts(journeyRules, folded(journeyRules, before), { pending, acknowledge: [] });
};

const events = (planned: ReturnType<typeof record>): readonly Placed<JourneyEvent>[] =>
  planned.outcome === 'record' ? planned.pending : [];

const needs: Fact = {
  type: 'NeedsAmended',
  entryId: 'entry-1',
  data: { primaryNeed: 'SEMH', furtherNeeds: [] },
};
const annul = (entry: string): Fact => ({
  type: 'EntryAnnulled',
  data: { entry, reasonCode: 'wrongValue' },
});
const replace = (entry: string, by: string): Fact => ({
  type: 'EntryReplaced',
  data: { entry, by },
});
const carry = (entry: string): Fact => ({
  type: 'EntryCarriedAway',
  data: { entry, toJourney: 'journey-2', toEntry: 'entry-x' },
});

describe('annulling an entry', () => {
  it('leaves the state as if it had not been', () => {
    const planned = record([registered, needs], annul('entry-1'));
    expect(events(planned)).toHaveLength(1);
    const after = planned.outcome === 'record' ? planned.folded.state : undefined;
    const { entries: _told, ...without } = journey.given(registered).state.record;
    expect(after?.record).toEqual({
      ...without,
      entries: { annulled: { 'entry-1': 'wrongValue' }, replacedBy: {}, carriedAway: [] },
    });
  });

  it('happens once', () => {
    expect(record([registered, needs, annul('entry-1')], annul('entry-1'))).toEqual({
      outcome: 'refused',
      refusal: { because: 'already-annulled', entry: 'entry-1' },
    });
  });

  it('is impossible for the entry that opened the record', () => {
    expect(record([registered, needs], annul('entry-0'))).toEqual({
      outcome: 'refused',
      refusal: { because: 'opening-entry', entry: 'entry-0' },
    });
  });

  it('is refused when a later entry rests on it', () => {
    expect(record([registered, approvalSought, approved], annul('entry-1'))).toEqual({
      outcome: 'refused',
      refusal: {
        because: 'later-entry-no-longer-holds',
        ...{ entry: 'entry-2', event: 'Approved' },
        refusal: { because: 'unknown-approval', approvalId: 'approval-1' },
      },
    });
  });
});

describe('replacing an entry', () => {
  const again: Fact = { ...needs, entryId: 'entry-9' };

  it('follows its annulment', () => {
    const planned = record(
      [registered, needs],
      annul('entry-1'),
      replace('entry-1', 'entry-9'),
      again,
    );
    expect(events(planned)).toHaveLength(3);
  });

  it('may take more than one entry', () => {
    const given = [registered, needs, annul('entry-1'), replace('entry-1', 'entry-8')];
    const planned = record(given, replace('entry-1', 'entry-9'));
    const state = planned.outcome === 'record' ? planned.folded.state : undefined;
    expect(state?.record.entries.replacedBy).toEqual({ 'entry-1': ['entry-8', 'entry-9'] });
  });

  it('is impossible for an entry that stands', () => {
    expect(record([registered, needs], replace('entry-1', 'entry-9'))).toEqual({
      outcome: 'refused',
      refusal: { because: 'not-annulled', entry: 'entry-1' },
    });
  });

  it('names each replacement once', () => {
    const given = [registered, needs, annul('entry-1'), replace('entry-1', 'entry-9')];
    expect(record(given, replace('entry-1', 'entry-9'))).toEqual({
      outcome: 'refused',
      refusal: { because: 'already-replaced', entry: 'entry-1', by: 'entry-9' },
    });
  });
});

describe('carrying an entry', () => {
  it('leaves a trace on the record it leaves, once', () => {
    const planned = record([registered, needs], carry('entry-1'));
    const state = planned.outcome === 'record' ? planned.folded.state : undefined;
    expect(state?.record.entries.carriedAway).toEqual(['entry-1']);
    expect(record([registered, needs, carry('entry-1')], carry('entry-1'))).toEqual({
      outcome: 'refused',
      refusal: { because: 'already-carried-away', entry: 'entry-1' },
    });
    expect(events(record([registered, needs, carry('entry-1')], carry('entry-2')))).toHaveLength(1);
  });

  it('says on the other record who recorded it first, and changes nothing else there', () => {
    const here: Fact = {
      type: 'EntryCarriedHere',
      data: {
        firstRecordedAt: '2025-09-03T09:00:00.000000Z' as Instant,
        firstActor: { ...caseworker },
        originalEntry: 'entry-x',
        fromJourney: 'journey-2',
      },
    };
    const planned = record([registered], here);
    const state = planned.outcome === 'record' ? planned.folded.state : undefined;
    expect(state).toEqual(journey.given(registered).state);
  });
});

describe('restating personal data', () => {
  it('changes nothing of what is so', () => {
    const restated: Fact = {
      type: 'PersonalDataRestated',
      data: { without: 'entry-1', values: { 'event-0': { name: 'x' } } },
    };
    const planned = record([registered], restated);
    const state = planned.outcome === 'record' ? planned.folded.state : undefined;
    expect(state).toEqual(journey.given(registered).state);
  });
});

describe('merging a record into another', () => {
  const merged: Fact = { type: 'JourneyMergedInto', data: { target: 'journey-2' } };

  it('closes it without saying which the other is', () => {
    expect(closedBy(journey.given(registered).state)).toBeUndefined();
    expect(closedBy(journey.given(registered, merged).state)).toEqual({
      because: 'merged-into-another-record',
    });
    journey
      .given(registered, merged)
      .when({ type: 'AmendNeeds', data: { primaryNeed: 'HI' } })
      .thenRefused({ because: 'merged-into-another-record' });
  });
});
