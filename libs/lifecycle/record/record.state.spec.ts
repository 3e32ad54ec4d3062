import { ERASED, onDay, type LocalDate, type OccurredOn } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import {
  approvalId,
  approvalSought,
  approved,
  assigned,
  context,
  registered,
} from '../journey/testing/record.examples.js';
import {
  addressOf,
  approvalCovers,
  approvalsOf,
  assignmentOn,
  assignmentsOf,
  clocksFromOf,
  decisionHolderOf,
  homeOf,
  identifiersOf,
  isRegistered,
  learnerOf,
  learnerSnapshotOf,
  learnerStatusesOn,
  plansOf,
} from './record.state.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
type Fact = GivenEvent<JourneyEvent>;
const after = (...facts: readonly Fact[]) => journey.given(registered, ...facts).state;

const moved = (kind: 'home' | 'foster' | 'correspondence', on: string, district: string): Fact => ({
  type: 'AddressChanged',
  occurredOn: on,
  data: { kind, district, withholdFrom: [], address: { lines: [district] } },
});

describe('before a record is opened', () => {
  const nothing = journey.given().state;

  it('nothing is known', () => {
    expect(isRegistered(nothing)).toBe(false);
    expect(learnerOf(nothing)).toBeUndefined();
    expect(learnerSnapshotOf(nothing)).toEqual({});
    expect(identifiersOf(nothing)).toEqual([]);
    expect(clocksFromOf(nothing)).toBeUndefined();
    expect(plansOf(nothing)).toEqual([]);
  });

  it('what presupposes a learner changes nothing', () => {
    const needs: Fact = { type: 'NeedsAmended', data: { primaryNeed: 'HI', furtherNeeds: [] } };
    expect(journey.given(needs).state).toEqual(nothing);
  });
});

describe('where the learner lives', () => {
  it('is the address of the registration at first, of no certain beginning', () => {
    expect(homeOf(after(), day('1999-01-01'))).toEqual({
      ...{ kind: 'home', from: undefined, district: 'E07000110', authority: undefined },
      ...{ withholdFrom: [], address: registered.data.address },
    });
  });

  it('is the new one from the day of the move on', () => {
    const state = after(moved('foster', '2025-10-01', 'E07000114'));
    expect(homeOf(state, day('2025-09-30'))?.district).toBe('E07000110');
    expect(homeOf(state, day('2025-10-01'))?.district).toBe('E07000114');
    expect(homeOf(state)?.district).toBe('E07000114');
  });

  it('is not where letters go', () => {
    const state = after(moved('correspondence', '2025-10-01', 'E07000114'));
    expect(homeOf(state)?.district).toBe('E07000110');
    expect(addressOf(state, 'correspondence')?.district).toBe('E07000114');
    expect(addressOf(state, 'correspondence', day('2025-09-30'))).toBeUndefined();
  });

  it('goes by the day of effect, not the day it was told', () => {
    const announced: Fact = {
      type: 'AddressChanged',
      occurredOn: '2025-10-01',
      data: {
        ...{ kind: 'home', district: 'E07000111', withholdFrom: [], address: ERASED },
        effectiveFrom: day('2025-12-01'),
      },
    };
    const state = after(announced, moved('home', '2025-11-01', 'E07000112'));
    expect(homeOf(state, day('2025-11-30'))?.district).toBe('E07000112');
    expect(homeOf(state, day('2025-12-01'))?.district).toBe('E07000111');
    expect(homeOf(state)?.district).toBe('E07000111');
  });

  it('is the one told later, of two on one day', () => {
    const state = after(
      moved('home', '2025-10-01', 'E07000112'),
      moved('home', '2025-10-01', 'E07000113'),
    );
    expect(homeOf(state, day('2025-10-01'))?.district).toBe('E07000113');
  });
});

describe('what is copied onto events', () => {
  it('is need, year group and district', () => {
    const state = after(moved('home', '2025-10-01', 'E07000114'));
    const known = { primaryNeed: 'ASD', cohort: 2019 };
    expect(learnerSnapshotOf(state)).toEqual({ ...known, district: 'E07000114' });
    expect(learnerSnapshotOf(state, day('2025-09-30'))).toEqual({
      ...known,
      district: 'E07000110',
    });
  });
});

describe('the ids in other systems', () => {
  const linked: Fact = { type: 'IdentifierLinked', data: { system: 'case', value: 'C-1' } };
  const unreadable: Fact = { type: 'IdentifierLinked', data: { system: 'case', value: ERASED } };
  const named = (otherIds: NonNullable<typeof registered.data.otherIds>): Fact => ({
    ...registered,
    data: { ...registered.data, otherIds },
  });

  it('are those of the registration and those linked later', () => {
    const first = { system: 'school', value: 'S-1' };
    expect(identifiersOf(journey.given(named([first]), linked).state)).toEqual([
      first,
      { system: 'case', value: 'C-1' },
    ]);
  });

  it('are those that can be read', () => {
    expect(identifiersOf(journey.given(named(ERASED), linked, unreadable).state)).toEqual([
      { system: 'case', value: 'C-1' },
    ]);
  });
});

