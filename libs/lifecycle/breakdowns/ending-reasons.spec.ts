import { onDay, type LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import {
  ended,
  endedAsPlanned,
  endedAwaitingReason,
} from '../journey/testing/breakdowns.examples.js';
import { context, decidedBy, manager, registered } from '../journey/testing/record.examples.js';
import { agreedAtOakfield, placementId, started } from '../journey/testing/starts.examples.js';
import { transitionPlanned } from '../journey/testing/transitions.examples.js';
import { endingGroupOf } from './ending-group.js';
import {
  AWAITED,
  endingGroup,
  endingReasonInWords,
  endingReasons,
  endingReasonsVersion,
  type EndingReason,
} from './ending-reasons.js';

const day = (text: string) => text as LocalDate;
const endedOn = onDay(day('2026-03-27'));

describe('the group of an ending', () => {
  it.each([
    ['structural', ['PHASE', 'FAMMOV', 'CLOSE', 'CUST']],
    ['censoring', ['CEASE', 'XFER', 'DECEASED']],
    ['statusOnly', ['STATUS']],
    ['unplanned', ['REGRM', 'STAND', 'ALLEG', 'PRVBEH', 'PRVNEED', 'PRVOTH']],
    ['unplanned', ['PEX', 'CYPREF', 'LANEED', 'OTHER']],
  ])('is %s for %j, decided before or not', (group, reasons) => {
    for (const reason of reasons) {
      expect(endingGroup(reason, { endedOn })).toBe(group);
      expect(endingGroup(reason, { endedOn, decidedOn: day('2025-09-01') })).toBe(group);
    }
  });

  it('is awaited until the reason is settled', () =>
    expect(endingGroup(AWAITED, { endedOn, decisionRef: 'minute-7' })).toBe('awaited'));

  describe.each(['STEPDN', 'STEPUP', 'PREF', 'TRIB', 'BETFIT'])('of the reason %s', (reason) => {
    const grouped = (basis: object) => endingGroup(reason, { endedOn, ...basis });

    it('is planned when decided the day before the last day attended', () =>
      expect(grouped({ decidedOn: day('2026-03-26') })).toBe('planned'));

    it('is unplanned when decided on the last day attended, or after it', () => {
      expect(grouped({ decidedOn: day('2026-03-27') })).toBe('unplanned');
      expect(grouped({ decidedOn: day('2026-03-28') })).toBe('unplanned');
    });

    it('is unplanned when no decision is known', () => expect(grouped({})).toBe('unplanned'));

    it('believes a decision that is referred to and has no day', () =>
      expect(grouped({ decisionRef: 'minute-7' })).toBe('planned'));

    it('does not believe one whose day is too late', () =>
      expect(grouped({ decisionRef: 'minute-7', decidedOn: day('2026-03-27') })).toBe('unplanned'));

    it('is unplanned when the decision may have come after a vaguely dated ending', () => {
      const march = { from: day('2026-03-01'), to: day('2026-03-31'), precision: 'month' as const };
      expect(endingGroup(reason, { endedOn: march, decidedOn: day('2026-03-01') })).toBe(
        'unplanned',
      );
      expect(endingGroup(reason, { endedOn: march, decidedOn: day('2026-02-28') })).toBe('planned');
    });
  });

  it('refuses to guess about a reason that is not in the list', () => {
    expect(() => endingGroup('toString', { endedOn })).toThrow('No ending reason toString');
    expect(() => endingReasonInWords('NEW')).toThrow('No ending reason NEW in the list.');
  });

  it('is of the version of the list that is stored with it', () =>
    expect(endingReasonsVersion).toBe('2026-2'));

  it('knows every reason of the list, in words of its own', () => {
    const words = endingReasons.map((reason: EndingReason) => endingReasonInWords(reason));
    expect(new Set(words).size).toBe(23);
    expect(words.every((one) => one.length > 10)).toBe(true);
    expect(endingReasonInWords(AWAITED)).toBe('the reason is awaited');
    expect(endingReasonInWords('PEX')).toBe('permanent exclusion');
  });
});

describe('the group of an ending in a journey', () => {
  const journey = scenario(journeyRules, { context });
  const before = [registered, agreedAtOakfield, started] as const;
  const stepDown = { ...ended, data: { ...ended.data, reasonCode: 'STEPDN' as const } };
  const groupAfter = (...events: readonly GivenEvent<JourneyEvent>[]) =>
    endingGroupOf(journey.given(...before, ...events).state, placementId);

  it('is none while the placement goes on', () => expect(groupAfter()).toBeUndefined());

  it('is unplanned where nobody decided it', () => expect(groupAfter(stepDown)).toBe('unplanned'));

  it('is planned by the transition planned before', () =>
    expect(groupAfter(transitionPlanned, stepDown)).toBe('planned'));

  it('is not planned by a transition planned on the last day', () =>
    expect(groupAfter(stepDown, { ...transitionPlanned, occurredOn: '2026-03-27' })).toBe(
      'unplanned',
    ));

  it('is not planned by a transition that may have been planned after it', () => {
    const vague = { from: day('2026-03-01'), to: day('2026-03-31'), precision: 'month' as const };
    expect(groupAfter({ ...transitionPlanned, occurredOn: vague }, stepDown)).toBe('unplanned');
  });

  it('is not planned by a move from another placement', () => {
    const data = { ...transitionPlanned.data, placementId: 'placement-9' };
    expect(groupAfter({ ...transitionPlanned, data }, stepDown)).toBe('unplanned');
  });

  it('is planned by the day of decision that the ending tells', () =>
    expect(groupAfter(endedAsPlanned)).toBe('planned'));

  it('is planned by the officer who decided it in time', () => {
    const inTime = decidedBy(manager, { on: day('2026-03-26') });
    const tooLate = decidedBy(manager, { on: day('2026-03-27') });
    expect(groupAfter({ ...stepDown, decision: inTime })).toBe('planned');
    expect(groupAfter({ ...stepDown, decision: tooLate })).toBe('unplanned');
  });

  it.each([
    ['the transition came first', '2026-02-09', '2026-04-01'],
    ['the officer came first', '2026-04-01', '2026-02-09'],
  ])('goes by the first of several decisions: %s', (_name, transition, officer) => {
    const decision = decidedBy(manager, { on: day(officer) });
    const planned = { ...transitionPlanned, occurredOn: transition };
    expect(groupAfter(planned, { ...stepDown, decision })).toBe('planned');
  });

  it('believes a decision it is referred to', () =>
    expect(groupAfter({ ...stepDown, data: { ...stepDown.data, decisionRef: 'minute-7' } })).toBe(
      'planned',
    ));

  it('is awaited, and settled later', () => {
    const settled = {
      type: 'EndingReasonSettled' as const,
      data: { placementId, reasonCode: 'PREF' as const, codeListVersion: '2026-1' },
    };
    expect(groupAfter(endedAwaitingReason)).toBe('awaited');
    expect(groupAfter(endedAwaitingReason, settled)).toBe('unplanned');
    expect(
      groupAfter(endedAwaitingReason, {
        ...settled,
        data: { ...settled.data, decidedOn: day('2026-03-02') },
      }),
    ).toBe('planned');
  });
});
