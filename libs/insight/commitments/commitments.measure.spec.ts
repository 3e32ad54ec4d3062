import { onDay, type Instant, type LocalDate } from '#libs/event-sourcing';
import type { PriceLine } from '#libs/lifecycle';
import {
  annulled,
  openWorld,
  registered,
  school,
  type Told,
  type World,
} from '../testing/index.js';
import { isAnswerable, readQuestion, type RawQuestion } from '../measures/read-question.js';
import { commitments } from './commitments.measure.js';

const day = (text: string) => text as LocalDate;
const tuition = (ratePence: number, more: Partial<PriceLine> = {}): PriceLine => ({
  ...{ code: 'tuition', unit: 'year', ratePence, quantityThousandths: 1000, ...more },
});
const learner = { primaryNeed: 'ASD', cohort: 2016, district: 'E07000106' };

/** 200 pounds a day. */
const agreed = (data: object = {}, placementId = 'placement-1'): Told =>
  ({
    ...{ type: 'PlacementAgreed', on: onDay(day('2025-07-01')) },
    data: {
      ...{
        placementId,
        basis: 'existing',
        route: 'lotA',
        rank: 'main',
        school: school(1),
        learner,
      },
      ...{ lines: [tuition(7_300_000)], vat: 'exempt', weeksPerYear: 38, residential: false },
      ...data,
    },
  }) as Told;
const started = (data: object = {}, placementId = 'placement-1', on = '2025-09-01'): Told => ({
  ...{ type: 'PlacementStarted', on: onDay(day(on)) },
  data: { placementId, pattern: 'fullTime', ...data },
});
const changed = (on: string, effectiveFrom: string, data: object = {}): Told =>
  ({
    ...{ type: 'TermsChanged', on: onDay(day(on)) },
    data: {
      ...{ changeId: `change-${on}`, placementId: 'placement-1' },
      ...{ effectiveFrom: day(effectiveFrom), reasonCode: 'uplift', weeksPerYear: 38 },
      lines: [tuition(7_665_000)],
      ...{ residential: false, contributions: [], ...data },
    },
  }) as Told;
const ended = (on: string, data: object = {}): Told =>
  ({
    ...{ type: 'PlacementEnded', on: onDay(day(on)) },
    data: {
      ...{ placementId: 'placement-1', placeEndedOn: on, reasonCode: 'PRVNEED' },
      ...{ codeListVersion: '2026-1', learner, ...data },
    },
  }) as Told;
const notice = (on: string, data: object): Told =>
  ({
    ...{ type: 'NoticeGiven', on: onDay(day(on)) },
    data: { noticeId: 'notice-1', placementId: 'placement-1', by: 'provider', ...data },
  }) as Told;

/** The instant at which so many appends had been recorded. */
const after = (appends: number) =>
  `2025-09-01T09:00:${String(appends).padStart(2, '0')}.999999Z` as Instant;

