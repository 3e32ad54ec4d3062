import { breachedByDays } from '../standing.js';
import { day, fact, runningsOf, told, type Fact } from '../testing/index.js';

const plan = (more: object) => fact('PlanRecorded', '2024-09-10', { planId: 'plan-1', ...more });
const made = plan({ planMadeOn: day('2024-09-10') });
const review = (id: string, decidedOn: string, statutory = true) => [
  fact('ReviewArranged', '2024-10-01', {
    ...{ reviewId: id, kind: 'annual', statutory, meetingOn: day('2025-07-01') },
  }),
  fact('ReviewMeetingHeld', decidedOn, { reviewId: id }),
  fact('ReviewDecisionNotified', decidedOn, { reviewId: id, outcome: 'maintain' }),
];

const yearly = (...facts: readonly Fact[]) =>
  told('C10', ...facts).map(({ part: _part, ...rest }) => rest);

describe('C10, the yearly review', () => {
  it('is completed when its decision is notified, and starts anew from that day', () => {
    expect(yearly(made, ...review('r-1', '2025-08-20'))).toEqual([
      { due: '2025-09-09', met: '2025-08-20' },
      { due: '2026-08-19' },
    ]);
  });

  it('is late when the decision is, whenever the meeting was', () => {
    const [first] = runningsOf('C10', [made, ...review('r-1', '2025-09-12')]);
    expect(first && breachedByDays(first, day('2025-12-01'))).toBe(3);
  });

  it('is not completed by a review that is none under section 44', () => {
    expect(yearly(made, ...review('r-1', '2025-08-20', false))).toEqual([{ due: '2025-09-09' }]);
  });

  it('starts from the last review where only that is told', () => {
    const known = plan({ planMadeOn: day('2019-03-01'), lastReviewedOn: day('2024-05-01') });
    expect(yearly(known)).toEqual([{ due: '2025-04-30' }]);
  });

  it('is met by a review told within the year', () => {
    const amended = fact('PlanDatesAmended', '2025-07-02', {
      ...{ planId: 'plan-1', lastReviewedOn: day('2025-07-01') },
    });
    expect(yearly(made, amended)).toEqual([
      { due: '2025-09-09', met: '2025-07-01' },
      { due: '2026-06-30' },
    ]);
  });

  it('tells apart the day made and the day reviewed where one entry tells both', () => {
    const both = plan({ planMadeOn: day('2023-09-10'), lastReviewedOn: day('2024-09-01') });
    expect(told('C10', both)).toEqual([
      { part: 'made', due: '2024-09-09', met: '2024-09-01' },
      { part: 'reviewed', due: '2025-08-31' },
    ]);
  });

  it('starts once where the plan that was sent is also put down among the dates', () => {
    const issued = fact('FinalPlanIssued', '2024-09-06', { because: 'newPlan', finalPlanId: 'f' });
    expect(yearly(made, issued)).toEqual([{ due: '2025-09-05' }]);
  });

  it('starts anew from a reassessment', () => {
    const issued = fact('FinalPlanIssued', '2025-03-01', { because: 'reassessment' });
    expect(yearly(made, issued)).toEqual([
      { due: '2025-09-09', ended: 'overtaken 2025-03-01' },
      { due: '2026-02-28' },
    ]);
  });

  it('is no longer owed when the plan ceased within the year', () => {
    const ceased = fact('PlanCeased', '2025-07-01', { endsOn: day('2025-08-31') });
    expect(yearly(made, ceased)).toEqual([{ due: '2025-09-09', ended: 'planCeased 2025-08-31' }]);
  });

  it('was missed when the plan ceased after the year', () => {
    const ceased = fact('PlanCeased', '2025-10-01', { endsOn: day('2025-10-09') });
    const [clock] = runningsOf('C10', [made, ceased]);
    expect(clock && breachedByDays(clock, day('2026-12-01'))).toBe(30);
  });

  it('is left to the clock of the transfer where another authority made the plan', () => {
    const received = fact('TransferInReceived', '2025-06-01', {
      ...{ transferInId: 't', planMadeOn: day('2024-09-10') },
    });
    expect(yearly(made, received)).toEqual([]);
    expect(yearly(made, received, ...review('r-1', '2025-08-20'))).toEqual([{ due: '2026-08-19' }]);
  });
});

describe('C11, a child under five', () => {
  const born = (cohort: number) => fact('LearnerRegistered', '2024-09-01', { cohort });

  it('is worth a look every six months until the year group may be five', () => {
    expect(told('C11', born(2026), made)).toEqual([{ due: '2025-03-10' }]);
    expect(told('C11', born(2025), made)).toEqual([{ due: '2025-03-10' }]);
    expect(told('C11', born(2024), made)).toEqual([]);
    expect(told('C11', made)).toEqual([]);
  });

  it('starts anew from each meeting, and is never reported', () => {
    const clocks = runningsOf('C11', [born(2027), made, ...review('r-1', '2025-02-01')]);
    expect(clocks.map(({ due, met }) => [due.to, met?.on.to])).toEqual([
      ['2025-03-10', '2025-02-01'],
      ['2025-08-01', undefined],
    ]);
    expect(clocks.map((one) => breachedByDays(one, day('2027-01-01')))).toEqual([0, 0]);
  });

  it('goes by the year group as it was put right', () => {
    const amended = fact('LearnerDetailsAmended', '2024-09-02', {
      ...{ changed: ['cohort'], cohort: 2020 },
    });
    expect(told('C11', born(2026), amended, made)).toEqual([]);
  });
});
