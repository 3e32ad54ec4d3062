import { breachedByDays } from '../standing.js';
import { day, fact, runningsOf, told, recordedAs } from '../testing/index.js';

const registered = fact('LearnerRegistered', '2024-09-01', {
  responsibleAuthority: '886',
  cohort: 2015,
});
const movedTo = (authority: string, when = '2026-03-23', more: object = {}) =>
  fact('AddressChanged', when, { kind: 'home', authority, withholdFrom: [], ...more });
const sent = (when: string, awareOn: string) =>
  fact('TransferOutSent', when, {
    ...{
      transferOutId: 'o',
      toAuthority: '887',
      awareOn: day(awareOn),
      movedOn: day('2026-03-23'),
    },
  });

describe('C33, the transfer to the new authority', () => {
  it('is due on the fifteenth working day beginning with knowing of the move', () => {
    expect(told('C33', registered, movedTo('887'))).toEqual([{ due: '2026-04-14' }]);
    expect(told('C33', registered, movedTo('887'), sent('2026-04-10', '2026-03-25'))).toEqual([
      { due: '2026-04-16', met: '2026-04-10' },
    ]);
  });

  it('is due on the day of the move where that was known long before', () => {
    const announced = movedTo('887', '2026-02-01', { effectiveFrom: day('2026-03-23') });
    expect(told('C33', registered, announced)).toEqual([{ due: '2026-03-23' }]);
  });

  it('starts from the transfer itself where no move was recorded', () => {
    expect(told('C33', registered, sent('2026-05-01', '2026-03-25'))).toEqual([
      { due: '2026-04-16', met: '2026-05-01' },
    ]);
  });

  it('is not started by a move within the area, nor by a foster home elsewhere', () => {
    expect(told('C33', registered, movedTo('886'))).toEqual([]);
    expect(told('C33', registered, movedTo('887', '2026-03-23', { kind: 'foster' }))).toEqual([]);
  });
});

describe('C34, a plan transferred here', () => {
  const received = (planMadeOn: string, lastReviewedOn?: string) =>
    fact('TransferInReceived', '2026-03-02', {
      ...{ transferInId: 'i', fromAuthority: '887', planMadeOn: day(planMadeOn) },
      ...(lastReviewedOn === undefined ? {} : { lastReviewedOn: day(lastReviewedOn) }),
    });
  const notified = (reassess: boolean) =>
    fact('TransferInNotified', '2026-04-01', { transferInId: 'i', reassess });

  it('is told of in six weeks, and reviewed by the later of a year and three months', () => {
    expect(told('C34', received('2024-01-10', '2025-04-01'))).toEqual([
      { part: 'inform', due: '2026-04-13' },
      { part: 'review', due: '2026-06-01' },
    ]);
    expect(told('C34', received('2025-10-10'), notified(false))).toEqual([
      { part: 'inform', due: '2026-04-13', met: '2026-04-01' },
      { part: 'review', due: '2026-10-09' },
    ]);
  });

  it('is reassessed within fourteen weeks of saying so (C23), school holidays excepted', () => {
    expect(told('C23', received('2025-10-10'), notified(false))).toEqual([]);
    expect(told('C23', received('2025-10-10'), notified(true))).toEqual([{ due: '2026-07-08' }]);
    const plan = fact('PlanRecorded', '2026-05-01', { planId: 'p', exceptions: ['schoolClosure'] });
    expect(runningsOf('C23', [notified(true), plan])).toMatchObject([{ counts: false }]);
    const before = fact('PlanRecorded', '2026-01-01', {
      planId: 'p',
      exceptions: ['schoolClosure'],
    });
    expect(runningsOf('C23', [notified(true), before])).toMatchObject([{ counts: true }]);
    const issued = fact('FinalPlanIssued', '2026-07-01', { because: 'reassessment' });
    expect(told('C23', notified(true), issued)).toMatchObject([{ met: '2026-07-01' }]);
  });
});

describe('C38, out of school', () => {
  const suspended = (sessions: number, basis: 'statutory' | 'contractual' = 'statutory') =>
    fact('SuspensionReported', '2026-03-02', {
      suspensionId: 's',
      placementId: 'x',
      sessions,
      basis,
    });
  const withheld = fact('PlaceWithheld', '2026-03-02', { withholdingId: 'w', placementId: 'x' });
  const interim = fact('InterimProvisionStarted', '2026-03-10', { interimId: 'n' });

  it('asks for provision from the sixth day of a statutory suspension', () => {
    expect(told('C38', suspended(20))).toEqual([{ due: '2026-03-09' }]);
    expect(told('C38', suspended(10))).toEqual([]);
    expect(told('C38', suspended(20, 'contractual'))).toEqual([]);
  });

  it('asks for it from the fifteenth day on which a place is withheld, until it is restored', () => {
    const restored = fact('PlaceRestored', '2026-03-12', { withholdingId: 'w' });
    expect(told('C38', withheld)).toEqual([{ due: '2026-03-20' }]);
    expect(told('C38', withheld, interim)).toEqual([{ due: '2026-03-20', met: '2026-03-10' }]);
    expect(told('C38', withheld, restored)).toEqual([
      { due: '2026-03-20', ended: 'noLongerOutOfSchool 2026-03-12' },
    ]);
  });

  it('is never reported as missed: school holidays are not known here', () => {
    const clocks = runningsOf('C38', [withheld]);
    expect(clocks.map((one) => breachedByDays(one, day('2026-09-01')))).toEqual([0]);
  });
});

describe('C40, a request about personal data', () => {
  const asked = (receivedOn: string) =>
    recordedAs(fact('ErasureRequested', '2026-01-01', { erasureId: 'e' }), { receivedOn });

  it('is due a month after it reached the authority, on a working day', () => {
    expect(told('C40', asked('2026-01-31'))).toEqual([{ due: '2026-03-02' }]);
    expect(told('C40', asked('2026-03-03'))).toEqual([{ due: '2026-04-07' }]);
  });

  it('is met by the answer', () => {
    const decided = fact('ErasureDecided', '2026-02-10', { erasureId: 'e', outcome: 'refused' });
    expect(told('C40', asked('2026-01-20'), decided)).toEqual([
      { due: '2026-02-20', met: '2026-02-10' },
    ]);
  });
});
