import { day, journeyOf, on, planMade, stayed, type Told } from '../../testing/index.js';
import { attended, ceased } from '../../testing/index.js';
import { atRiskFlagsOf } from './at-risk-flags.js';
import { planSpellsOf } from './plan-spells.js';
import { withoutProvision } from './provision-gaps.js';

const gapsIn = (...told: readonly Told[]) => {
  const { state, noted } = journeyOf(...told);
  return withoutProvision(state, planSpellsOf(state, noted)).map(({ from, to, because }) => [
    ...[from, to, because],
  ]);
};
const interim = (from: number, to?: number): readonly Told[] => [
  {
    ...{ type: 'InterimProvisionStarted', on: on(from) },
    data: {
      ...{ interimId: `i-${from}`, kind: 'tuition', hoursPerWeekTenths: 100, basis: 's19' },
      lines: [],
    },
  },
  ...(to === undefined
    ? []
    : [
        {
          type: 'InterimProvisionEnded' as const,
          on: on(to),
          data: { interimId: `i-${from}`, reasonCode: 'newPlacement' as const },
        },
      ]),
];
const suspended = (at: number, sessions = 4): Told => ({
  ...{ type: 'SuspensionReported', on: on(at) },
  data: {
    ...{ suspensionId: `s-${at}`, placementId: 'a', sessions, reasons: [], basis: 'contractual' },
  },
});

describe('a time without provision', () => {
  const first = stayed('a', { school: 1, from: 0, to: 100, heldUntil: 110 });

  it('begins when the place is given up, and ends when the next one starts', () => {
    expect(gapsIn(planMade(0), ...first)).toEqual([[day(111), undefined, 'ended']]);
    expect(gapsIn(...first, ...stayed('b', { school: 2, from: 150 }))).toEqual([
      [day(111), day(149), 'ended'],
    ]);
  });

  it('is not filled by a placement as unplaced, but by interim provision', () => {
    const unplaced = stayed('b', { school: 2, from: 112, category: 'unplaced' });
    expect(gapsIn(...first, ...unplaced, ...interim(130, 140))).toEqual([
      [day(111), day(129), 'ended'],
      [day(141), undefined, 'ended'],
    ]);
  });

  it('is also where the place is withheld, or the learner suspended', () => {
    const withheld: Told = {
      ...{ type: 'PlaceWithheld', on: on(50) },
      data: { withholdingId: 'w', placementId: 'a', formal: true },
    };
    const restored: Told = {
      ...{ type: 'PlaceRestored', on: on(60) },
      data: { withholdingId: 'w' },
    };
    const told = [...stayed('a', { school: 1, from: 0 }), suspended(20), withheld, restored];
    expect(gapsIn(...told)).toEqual([
      [day(20), day(21), 'suspended'],
      [day(50), day(59), 'withheld'],
    ]);
  });

  it('is not where a second school is open', () => {
    const beside = stayed('b', { school: 2, from: 10, rank: 'dual' });
    expect(gapsIn(...first, ...beside)).toEqual([]);
  });

  it('ends with the plan, and is none after leaving the authority', () => {
    expect(gapsIn(planMade(0), ...first, ceased(130))).toEqual([[day(111), day(130), 'ended']]);
    expect(gapsIn(...stayed('a', { school: 1, from: 0, to: 100, reason: 'XFER' }))).toEqual([]);
  });

  it('is none before the first day at any setting', () => {
    expect(gapsIn(planMade(0), ...stayed('a', { school: 1, from: 80 }))).toEqual([]);
  });
});

describe('a flag', () => {
  const flags = (...told: readonly Told[]) => {
    const { state, noted } = journeyOf(...stayed('a', { school: 1, from: 0 }), ...told);
    return atRiskFlagsOf(state, noted).map(({ kind, raisedOn, clearedOn, evidence }) => [
      ...[kind, raisedOn, clearedOn, evidence.map(({ entry }) => entry).join()],
    ]);
  };
  const concern = (kind: string, severity = 'low', raisedBy = 'family'): Told =>
    ({
      ...{ type: 'ConcernRaised', on: on(40) },
      data: { concernId: 'c', placementId: 'a', kind, severity, raisedBy },
    }) as Told;

  it('is raised by the second suspension of a term, with both as its evidence', () => {
    expect(flags(suspended(20), suspended(30))).toEqual([
      ['suspensions', day(30), undefined, 'entry-2,entry-3'],
    ]);
    // Day 121 is 31 December, day 122 is 1 January: another term.
    expect(flags(suspended(121), suspended(122))).toEqual([]);
  });

  it('is raised by low attendance, unless a later return says otherwise', () => {
    const low = attended(85, 0);
    const of = (sessions: number): Told =>
      ({ ...low, data: { ...low.data, placementId: 'a', attended: sessions } }) as Told;
    expect(flags(of(59))).toEqual([['attendance', day(85), undefined, 'entry-2']]);
    expect(flags(of(60))).toEqual([]);
    expect(flags(of(59), { ...of(66), on: on(90) })).toEqual([]);
  });

  it('is raised by a part-time timetable, as a concern or in the register', () => {
    const part = attended(85, 0);
    const byCode = [{ code: 'C2', sessions: 5 }];
    const told = { ...part, data: { ...part.data, attended: 70, byCode } } as Told;
    expect(flags(told)).toEqual([['partTimeTimetable', day(85), undefined, 'entry-2']]);
    expect(flags(concern('partTimeTimetable'))).toEqual([
      ['partTimeTimetable', day(40), undefined, 'entry-2'],
    ]);
  });

  it.each([
    [concern('incident', 'high'), ['highIncident']],
    [concern('incident', 'medium'), []],
    [concern('staffing'), ['staffing']],
    [concern('complaint'), ['complaint']],
    [concern('complaint', 'high', 'school'), []],
    [concern('attendance', 'high'), []],
  ])('is raised by some concerns', (told, kinds) => {
    expect(flags(told).map(([kind]) => kind)).toEqual(kinds);
  });

  it('is cleared with its concern', () => {
    const cleared: Told = {
      ...{ type: 'ConcernCleared', on: on(60) },
      data: { concernId: 'c' },
    };
    expect(flags(concern('staffing'), cleared)).toEqual([
      ['staffing', day(40), day(60), 'entry-2'],
    ]);
  });

  it('is raised by a notice until it is withdrawn, and by an early review', () => {
    const given: Told = {
      ...{ type: 'NoticeGiven', on: on(70) },
      data: { noticeId: 'n', placementId: 'a', by: 'provider', expiresOn: day(100) },
    };
    const withdrawn: Told = {
      ...{ type: 'NoticeWithdrawn', on: on(80) },
      data: { noticeId: 'n' },
    };
    const early: Told = {
      ...{ type: 'ReviewArranged', on: on(50) },
      data: {
        ...{ reviewId: 'r', kind: 'early', statutory: true, arrangedBy: 'school' },
        meetingOn: day(60),
      },
    };
    expect(flags(given, withdrawn, early)).toEqual([
      ['earlyReview', day(50), undefined, 'entry-4'],
      ['notice', day(70), day(80), 'entry-2'],
    ]);
  });
});