describe('commitments', () => {
  let world: World;
  beforeEach(async () => {
    world = openWorld();
    await world.tell('1', registered());
  });
  afterEach(() => world.close());

  const asked = async (more: RawQuestion = {}) => {
    await world.settled();
    const year = { from: '2025-09-01', to: '2026-08-31', period: 'month' };
    const question = readQuestion(commitments, { by: 'kind,contributor,line', ...year, ...more });
    if (!isAnswerable(question)) throw new Error(JSON.stringify(question));
    return world.readModels.askMeasure({ measure: commitments, question }, day('2026-09-01'));
  };
  const sums = async (more: RawQuestion = {}) =>
    (await asked(more)).cells.map(({ period, dims, value }) =>
      [period.label, ...Object.values(dims), value].join(' '),
    );
  const autumn = { from: '2025-09-01', to: '2025-12-31' };

  it('are the agreed price from the day paid from to the last day paid for', async () => {
    await world.tell('1', agreed());
    await world.tell('1', started({ fundedFrom: day('2025-09-16') }));
    await world.tell('1', ended('2025-11-14'));
    expect(await sums()).toEqual([
      '2025-09 agreed education tuition 300000',
      '2025-10 agreed education tuition 620000',
      '2025-11 agreed education tuition 280000',
    ]);
  });

  it('follow an uplift back to the day it applies from, and were the old price before it', async () => {
    await world.tell('1', agreed(), started());
    await world.tell('1', changed('2026-01-20', '2025-12-01'));
    expect(await sums(autumn)).toContain('2025-12 agreed education tuition 651000');
    expect(await sums({ ...autumn, knownAt: after(2) })).toContain(
      '2025-12 agreed education tuition 620000',
    );
  });

  it('keep apart what is paid after the place is given up', async () => {
    await world.tell('1', agreed(), started());
    await world.tell('1', ended('2025-10-31', { fundedUntil: '2025-12-12' }));
    expect((await sums()).slice(2)).toEqual([
      '2025-11 notice education tuition 600000',
      '2025-12 notice education tuition 240000',
    ]);
  });

  it('run to the end of a notice, and on to the last day of fees', async () => {
    await world.tell('1', agreed(), started());
    const until = { expiresOn: '2025-10-31', feesPayableUntil: '2025-11-10' };
    await world.tell('1', notice('2025-09-20', until));
    expect((await sums()).slice(1)).toEqual([
      '2025-10 agreed education tuition 620000',
      '2025-11 notice education tuition 200000',
    ]);
  });

  it('go on while a notice is in dispute, and once it is withdrawn', async () => {
    await world.tell('1', agreed(), started());
    const months = (await sums()).length;
    await world.tell('1', notice('2025-09-20', { expiresOn: '2025-10-31' }));
    expect(await sums()).toHaveLength(2);
    for (const type of ['NoticeDisputed', 'NoticeWithdrawn'] as const) {
      const on = onDay(day('2025-09-25'));
      await world.tell('1', { type, on, data: { noticeId: 'notice-1' } });
      expect(await sums()).toHaveLength(months);
    }
  });

  it('have the sum that settles a notice in place of fees by the day', async () => {
    await world.tell('1', agreed(), started());
    await world.tell('1', notice('2025-09-20', { expiresOn: '2025-12-19' }));
    await world.tell('1', {
      ...{ type: 'NoticeSettled', on: onDay(day('2025-10-01')) },
      data: {
        ...{ noticeId: 'notice-1', lastDay: day('2025-10-31'), pence: 500_000 },
        feesPayableUntil: day('2025-11-30'),
      },
    });
    expect((await sums()).slice(1)).toEqual([
      '2025-10 agreed education tuition 620000',
      '2025-11 notice education settlement 500000',
    ]);
    await world.tell('1', ended('2025-10-31', { fundedUntil: '2025-11-30' }));
    expect((await sums()).slice(2)).toEqual(['2025-11 notice education settlement 500000']);
  });

  it('are a forecast from the day on which a placement is to start, and nothing if it never does', async () => {
    await world.tell('1', agreed({ expectedStartOn: '2025-12-01' }));
    expect(await sums(autumn)).toEqual(['2025-12 forecast education tuition 620000']);
    await world.tell('1', {
      ...{ type: 'DidNotStart', on: onDay(day('2025-12-02')) },
      data: { placementId: 'placement-1', reasonCode: 'familyRefused' },
    });
    expect(await sums(autumn)).toEqual([]);
  });

  it('count what is in no sum, or is in it by assumption', async () => {
    await world.tell(
      '1',
      agreed(),
      agreed({}, 'placement-2'),
      agreed({ lines: [] }, 'placement-3'),
    );
    await world.tell('1', started({}, 'placement-3'));
    await world.tell('1', {
      ...started(),
      on: { from: day('2025-09-01'), to: day('2025-09-30'), precision: 'month' },
    });
    const { totals, unknown } = await asked();
    expect([totals[0]?.n, unknown.map(({ n }) => n)]).toEqual([1, [1, 1, 1, 0]]);
  });

  it('are borne by those who contribute, and told by what the learner and the school are', async () => {
    await world.tell('1', agreed(), started());
    const contributions = [{ party: 'health', pence: 1_825_000 }];
    const share = { lines: [tuition(7_300_000)], contributions, reasonCode: 'contribution' };
    await world.tell('1', changed('2025-09-15', '2025-09-01', share));
    const september = { from: '2025-09-01', to: '2025-09-30' };
    expect(await sums(september)).toEqual([
      '2025-09 agreed education tuition 450000',
      '2025-09 agreed health tuition 150000',
    ]);
    const by = async (dimension: 'need' | 'provider') =>
      (await asked({ ...september, by: dimension })).cells.map(({ dims, value }) => [dims, value]);
    expect(await by('need')).toEqual([[{ need: 'ASD' }, 600_000]]);
    expect(await by('provider')).toEqual([[{ provider: 'provider-1' }, 600_000]]);
    expect(await sums({ ...september, where: 'need:SEMH' })).toEqual([]);
    const health = { ...september, where: 'need:ASD,SEMH;contributor:health' };
    expect(await sums(health)).toEqual(['2025-09 agreed health tuition 150000']);
  });

  it('have every version of interim provision in its own days', async () => {
    const told = (
      type: 'InterimProvisionStarted' | 'InterimProvisionChanged',
      on: string,
      hours: number,
    ) =>
      ({
        ...{ type, on: onDay(day(on)) },
        data: {
          ...(type === 'InterimProvisionStarted' && { kind: 'tuition' }),
          ...{ interimId: 'interim-1', hoursPerWeekTenths: hours * 10 },
          ...{
            basis: 's19',
            lines: [tuition(5_000, { unit: 'hour', quantityThousandths: hours * 1000 })],
          },
        },
      }) as Told;
    await world.tell('1', told('InterimProvisionStarted', '2025-11-03', 10));
    await world.tell('1', told('InterimProvisionChanged', '2025-11-17', 15));
    await world.tell('1', {
      ...{ type: 'InterimProvisionEnded', on: onDay(day('2025-11-21')) },
      data: { interimId: 'interim-1', reasonCode: 'newPlacement' },
    });
    // Two weeks of ten hours and one of fifteen, at 50 pounds.
    expect(await sums()).toEqual(['2025-11 agreed education tuition 175000']);
    expect((await asked()).unknown.at(-1)?.n).toBe(1);
  });

  it('charge once what is paid once, although later terms say it again', async () => {
    const lines = [tuition(50_000, { code: 'equipment', unit: 'once' }), tuition(7_300_000)];
    await world.tell('1', agreed({ lines }), started());
    await world.tell('1', changed('2025-10-01', '2025-10-01', { lines }));
    const equipment = (await sums()).filter((sum) => sum.includes('equipment'));
    expect(equipment).toEqual(['2025-09 agreed education equipment 50000']);
  });

  it('are what they were before, when what changed them is annulled', async () => {
    await world.tell('1', agreed(), started());
    const before = await asked();
    await world.tell('1', changed('2026-01-20', '2025-12-01'));
    expect((await asked()).cells).not.toEqual(before.cells);
    await world.tell('1', annulled(200, '1/3'));
    expect((await asked()).cells).toEqual(before.cells);
  });

  it('are the same from tables built anew, which follow from the log', async () => {
    await world.tell('1', agreed(), started());
    await world.tell('1', changed('2026-01-20', '2025-12-01'));
    await world.tell('1', ended('2026-02-13', { fundedUntil: '2026-03-31' }));
    const before = await asked();
    await world.readModels.rebuild();
    expect(await asked()).toEqual(before);
    expect((await world.readModels.check()).journeys.differences).toEqual([]);
  });
});
