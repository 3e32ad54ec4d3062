import { fact, told } from './testing/index.js';

// Each worked by hand against the words of the law.
describe('worked dates', () => {
  it('a consultation sent on 5 January 2026 is to be answered by 20 January (C06)', () => {
    const sent = fact('ConsultationSent', '2026-01-05', {
      ...{ consultationId: 'c-1', requestId: 'r-1' },
      school: { name: 'Oakfield', category: 'independent', asOf: '2026-01-05' as never },
    });
    expect(told('C06', sent)).toEqual([{ due: '2026-01-20' }]);
  });

  it('on a draft served on 5 January 2026 the family has until 19 January (C05)', () => {
    const plan = fact('PlanRecorded', '2026-01-05', {
      ...{ planId: 'plan-1', draftServedOn: '2026-01-05' as never },
    });
    expect(told('C05', plan)).toEqual([{ due: '2026-01-19' }]);
  });

  it('a review meeting of 14 January 2026: report 28 January, decision 11 February, plan 8 April', () => {
    const reviewId = 'review-1';
    const facts = [
      fact('ReviewArranged', '2025-12-10', {
        ...{ reviewId, kind: 'annual', statutory: true, meetingOn: '2026-01-14' as never },
      }),
      fact('ReviewMeetingHeld', '2026-01-14', { reviewId }),
      fact('ReviewDecisionNotified', '2026-02-09', { reviewId, outcome: 'amend' }),
    ];
    expect(told('C13', ...facts)).toMatchObject([{ due: '2026-01-28' }]);
    expect(told('C14', ...facts)).toMatchObject([{ due: '2026-02-11', met: '2026-02-09' }]);
    expect(told('C17', ...facts)).toEqual([{ due: '2026-04-08' }]);
  });

  it('an amendment notice of 9 February 2026 runs to 6 April, though that is Easter Monday (C16)', () => {
    const notice = fact('AmendmentNoticeSent', '2026-02-09', {
      ...{ amendmentId: 'amendment-1', reviewId: 'review-1' },
    });
    expect(told('C16', notice)).toEqual([{ due: '2026-04-06' }]);
  });

  it('a plan made on 10 September 2025 is to be reviewed by 9 September 2026 (C10)', () => {
    const plan = fact('PlanRecorded', '2025-09-12', {
      ...{ planId: 'plan-1', planMadeOn: '2025-09-10' as never },
    });
    expect(told('C10', plan)).toMatchObject([{ due: '2026-09-09' }]);
  });

  it('a request of 5 January 2026 is to end in a plan by 25 May (C04)', () => {
    const plan = fact('PlanRecorded', '2026-01-06', {
      ...{ planId: 'plan-1', requestReceivedOn: '2026-01-05' as never },
    });
    expect(told('C04', plan)).toEqual([{ due: '2026-05-25' }]);
  });

  it('a decision letter of 31 December 2025 can be appealed against until 28 February 2026 (C28)', () => {
    const letter = fact('ReviewDecisionNotified', '2025-12-31', {
      ...{ reviewId: 'review-1', outcome: 'maintain' },
    });
    expect(told('C28', letter)).toEqual([{ due: '2026-02-28' }]);
  });

  it('for a post-16 transfer on 1 September 2026 the plan is to say so by 1 April (C20)', () => {
    const transfer = fact('PhaseTransferIdentified', '2025-10-01', {
      ...{ transferId: 't-1', transferYear: 2026, rule: 'fiveMonthsBefore' },
    });
    expect(told('C20', transfer)).toEqual([{ due: '2026-04-01' }]);
  });

  it('for a phase transfer in September 2026 the last safe days are 14 February and 30 March (C18, C19)', () => {
    const transfer = (rule: 'before15February' | 'before31March') =>
      fact('PhaseTransferIdentified', '2025-10-01', {
        transferId: 't-1',
        transferYear: 2026,
        rule,
      });
    expect(told('C18', transfer('before15February'))).toEqual([{ due: '2026-02-14' }]);
    expect(told('C19', transfer('before31March'))).toEqual([{ due: '2026-03-30' }]);
  });
});
