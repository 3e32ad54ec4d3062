import { onDay, type LocalDate } from '#libs/event-sourcing';
import { asKnownAt, KNOWN_STILL, microsIn } from '#libs/projections';
import type { ProviderCommand } from '#libs/providers';
import { openProviderWorld, type ProviderWorld } from '../testing/index.js';
import { readProviderFacts } from './provider-facts.js';
import type { ProviderTables } from './provider-tables.js';

const day = (text: string) => text as LocalDate;
const on = (text: string) => ({ details: { occurredOn: onDay(day(text)) } });
const lines = [{ code: 'tuition', unit: 'year', ratePence: 6_000_000, quantityThousandths: 1000 }];

const register = (more: object = {}): ProviderCommand => ({
  type: 'RegisterProvider',
  data: { name: 'Oak House School', urn: '118953', giasType: 10, localAuthority: '886', ...more },
  ...on('2024-09-01'),
});
const amend = (when: string, data: object): ProviderCommand => ({
  ...{ type: 'AmendProvider', data, ...on(when) },
});

describe('tables of providers', () => {
  let world: ProviderWorld;
  beforeEach(async () => {
    world = openProviderWorld();
    await world.tell('oak', register());
  });
  afterEach(() => world.close());

  const rows = async <T extends keyof ProviderTables>(table: T) =>
    (await (
      await world.db()
    )
      .selectFrom(table as 'providers')
      .selectAll()
      .where('known_to', '=', KNOWN_STILL)
      .orderBy('row_key')
      .execute()) as readonly object[] as readonly ProviderTables[T][];
  const spans = (told: readonly Readonly<{ from_day: string; to_day: string }>[]) =>
    told.map(({ from_day, to_day }) => [from_day, to_day]);

  it('say what the register says of a school, for every day without a gap', async () => {
    await world.tell('oak', amend('2025-09-01', { name: 'Oak House College', town: 'Ashford' }));
    await world.tell('oak', {
      ...{ type: 'CloseSchool', data: { reasonCode: 'replaced' }, ...on('2026-08-31') },
    });
    const told = await rows('providers');
    expect(spans(told)).toEqual([
      ['0001-01-01', '2025-08-31'],
      ['2025-09-01', '9999-12-31'],
    ]);
    expect(told[1]).toMatchObject({
      ...{ stream: 'provider-oak', provider_id: 'oak', name: 'Oak House College', urn: '118953' },
      ...{ category: 'independent', town: 'Ashford', northing: null, in_area: 1 },
      ...{ closed_from: '2026-08-31', closing_reason: 'replaced' },
    });
  });

  it('keep what was known before', async () => {
    const before = world.now();
    await world.tell('oak', amend('2024-09-01', { town: 'Maidstone' }));
    const db = await world.db();
    const towns = async (knownAt?: number) =>
      (await db.selectFrom('providers').select('town').where(asKnownAt(knownAt)).execute()).map(
        ({ town }) => town,
      );
    expect(await towns()).toEqual(['Maidstone']);
    expect(await towns(microsIn(before))).toEqual([null]);
  });

  it('tell each scope of a status by itself, each from its day to the next', async () => {
    const status = (effectiveFrom: string, data: object): ProviderCommand => ({
      type: 'ChangeProviderStatus',
      data: { scope: 'school', reasonCode: 'inspection', effectiveFrom, ...data } as never,
      ...on('2026-03-01'),
    });
    await world.tell('oak', status('2026-03-02', { status: 'embargo' }));
    await world.tell('oak', status('2026-06-01', { status: 'active', reasonCode: 'resolved' }));
    const boarding = { scope: 'type', placementType: 'termly' };
    await world.tell('oak', status('2026-04-01', { status: 'monitored', ...boarding }));
    const told = await rows('provider_statuses');
    expect(told.map(({ scope, status: is, to_day }) => [scope, is, to_day])).toEqual([
      ['school', 'embargo', '2026-05-31'],
      ['school', 'active', '9999-12-31'],
      ['type', 'monitored', '9999-12-31'],
    ]);
  });

  it('tell section 41 approval, also where it is not known since when', async () => {
    await world.tell('oak', {
      type: 'RecordSection41',
      data: { to: day('2026-07-31') },
      ...on('2026-01-10'),
    });
    expect(spans(await rows('section41'))).toEqual([['0001-01-01', '2026-07-31']]);
  });

  it('tell memberships, prices by the day they hold, and uplifts with their decision', async () => {
    const price = (effectiveFrom: string, ratePence: number): ProviderCommand => ({
      type: 'RecordPrices',
      data: {
        ...{ academicYear: 2025, placementType: 'day', effectiveFrom: day(effectiveFrom) },
        ...{ lines: [{ ...lines[0], ratePence }] as never, vat: 'exempt' },
      },
      ...on('2025-09-01'),
    });
    await world.tell('oak', {
      type: 'JoinFramework',
      data: { framework: 'inmss-2026', lot: 'lotB', from: day('2026-09-01') },
      ...on('2026-07-01'),
    });
    await world.tell('oak', price('2025-09-01', 6_000_000));
    await world.tell('oak', price('2026-04-01', 6_300_000));
    await world.tell('oak', {
      type: 'RequestUplift',
      data: {
        ...{ academicYear: 2025, scope: 'all', effectiveFrom: day('2026-04-01') },
        basisPoints: 700,
      },
      ...on('2026-01-10'),
    });
    const [asked] = await rows('uplifts');
    await world.tell('oak', {
      type: 'DecideUplift',
      data: { upliftId: asked?.row_key ?? '', outcome: 'partly', basisPoints: 500 },
      ...on('2026-02-10'),
    });
    expect(await rows('frameworks')).toMatchObject([
      { framework: 'inmss-2026', lot: 'lotB', from_day: '2026-09-01', to_day: '9999-12-31' },
    ]);
    expect(
      (await rows('prices')).map((one) => [one.from_day, one.to_day, one.pence_per_year]),
    ).toEqual([
      ['2025-09-01', '2026-03-31', 6_000_000],
      ['2026-04-01', '9999-12-31', 6_300_000],
    ]);
    expect(await rows('uplifts')).toMatchObject([
      {
        ...{ asked_basis_points: 700, outcome: 'partly', decided_from: '2026-04-01' },
        decided_basis_points: 500,
      },
    ]);
  });

  it('tell whom a school can take, its terms, its inspections and its returns', async () => {
    await world.tell('oak', {
      type: 'RecordCapability',
      data: {
        ...{ needs: ['ASD', 'SEMH'], ageFrom: 11, ageTo: 16, gender: 'mixed' },
        ...{ placementTypes: ['day'], placesOffered: 40, effectiveFrom: day('2025-09-01') },
      },
      ...on('2025-06-01'),
    });
    await world.tell('oak', {
      type: 'RecordTermDates',
      data: {
        academicYear: 2025,
        terms: [
          { term: 'autumn', firstDay: day('2025-09-08'), lastDay: day('2025-12-12') },
          { term: 'spring', firstDay: day('2026-01-05'), lastDay: day('2026-03-27') },
        ],
        closedDays: [{ day: day('2025-11-28') }, { day: day('2025-10-02') }],
      },
      ...on('2025-06-01'),
    });
    await world.tell('oak', {
      type: 'RecordInspection',
      data: {
        scheme: 'ofstedReportCard',
        judgements: [
          { area: 'standards', value: 'met' },
          { area: 'inclusion', value: 'strongStandard' },
        ],
      },
      ...on('2026-02-12'),
    });
    await world.tell('oak', {
      type: 'ReceiveKpiReturn',
      data: {
        ...{ from: day('2025-09-01'), to: day('2025-12-31'), dueOn: day('2026-01-15') },
        ...{ complete: true, learners: 38 },
        values: [{ kpi: 'K15', numerator: 4, denominator: 21 }],
      },
      ...on('2026-01-12'),
    });
    expect(await rows('capabilities')).toMatchObject([
      { needs: '|ASD|SEMH|', placement_types: '|day|', places_offered: 40 },
    ]);
    expect((await rows('term_dates')).map((one) => [one.term, one.closed_days])).toEqual([
      ['autumn', '2025-10-02,2025-11-28'],
      ['spring', ''],
    ]);
    expect((await rows('inspections')).map(({ area, value }) => [area, value])).toEqual([
      ['standards', 'met'],
      ['inclusion', 'strongStandard'],
    ]);
    expect(await rows('kpi_returns')).toMatchObject([{ complete: 1, received_from: '2026-01-12' }]);
    expect(await rows('kpi_values')).toMatchObject([
      { return_key: '2025-09-01/2025-12-31', kpi: 'K15', numerator: 4, denominator: 21 },
    ]);
  });

  it('give the calendar and the successors that answers are reckoned with, as known', async () => {
    await world.tell('elm', register({ name: 'Elm House', urn: '118999' }));
    const before = world.now();
    await world.tell('elm', {
      type: 'RecordSuccession',
      data: { predecessorUrn: '118953', kind: 'replaced' },
      ...on('2026-09-01'),
    });
    await world.tell('oak', {
      type: 'RecordTermDates',
      data: {
        academicYear: 2025,
        terms: [{ term: 'autumn', firstDay: day('2025-09-08'), lastDay: day('2025-09-12') }],
      },
      ...on('2025-06-01'),
    });
    const facts = await readProviderFacts(await world.db());
    const september = [day('2025-09-01'), day('2025-09-30')] as const;
    expect(facts.calendarOf('oak').schoolDaysBetween(...september)).toEqual({
      ...{ days: 5, byDefault: 0 },
    });
    expect(facts.calendarOf('elm').schoolDaysBetween(...september)).toEqual({
      ...{ days: 21, byDefault: 21 },
    });
    expect(facts.successors.successorOf('118953')).toBe('118999');
    const then = await readProviderFacts(await world.db(), before);
    expect(then.successors.successorOf('118953')).toBe('118953');
  });

  it('are the same when built anew, and follow from the log', async () => {
    await world.tell('oak', amend('2025-09-01', { town: 'Maidstone' }));
    await world.tell('oak', {
      ...{ type: 'RecordSection41', data: { from: day('2025-09-01') }, ...on('2025-10-10') },
    });
    const before = [await rows('providers'), await rows('section41')];
    await world.projection.rebuild();
    expect([await rows('providers'), await rows('section41')]).toEqual(before);
    const { differences, rows: compared } = await world.projection.check();
    expect([differences, compared > 2]).toEqual([[], true]);
  });
});
