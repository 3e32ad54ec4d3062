import fc from 'fast-check';
import { clocksOf } from './clocks-of.js';
import { delayInWords } from './sentences.js';
import { breachedByDays, isMissed } from './standing.js';
import { day, fact, inShort, runningsOf, told, type Fact, recordedAs } from './testing/index.js';

const arranged = fact('ReviewArranged', '2025-12-10', {
  ...{ reviewId: 'r', kind: 'annual', statutory: true, meetingOn: day('2026-01-14') },
});
const held = recordedAs(fact('ReviewMeetingHeld', '2026-01-14', { reviewId: 'r' }), {
  entryId: 'meeting',
});
const explained = (startedBy: string, when = '2026-02-12') =>
  fact('DelayExplained', when, {
    ...{ clock: 'C14', startedBy, reasonCode: 'adviceLate', expectedOn: day('2026-03-01') },
  });
const forward = (clocksFrom: string) =>
  fact('BroughtForward', '2026-02-01', { clocksFrom: day(clocksFrom) });

describe('a case that was brought forward', () => {
  const plan = fact('PlanRecorded', '2026-02-01', {
    ...{ planId: 'p', requestReceivedOn: day('2023-01-01'), planMadeOn: day('2023-12-01') },
  });

  it('is told nothing of what was over before', () => {
    expect(told('C04', plan)).toHaveLength(1);
    expect(told('C04', plan, forward('2026-02-01'))).toEqual([]);
  });

  it('shows what is still to be done, and never as missed', () => {
    const clocks = runningsOf('C10', [plan, forward('2026-02-01')]);
    expect(clocks.map(inShort)).toMatchObject([{ due: '2024-11-30' }]);
    expect(clocks.map((one) => [one.counts, isMissed(one, day('2026-06-01'))])).toEqual([
      [false, false],
    ]);
  });

  it('counts from the day given on', () => {
    const due = (from: string) =>
      runningsOf('C14', [arranged, held, forward(from)]).map((one) => one.counts);
    expect([due('2026-02-11'), due('2026-02-12')]).toEqual([[true], [false]]);
  });
});

describe('the explanation of a delay', () => {
  it('belongs to the clock and the entry that it names; the last one stands', () => {
    const clocks = runningsOf('C14', [
      ...[arranged, held, explained('meeting', '2026-02-20'), explained('meeting', '2026-02-12')],
    ]);
    expect(clocks).toMatchObject([
      { explained: { reasonCode: 'adviceLate', on: { from: '2026-02-20' } } },
    ]);
    expect(clocks.map(delayInWords)).toEqual([
      'Explained on 20 February 2026: advice came late; expected on 1 March 2026.',
    ]);
    expect(runningsOf('C13', [arranged, held, explained('meeting')])).toMatchObject([
      { explained: undefined },
    ]);
  });

  it('goes with an entry that was put right', () => {
    const again = recordedAs(fact('ReviewMeetingHeld', '2026-01-15', { reviewId: 'r' }), {
      entryId: 'again',
    });
    const replaced = fact('EntryReplaced', '2026-02-15', { entry: 'meeting', by: 'again' });
    expect(runningsOf('C14', [arranged, again, replaced, explained('meeting')])).toMatchObject([
      { due: { to: '2026-02-12' }, explained: { reasonCode: 'adviceLate' } },
    ]);
  });
});