describe('a status', () => {
  const lookedAfter: Fact = {
    type: 'LearnerStatusRecorded',
    occurredOn: '2025-10-01',
    data: { statusId: 'status-1', kind: 'lookedAfter', to: day('2025-10-31') },
  };

  it('holds from its first to its last day', () => {
    const on = (date: string) => learnerStatusesOn(after(lookedAfter), day(date)).length;
    expect([on('2025-09-30'), on('2025-10-01'), on('2025-10-31'), on('2025-11-01')]).toEqual([
      0, 1, 1, 0,
    ]);
  });

  it('holds on while no end is known', () => {
    const open: Fact = {
      type: 'LearnerStatusRecorded',
      occurredOn: '2025-10-01',
      data: { statusId: 'status-1', kind: 'childInNeed' },
    };
    expect(learnerStatusesOn(after(open), day('2035-10-31'))).toHaveLength(1);
  });
});

describe('who has the case', () => {
  const cover: Fact = {
    type: 'CaseAssigned',
    occurredOn: '2025-11-01',
    data: { officer: 'staff-9', team: 'team-1', until: day('2025-11-30'), reasonCode: 'cover' },
  };
  const on = (date: string) => assignmentOn(after(assigned, cover), day(date))?.officer;

  it('is whoever was assigned last, and the one before again after a cover', () => {
    expect(on('2025-08-31')).toBeUndefined();
    expect(on('2025-10-31')).toBe('staff-1');
    expect(on('2025-11-01')).toBe('staff-9');
    expect(on('2025-11-30')).toBe('staff-9');
    expect(on('2025-12-01')).toBe('staff-1');
    expect(assignmentsOf(after(assigned, cover))).toHaveLength(2);
  });

  it('changes on the day of effect', () => {
    const next: Fact = {
      type: 'CaseAssigned',
      occurredOn: '2025-11-01',
      data: { team: 'team-2', effectiveFrom: day('2026-01-05'), reasonCode: 'leaver' },
    };
    expect(assignmentOn(after(assigned, next), day('2026-01-04'))?.team).toBe('team-1');
    expect(assignmentOn(after(assigned, next), day('2026-01-05'))).toEqual({
      ...{ officer: undefined, team: 'team-2', until: undefined },
      ...{ from: '2026-01-05', reasonCode: 'leaver' },
    });
  });
});

describe('who decides for the learner', () => {
  it('changes on the day of effect', () => {
    const decides = (holder: 'parent' | 'youngPerson', effectiveFrom?: LocalDate): Fact => ({
      type: 'DecisionHolderChanged',
      occurredOn: '2025-10-01',
      data: { holder, basis: 'other', ...(effectiveFrom ? { effectiveFrom } : {}) },
    });
    const state = after(decides('parent'), decides('youngPerson', day('2031-07-01')));
    expect(decisionHolderOf(state, day('2025-09-30'))).toBeUndefined();
    expect(decisionHolderOf(state, day('2025-10-01'))?.holder).toBe('parent');
    expect(decisionHolderOf(state, day('2031-07-01'))?.holder).toBe('youngPerson');
  });
});

describe('an approval covers', () => {
  const state = after(approvalSought, approved);
  const asked = {
    ...{ approvalId, kind: 'placement' as const, pencePerYear: 64_000_00 },
    on: onDay(day('2025-10-10')),
  };
  const month = (from: string, to: string): OccurredOn => ({
    ...{ from: day(from), to: day(to), precision: 'month' },
  });

  it('what it was given for, to the penny', () => {
    expect(approvalCovers(state, asked)).toEqual({ impossible: undefined, irregular: [] });
    expect(approvalCovers(state, { ...asked, pencePerYear: 64_000_01 })).toEqual({
      impossible: undefined,
      irregular: [
        { code: 'above-approved-ceiling', askedPence: 64_000_01, ceilingPence: 64_000_00 },
      ],
    });
    expect(approvalsOf(state)).toHaveLength(1);
  });

  it('nothing before it is given, or when it is not known', () => {
    const refused = { impossible: { because: 'not-approved', approvalId }, irregular: [] };
    expect(approvalCovers(after(approvalSought), asked)).toEqual(refused);
    expect(approvalCovers(after(), asked)).toEqual(refused);
  });

  it('no other kind of spending', () => {
    expect(approvalCovers(state, { ...asked, kind: 'interim' })).toEqual({
      impossible: { because: 'approved-for-something-else', approvalId, forKind: 'placement' },
      irregular: [],
    });
  });

  it.each<[string, OccurredOn, boolean]>([
    ['the day before', onDay(day('2025-09-30')), false],
    ['the first day', onDay(day('2025-10-01')), true],
    ['the last day', onDay(day('2026-08-31')), true],
    ['the day after', onDay(day('2026-09-01')), false],
    ['perhaps a day before it', month('2025-09-15', '2025-10-01'), true],
    ['perhaps a day after it', month('2026-08-31', '2026-09-15'), true],
  ])('a decision of %s: %o is %s', (_words, on, covered) => {
    const lapse = { from: '2025-10-01', to: '2026-08-31' };
    const irregular = [{ code: 'approval-not-in-force', approvalId, ...lapse }];
    expect(approvalCovers(state, { ...asked, on })).toEqual({
      impossible: undefined,
      irregular: covered ? [] : irregular,
    });
  });

  it('any day where it has no dates', () => {
    const endless: Fact = { type: 'Approved', data: { approvalId, ceilingPence: 64_000_00 } };
    expect(approvalCovers(after(approvalSought, endless), asked).irregular).toEqual([]);
  });
});
