import { breachedByDays } from '../standing.js';
import { day, fact, runningsOf, told } from '../testing/index.js';

const transfer = fact('PhaseTransferIdentified', '2025-10-01', {
  ...{ transferId: 't-1', transferYear: 2026, rule: 'before15February' },
});
const school = (number: number) => ({
  ...{ providerId: `p-${number}`, name: `School ${number}`, category: 'independent' },
  asOf: day('2025-09-01'),
});
const placed = [
  fact('PlacementAgreed', '2023-06-01', { placementId: 'x', school: school(1) }),
  fact('PlacementStarted', '2023-09-04', { placementId: 'x' }),
];
const issued = (
  when: string,
  schools: readonly ReturnType<typeof school>[],
  amendmentId?: string,
) =>
  fact('FinalPlanIssued', when, {
    ...{ because: 'review', finalPlanId: 'f', sectionI: { kind: 'schools', schools, types: [] } },
    ...(amendmentId === undefined ? {} : { amendmentId }),
  });
const phaseReview = (outcome: 'maintain' | 'amend') => [
  fact('ReviewArranged', '2025-10-02', {
    ...{ reviewId: 'r', kind: 'phase', statutory: true, meetingOn: day('2025-11-10') },
  }),
  fact('ReviewDecisionNotified', '2025-12-01', { reviewId: 'r', outcome }),
];

describe('C18, the plan that names the next school', () => {
  it('is met by a plan of the year before that names another school', () => {
    expect(told('C18', ...placed, transfer, issued('2026-02-10', [school(2)]))).toEqual([
      { due: '2026-02-14', met: '2026-02-10' },
    ]);
  });

  it('is late on 15 February itself', () => {
    const clocks = runningsOf('C18', [...placed, transfer, issued('2026-02-15', [school(2)])]);
    expect(clocks.map((one) => breachedByDays(one, day('2026-09-01')))).toEqual([1]);
  });

  it('is not met by a plan of before, nor by one that names where the learner is', () => {
    expect(
      told(
        'C18',
        ...[...placed, transfer],
        ...[issued('2025-07-01', [school(2)]), issued('2026-01-10', [school(1)])],
      ),
    ).toEqual([{ due: '2026-02-14' }]);
  });

  it('is met by the plan after a phase review, or by its decision that nothing is to be amended', () => {
    const notice = fact('AmendmentNoticeSent', '2025-12-01', { amendmentId: 'a', reviewId: 'r' });
    const stays = issued('2026-01-20', [school(1)], 'a');
    expect(told('C18', ...placed, transfer, ...phaseReview('amend'), notice, stays)).toMatchObject([
      { met: '2026-01-20' },
    ]);
    expect(told('C18', ...placed, transfer, ...phaseReview('maintain'))).toMatchObject([
      { met: '2025-12-01' },
    ]);
  });

  it('is not owed where the transfer turned out not to apply, or the plan is younger', () => {
    const not = fact('PhaseTransferNotApplicable', '2026-03-01', { transferId: 't-1' });
    const young = fact('PlanRecorded', '2026-03-10', {
      ...{ planId: 'plan-1', planMadeOn: day('2026-03-01') },
    });
    expect(told('C18', transfer, not)).toEqual([]);
    expect(told('C18', transfer, young)).toEqual([]);
  });
});

describe('C20, between post-16 institutions', () => {
  it('counts from the first day there', () => {
    const moved = fact('PhaseTransferIdentified', '2025-10-01', {
      ...{ transferId: 't-1', transferYear: 2027, rule: 'fiveMonthsBefore' },
      transferOn: day('2027-01-06'),
    });
    expect(told('C20', moved)).toEqual([{ due: '2026-08-06' }]);
    expect(told('C19', moved)).toEqual([]);
  });
});
