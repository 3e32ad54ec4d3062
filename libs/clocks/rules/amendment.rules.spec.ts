import { breachedByDays, standingOn } from '../standing.js';
import { day, fact, runningsOf, told } from '../testing/index.js';

const noticed = (reviewId?: string) =>
  fact('AmendmentNoticeSent', '2026-02-09', {
    amendmentId: 'a-1',
    ...(reviewId ? { reviewId } : {}),
  });
const issued = (when: string, amendmentId = 'a-1') =>
  fact('FinalPlanIssued', when, { because: 'review', finalPlanId: 'f', amendmentId });
const heard = fact('RepresentationsReceived', '2026-02-15', { amendmentId: 'a-1' });

describe('C15, the time for representations', () => {
  const standing = (...facts: Parameters<typeof told>[1][]) =>
    runningsOf('C15', [noticed(), ...facts]).map((one) => standingOn(one, day('2026-02-20')));

  it('is open for fifteen days beginning with the notice', () => {
    expect(told('C15', noticed())).toEqual([{ due: '2026-02-23' }]);
    expect(standing()).toEqual([{ as: 'open', daysLeft: 3 }]);
  });

  it('is over when they came, and cut short when the plan came before', () => {
    expect(standing(heard)).toEqual([{ as: 'closed' }]);
    expect(standing(issued('2026-02-23'))).toEqual([{ as: 'cutShort', days: 1 }]);
    expect(standing(issued('2026-02-24'))).toEqual([{ as: 'closed' }]);
    expect(standing(heard, issued('2026-02-16'))).toEqual([{ as: 'closed' }]);
  });

  it('is nobody’s breach when it passes', () => {
    const clocks = runningsOf('C15', [noticed()]);
    expect(clocks.map((one) => [one.counts, breachedByDays(one, day('2027-01-01'))])).toEqual([
      [false, 0],
    ]);
  });
});

describe.each([
  ['C16', 'after a review', 'review-1'],
  ['C22', 'without a review', undefined],
] as const)('%s, the eight weeks of an amendment %s', (clock, _what, reviewId) => {
  it('end with the plan that was amended, in time or late', () => {
    const lateBy = (when: string) =>
      runningsOf(clock, [noticed(reviewId), issued(when)]).map((one) =>
        breachedByDays(one, day('2026-12-01')),
      );
    expect(told(clock, noticed(reviewId))).toEqual([{ due: '2026-04-06' }]);
    expect([lateBy('2026-04-06'), lateBy('2026-04-07')]).toEqual([[0], [1]]);
  });

  it('end with the decision not to amend, and not with another plan', () => {
    const left = fact('AmendmentNotMade', '2026-03-20', { amendmentId: 'a-1' });
    expect(told(clock, noticed(reviewId), left)).toEqual([
      { due: '2026-04-06', met: '2026-03-20' },
    ]);
    expect(told(clock, noticed(reviewId), issued('2026-03-01', 'a-2'))).toEqual([
      { due: '2026-04-06' },
    ]);
  });

  it('are no clock of the other kind', () => {
    const other = clock === 'C16' ? 'C22' : 'C16';
    expect(told(other, noticed(reviewId))).toEqual([]);
  });
});
