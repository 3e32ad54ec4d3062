import { day, fact, told } from '../testing/index.js';

const appealId = 'appeal-1';
type Orders = readonly Readonly<{ kind: string; directedBy?: string }>[];
const decided = (...orders: Orders) =>
  fact('TribunalDecided', '2026-03-02', { appealId, outcome: 'allowed', orders: orders as never });
const sent = (when: string, more: object = {}) =>
  fact('FinalPlanIssued', when, { because: 'tribunal', finalPlanId: 'f', appealId, ...more });
const against = (ground: 'contents' | 'refusalToAssess' | 'refusalToIssue' | 'cease') => [
  fact('AppealRegistered', '2025-11-01', { appealId, against: ground, sections: [] }),
  fact('AppealConceded', '2026-03-02', { appealId }),
];

describe('orders of the tribunal', () => {
  it('to amend are carried out in five weeks (C29), to name a school in two (C30)', () => {
    const order = decided({ kind: 'amendPlan' }, { kind: 'amendNamedSchool' });
    expect(told('C29', order)).toEqual([{ part: 'amendPlan-amended', due: '2026-04-06' }]);
    expect(told('C30', order)).toEqual([{ part: 'amendNamedSchool-school', due: '2026-03-16' }]);
    expect(told('C30', order, sent('2026-03-20'))).toMatchObject([{ met: '2026-03-20' }]);
  });

  it('are not carried out by an earlier plan, nor by one after another appeal', () => {
    const order = decided({ kind: 'amendNamedSchool' });
    expect(told('C30', order, sent('2026-01-20'), sent('2026-03-10', { appealId: 'b' }))).toEqual([
      { part: 'amendNamedSchool-school', due: '2026-03-16' },
    ]);
  });

  it('may set a day of their own', () => {
    expect(told('C29', decided({ kind: 'amendPlan', directedBy: '2026-05-01' }))).toMatchObject([
      { due: '2026-05-01' },
    ]);
  });

  it('to make a plan: draft in five weeks, final in eleven (C31)', () => {
    const drafted = fact('PlanRecorded', '2026-04-01', {
      ...{ planId: 'p', draftServedOn: day('2026-04-01') },
    });
    expect(told('C31', decided({ kind: 'makePlan' }), drafted)).toEqual([
      { part: 'makePlan-draft', due: '2026-04-06', met: '2026-04-01' },
      { part: 'makePlan-final', due: '2026-05-18' },
    ]);
  });

  it('to assess: notice in two weeks, refusal in ten unless there is a draft, plan in fourteen (C31)', () => {
    const agreed = fact('PlanRecorded', '2026-03-10', {
      ...{ planId: 'p', assessmentAgreedOn: day('2026-03-10') },
    });
    const drafted = fact('PlanDatesAmended', '2026-05-01', {
      ...{ planId: 'p', draftServedOn: day('2026-05-01') },
    });
    expect(told('C31', decided({ kind: 'assess' }), agreed)).toEqual([
      { part: 'assess-notice', due: '2026-03-16', met: '2026-03-10' },
      { part: 'assess-refusal', due: '2026-05-11' },
      { part: 'assess-final', due: '2026-06-08' },
    ]);
    expect(
      told('C31', decided({ kind: 'assess' }), agreed, drafted).map((one) => one.part),
    ).toEqual([...['assess-notice', 'assess-final']]);
  });

  it('outlive the plan', () => {
    const ceased = fact('PlanCeased', '2026-03-10', { endsOn: day('2026-03-10') });
    expect(told('C29', decided({ kind: 'amendPlan' }), ceased)).toMatchObject([
      { due: '2026-04-06' },
    ]);
  });

  it('of no consequence for the plan start nothing', () => {
    for (const clock of ['C29', 'C30', 'C31'] as const)
      expect(told(clock, decided({ kind: 'ceasePlan' }, { kind: 'recommendation' }))).toEqual([]);
  });
});

describe('C32, an appeal that is not opposed', () => {
  it('is owed by what was appealed against', () => {
    expect(told('C32', ...against('contents'))).toEqual([{ part: 'amended', due: '2026-04-06' }]);
    expect(told('C32', ...against('refusalToIssue'))).toEqual([
      { part: 'draft', due: '2026-04-06' },
      { part: 'final', due: '2026-05-18' },
    ]);
    expect(told('C32', ...against('refusalToAssess')).map(({ due }) => due)).toEqual([
      ...['2026-03-16', '2026-05-11', '2026-06-08'],
    ]);
    expect(told('C32', ...against('cease'))).toEqual([]);
  });

  it('is met by the plan sent for it', () => {
    expect(told('C32', ...against('contents'), sent('2026-03-30'))).toEqual([
      { part: 'amended', due: '2026-04-06', met: '2026-03-30' },
    ]);
  });
});

describe('C28, the time to appeal', () => {
  const letter = fact('FinalPlanIssued', '2026-01-08', {
    ...{ because: 'review', finalPlanId: 'f', appealRightSentOn: day('2026-01-09') },
  });
  const certificate = (when: string) =>
    fact('MediationCertificateIssued', when, { certificateId: 'm', finalPlanId: 'f' });

  it('runs two months from the day on which the right was sent', () => {
    expect(told('C28', letter)).toEqual([{ due: '2026-03-09' }]);
    expect(told('C28', fact('FinalPlanIssued', '2026-01-08', { finalPlanId: 'g' }))).toEqual([]);
  });

  it('runs a month from the certificate, where that is later', () => {
    expect(told('C28', letter, certificate('2026-03-01'))).toEqual([{ due: '2026-04-01' }]);
    expect(told('C28', letter, certificate('2026-01-20'))).toEqual([{ due: '2026-03-09' }]);
  });

  it('is over with the appeal against that decision, and no other', () => {
    const appeal = (finalPlanId: string) =>
      fact('AppealRegistered', '2026-02-20', { appealId, finalPlanId, against: 'contents' });
    expect(told('C28', letter, appeal('f'))).toEqual([{ due: '2026-03-09', met: '2026-02-20' }]);
    expect(told('C28', letter, appeal('g'))).toEqual([{ due: '2026-03-09' }]);
  });

  it('runs from decisions to cease, to leave the plan and not to amend, and outlives the plan', () => {
    const facts = [
      fact('PlanCeaseDecided', '2026-01-31', { ceaseId: 'c', reason: 'needsMet' }),
      fact('AmendmentNotMade', '2026-01-15', { amendmentId: 'a' }),
      fact('ReviewDecisionNotified', '2026-01-10', { reviewId: 'r', outcome: 'amend' }),
      fact('PlanCeased', '2026-02-02', { endsOn: day('2026-02-02') }),
    ];
    expect(told('C28', ...facts)).toEqual([{ due: '2026-03-15' }, { due: '2026-03-31' }]);
  });
});
