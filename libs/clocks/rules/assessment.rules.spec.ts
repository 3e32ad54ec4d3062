import { breachedByDays } from '../standing.js';
import { day, fact, runningsOf, told } from '../testing/index.js';

const requested = (more: object = {}) =>
  fact('PlanRecorded', '2026-01-06', {
    ...{ planId: 'plan-1', requestReceivedOn: day('2026-01-05') },
    ...more,
  });
const amended = (when: string, more: object) =>
  fact('PlanDatesAmended', when, { planId: 'plan-1', ...more });

describe('C01, the decision whether to assess', () => {
  it('is due in six weeks, and made when the family is told', () => {
    const agreed = amended('2026-02-10', { assessmentAgreedOn: day('2026-02-10') });
    expect(told('C01', requested())).toEqual([{ due: '2026-02-16' }]);
    expect(told('C01', requested(), agreed)).toEqual([{ due: '2026-02-16', met: '2026-02-10' }]);
  });

  it('is late when made later', () => {
    const agreed = amended('2026-02-20', { assessmentAgreedOn: day('2026-02-18') });
    const [clock] = runningsOf('C01', [requested(), agreed]);
    expect(clock && breachedByDays(clock, day('2026-03-01'))).toBe(2);
  });

  it('starts from the date as last put right', () => {
    const corrected = amended('2026-01-20', { requestReceivedOn: day('2026-01-12') });
    expect(runningsOf('C01', [requested(), corrected])).toMatchObject([
      { due: { to: '2026-02-23' }, started: { entryId: corrected.entryId } },
    ]);
  });

  it('keeps the entry that first told the date when another says it again', () => {
    const again = amended('2026-01-20', { requestReceivedOn: day('2026-01-05') });
    expect(runningsOf('C01', [requested(), again])).toMatchObject([
      { started: { entryId: requested().entryId } },
    ]);
  });

  it.each(['schoolClosure', 'exceptionalCircumstances', 'absentFromArea'] as const)(
    'binds nobody where %s was recorded',
    (exception) => {
      const clocks = [requested({ exceptions: [exception] })];
      for (const id of ['C01', 'C03', 'C04'] as const) {
        const [clock] = runningsOf(id, clocks);
        expect(clock).toMatchObject({ excepted: [exception], counts: false });
        expect(clock && breachedByDays(clock, day('2027-01-01'))).toBe(0);
      }
    },
  );

  it('binds where only appointments were missed', () => {
    const clocks = runningsOf('C01', [requested({ exceptions: ['missedAppointments'] })]);
    expect(clocks).toMatchObject([{ counts: true }]);
  });
});

describe('C02, the advice', () => {
  const asked = { adviceRequestedOn: day('2026-02-10') };

  it('is due in six weeks, and was there when the draft was served in that time', () => {
    expect(told('C02', requested(asked))).toEqual([{ due: '2026-03-24' }]);
    const drafted = amended('2026-03-20', { draftServedOn: day('2026-03-20') });
    expect(told('C02', requested(asked), drafted)).toEqual([
      { due: '2026-03-24', met: '2026-03-20' },
    ]);
  });

  it('is overtaken by a later draft: when the advice came is not known', () => {
    const drafted = amended('2026-04-20', { draftServedOn: day('2026-04-20') });
    expect(told('C02', requested(asked), drafted)).toEqual([
      { due: '2026-03-24', ended: 'overtaken 2026-04-20' },
    ]);
  });

  it('knows no school holidays, but missed appointments', () => {
    const counts = (exception: string) =>
      runningsOf('C02', [requested({ ...asked, exceptions: [exception] })]).map(
        (one) => one.counts,
      );
    expect([counts('schoolClosure'), counts('missedAppointments')]).toEqual([[true], [false]]);
  });
});

describe('C03, the decision not to issue a plan', () => {
  it('is due in sixteen weeks', () => {
    expect(told('C03', requested())).toEqual([{ due: '2026-04-27' }]);
  });

  it('is not owed once there is a draft, however late', () => {
    expect(told('C03', requested({ draftServedOn: day('2026-06-01') }))).toEqual([]);
    expect(told('C03', requested({ planMadeOn: day('2026-06-01') }))).toEqual([]);
  });
});

describe('C04, the final plan', () => {
  it('is met by the date of the plan, or by the final plan that was sent, whichever is first', () => {
    const issued = fact('FinalPlanIssued', '2026-05-20', { because: 'newPlan', finalPlanId: 'f' });
    expect(told('C04', requested(), issued)).toEqual([{ due: '2026-05-25', met: '2026-05-20' }]);
    const made = amended('2026-06-02', { planMadeOn: day('2026-06-01') });
    expect(told('C04', requested(), made)).toEqual([{ due: '2026-05-25', met: '2026-06-01' }]);
    expect(told('C04', requested(), made, issued)).toEqual([
      { due: '2026-05-25', met: '2026-05-20' },
    ]);
  });

  it('is not met by a plan of another year', () => {
    const earlier = fact('FinalPlanIssued', '2022-05-20', { because: 'newPlan', finalPlanId: 'f' });
    expect(told('C04', requested(), earlier)).toEqual([{ due: '2026-05-25' }]);
  });
});

describe('C05, the time for representations on the draft', () => {
  it('is cut short by a plan made within it', () => {
    const served = requested({
      ...{ draftServedOn: day('2026-04-01'), planMadeOn: day('2026-04-10') },
    });
    expect(told('C05', served)).toEqual([{ due: '2026-04-15', ended: 'concluded 2026-04-10' }]);
  });
});