describe('clocks', () => {
  const ended = fact('PlanCeased', '2026-02-01', { endsOn: day('2026-02-05') });

  it('stop with the plan, and start anew after it', () => {
    expect(told('C14', arranged, held, ended)).toEqual([
      { due: '2026-02-11', ended: 'planCeased 2026-02-05' },
    ]);
    const later = fact('PlanCeased', '2025-02-01', { endsOn: day('2025-02-05') });
    expect(told('C14', arranged, held, later)).toEqual([{ due: '2026-02-11' }]);
  });

  it('stop when the plan goes to another authority, though it was done later', () => {
    const sent = fact('TransferOutSent', '2026-02-01', {
      ...{ toAuthority: '887', awareOn: day('2026-01-20'), movedOn: day('2026-01-20') },
    });
    const decided = fact('ReviewDecisionNotified', '2026-03-01', {
      reviewId: 'r',
      outcome: 'amend',
    });
    expect(told('C14', arranged, held, sent, decided)).toEqual([
      { due: '2026-02-11', ended: 'transferredAway 2026-02-01' },
    ]);
  });

  it.each(['RecordDisposed', 'JourneyMergedInto'] as const)('are none after %s', (type) => {
    expect(clocksOf([arranged, held, fact(type, '2026-03-01')])).toEqual([]);
  });

  it('of starts before their rule was law are none', () => {
    const old = fact('PlanRecorded', '2026-02-01', { planId: 'p', planMadeOn: day('2014-08-31') });
    expect(told('C10', old)).toEqual([]);
  });

  it('grow later by a day each day, and stand still when met', () => {
    const decided = fact('ReviewDecisionNotified', '2026-02-20', { reviewId: 'r' });
    const late = (on: string, ...facts: readonly Fact[]) =>
      runningsOf('C14', [arranged, held, ...facts]).map((one) => breachedByDays(one, day(on)));
    expect([late('2026-02-11'), late('2026-02-12'), late('2026-03-13')]).toEqual([[0], [1], [30]]);
    expect([late('2026-02-25', decided), late('2027-01-01', decided)]).toEqual([[9], [9]]);
  });
});

const WAYS = ['email', 'phone', 'portal', 'letter'] as const;

// Facts of every kind, many on the same days, about few subjects, so that they meet.
const someFacts: readonly Fact[] = ['2025-11-03', '2026-01-05', '2026-01-05', '2026-03-02'].flatMap(
  (when, at) => [
    fact('PlanRecorded', when, { planId: `p-${at}`, planMadeOn: day('2025-01-10') }),
    fact('PlanDatesAmended', when, { planId: 'p-0', requestReceivedOn: day(`2025-0${at + 1}-10`) }),
    fact('ConsultationSent', when, {
      ...{ consultationId: `c-${at}`, requestId: 'q' },
      school: { name: 'Oakfield', category: 'independent', asOf: day(when) },
    }),
    recordedAs(
      fact('ConsultationChased', when, { consultationId: 'c-1', way: WAYS[at] ?? 'email' }),
      {
        actor: `staff-${at}`,
      },
    ),
    fact('ConsultationAnswered', when, { consultationId: 'c-1' }),
    fact('ReviewArranged', when, {
      ...{ reviewId: `r-${at}`, kind: 'annual', statutory: true, meetingOn: day('2026-02-01') },
    }),
    fact('ReviewRearranged', when, { reviewId: 'r-0', meetingOn: day(`2026-0${at + 2}-01`) }),
    fact('ReviewMeetingHeld', when, { reviewId: `r-${at}` }),
    fact('ReviewDecisionNotified', when, {
      reviewId: 'r-0',
      outcome: at === 1 ? 'amend' : 'cease',
    }),
    fact('AmendmentNoticeSent', when, { amendmentId: `a-${at}`, reviewId: 'r-0' }),
    fact('DelayExplained', when, {
      ...{ clock: 'C14', startedBy: 'meeting', expectedOn: day(`2026-0${at + 1}-01`) },
    }),
  ],
);

describe('whatever is recorded', () => {
  it('the order of recording changes no clock', () => {
    const facts = [...new Map(someFacts.map((one) => [one.eventId, one])).values(), arranged, held];
    const expected = clocksOf(facts);
    expect(new Set(expected.map(({ clock }) => clock)).size).toBeGreaterThan(8);
    const shuffled = fc.shuffledSubarray(facts, { minLength: facts.length });
    fc.assert(fc.property(shuffled, (any) => expect(clocksOf(any)).toEqual(expected)));
  });

  it('no two runnings have the same key', () => {
    const subset = fc.subarray([...new Map(someFacts.map((one) => [one.eventId, one])).values()]);
    fc.assert(
      fc.property(subset, (some) => {
        const keys = clocksOf(some).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
