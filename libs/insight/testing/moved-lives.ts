import { attended, day, on, registered, started, type Append, type Told } from './life.js';
import { ceased, planMade, stayed } from './stays.js';

const suspended = (at: number, placementId: string): Told => ({
  ...{ type: 'SuspensionReported', on: on(at) },
  data: {
    ...{ suspensionId: `suspension-${at}`, placementId, sessions: 4, reasons: ['PP'] },
    basis: 'contractual',
  },
});

const noticeGiven = (at: number, placementId: string): Told => ({
  ...{ type: 'NoticeGiven', on: on(at) },
  data: { noticeId: `notice-${at}`, placementId, by: 'provider', expiresOn: day(at + 40) },
});

const tutored = (from: number): Told => ({
  ...{ type: 'InterimProvisionStarted', on: on(from) },
  data: {
    ...{ interimId: `interim-${from}`, kind: 'tuition', hoursPerWeekTenths: 100, basis: 's19' },
    lines: [],
  },
});

const returned = (half: number, share: number): Told => {
  const { data, ...rest } = attended(90, half) as Extract<Told, { type: 'AttendanceReturned' }>;
  return { ...rest, data: { ...data, placementId: 'a', attended: Math.round(70 * share) } };
};

/**
 * A life of three placements: the first breaks down after two suspensions and a notice, tuition
 * stands in, the second is told late and under a wrong date first, the third follows as planned.
 */
export const movedLife = (number: number, journeyId: string): readonly Append[] => {
  const [agreement, start] = stayed('b', { school: number + 50, from: 180 });
  const ending = stayed('b', {
    ...{ school: number + 50, from: 180, to: 330, reason: 'STEPDN', decided: 250 },
  })[2];
  return [
    [registered(`Adeyemi-${number}`)],
    [planMade(3)],
    [...stayed('a', { school: number, from: 10, miles: 12.5 })],
    [returned(0, 0.95)],
    [returned(1, 0.7)],
    [suspended(60, 'a')],
    [suspended(75, 'a')],
    [noticeGiven(80, 'a')],
    [...stayed('a', { school: number, from: 10, to: 110 + number }).slice(2)],
    [tutored(140)],
    [agreement, start].filter((one) => one !== undefined),
    // On the wrong day; said again.
    [
      {
        ...{ type: 'EntryAnnulled', on: on(200) },
        data: { entry: `${journeyId}/11`, reasonCode: 'wrongDate' },
      },
    ],
    [agreement, started(on(170 + (number % 5)), 'b')].filter((one) => one !== undefined),
    // The return of the second half-term is put right, long after.
    [returned(1, 0.9)],
    ...(ending ? [[ending]] : []),
    [...stayed('c', { school: 90, from: 331, category: 'maintainedSpecial' })],
    ...(number % 2 === 0 ? [[ceased(500)]] : []),
  ];
};
