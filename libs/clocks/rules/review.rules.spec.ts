import { breachedByDays } from '../standing.js';
import { day, fact, runningsOf, told, type Fact } from '../testing/index.js';

const reviewId = 'review-1';
const arranged = (kind: 'annual' | 'under5' | 'settlingIn' = 'annual') =>
  fact('ReviewArranged', '2025-12-10', {
    ...{ reviewId, kind, statutory: kind !== 'settlingIn', meetingOn: day('2026-01-14') },
  });
const moved = fact('ReviewRearranged', '2026-01-12', { reviewId, meetingOn: day('2026-01-28') });
const papers = (when: string) => fact('ReviewPapersCirculated', when, { reviewId });
const held = (when = '2026-01-14') => fact('ReviewMeetingHeld', when, { reviewId });
const report = (when: string) => fact('ReviewReportReceived', when, { reviewId });
const decided = (when: string, outcome: 'maintain' | 'amend' = 'maintain') =>
  fact('ReviewDecisionNotified', when, { reviewId, outcome });
const noticed = fact('AmendmentNoticeSent', '2026-02-09', { amendmentId: 'a-1', reviewId });
const issued = (when: string) =>
  fact('FinalPlanIssued', when, { because: 'review', finalPlanId: 'f', amendmentId: 'a-1' });

const lateBy = (clock: 'C12' | 'C13' | 'C14' | 'C17', ...facts: readonly Fact[]) =>
  runningsOf(clock, facts).map((one) => breachedByDays(one, day('2026-06-01')));

describe('C12, notice and papers', () => {
  it('are due two weeks before the meeting', () => {
    expect(told('C12', arranged(), papers('2025-12-31'), held())).toEqual([
      { part: 'notice', due: '2025-12-31', met: '2025-12-10' },
      { part: 'papers', due: '2025-12-31', met: '2025-12-31' },
    ]);
    expect(lateBy('C12', arranged(), papers('2026-01-02'), held())).toEqual([0, 2]);
  });

  it('count to the new day where the meeting was moved', () => {
    expect(told('C12', arranged(), moved, papers('2026-01-13'))).toEqual([
      { part: 'notice', due: '2026-01-14', met: '2026-01-12' },
      { part: 'papers', due: '2026-01-14', met: '2026-01-13' },
    ]);
  });

  it('are asked for no more where it was called off, unless another day was set since', () => {
    const off = (when: string) => fact('ReviewCalledOff', when, { reviewId, cause: 'illness' });
    expect(told('C12', arranged(), off('2026-01-10'))).toEqual([]);
    expect(told('C12', arranged(), off('2026-01-10'), moved)).toHaveLength(2);
    expect(told('C12', arranged(), moved, off('2026-01-20'))).toEqual([]);
  });

  it('were not sent in time where the meeting was held without them', () => {
    expect(lateBy('C12', arranged(), held())).toEqual([0, 14]);
  });

  it('are not asked for children under five, nor for what is no statutory review', () => {
    expect(told('C12', arranged('under5'))).toEqual([]);
    expect(told('C12', arranged('settlingIn'))).toEqual([]);
    expect(told('C14', arranged('settlingIn'), held())).toEqual([]);
  });
});

describe('C13, the report', () => {
  it('is in time within two weeks, and late after', () => {
    expect(lateBy('C13', arranged(), held(), report('2026-01-28'))).toEqual([0]);
    expect(lateBy('C13', arranged(), held(), report('2026-01-31'))).toEqual([3]);
    expect(lateBy('C13', arranged(), held())).toEqual([124]);
  });

  it('is overtaken by the decision', () => {
    expect(told('C13', arranged(), held(), decided('2026-02-03'))).toEqual([
      { due: '2026-01-28', ended: 'overtaken 2026-02-03' },
    ]);
  });
});

describe('C14, the decision', () => {
  it('runs from the day of the meeting, and not while there was none', () => {
    expect(told('C14', arranged())).toEqual([]);
    expect(told('C14', arranged(), held('2026-01-20'))).toEqual([{ due: '2026-02-17' }]);
  });

  it('is late from the day after four weeks', () => {
    expect(lateBy('C14', arranged(), held(), decided('2026-02-11'))).toEqual([0]);
    expect(lateBy('C14', arranged(), held(), decided('2026-02-20'))).toEqual([9]);
  });

  it('has a vague last day where the meeting has a vague one', () => {
    expect(told('C14', arranged(), held('2026-01'))).toEqual([{ due: '2026-01-29/2026-02-28' }]);
  });
});

describe('C17, the amended plan after a review', () => {
  it('is due twelve weeks after the meeting once the plan is to be amended', () => {
    expect(told('C17', arranged(), held(), decided('2026-02-09'))).toEqual([]);
    const amending = [arranged(), held(), decided('2026-02-09', 'amend'), noticed];
    expect(told('C17', ...amending)).toEqual([{ due: '2026-04-08' }]);
    expect(lateBy('C17', ...amending, issued('2026-04-08'))).toEqual([0]);
    expect(lateBy('C17', ...amending, issued('2026-04-10'))).toEqual([2]);
  });

  it('is also over when it was decided not to amend', () => {
    const left = fact('AmendmentNotMade', '2026-03-20', { amendmentId: 'a-1' });
    expect(told('C17', arranged(), held(), decided('2026-02-09', 'amend'), noticed, left)).toEqual([
      { due: '2026-04-08', met: '2026-03-20' },
    ]);
  });
});
