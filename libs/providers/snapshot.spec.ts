import { day, oakHouse, provider, registeredProvider } from './testing/provider.examples.js';
import type { GivenEvent } from '#libs/event-sourcing/testing';
import { type ProviderEvent, categoryOf, snapshotAsOf, type ProviderState } from './index.js';

const on = (state: ProviderState, text: string) => snapshotAsOf(state, 'provider-1', day(text));
type Changed = Extract<ProviderEvent, { type: 'ProviderStatusChanged' }>['data'];

const status = (
  told: Changed['status'],
  from: string,
  more: Partial<Changed> = {},
): GivenEvent<ProviderEvent> => ({
  type: 'ProviderStatusChanged',
  data: {
    ...({ status: told, scope: 'school', reasonCode: 'other' } as const),
    ...{ effectiveFrom: day(from), ...more },
  },
});

describe('a school as of a day', () => {
  it('is in the shape that a journey keeps', () =>
    expect(on(provider.given(registeredProvider).state, '2026-01-01')).toEqual({
      providerId: 'provider-1',
      urn: '118953',
      name: 'Oak House School',
      category: 'independent',
      section41: false,
      residential: undefined,
      inArea: true,
      status: 'active',
      lot: 'none',
      asOf: '2026-01-01',
    }));

  it('is not there when it is not registered', () =>
    expect(on(provider.given().state, '2026-01-01')).toBeUndefined());

  it('has the particulars of that day, and the first ones before any', () => {
    const { state } = provider.given(registeredProvider, {
      type: 'ProviderAmended',
      data: { profile: { ...oakHouse, name: 'Oak Court' } },
      occurredOn: '2026-03-01',
    });
    expect(on(state, '2020-01-01')?.name).toBe('Oak House School');
    expect(on(state, '2026-02-28')?.name).toBe('Oak House School');
    expect(on(state, '2026-03-01')?.name).toBe('Oak Court');
  });

  it('is approved under section 41 from the first to the last day', () => {
    const { state } = provider.given(registeredProvider, {
      type: 'Section41Recorded',
      data: { from: day('2026-01-10'), to: day('2026-01-20') },
    });
    const categories = ['2026-01-09', '2026-01-10', '2026-01-20', '2026-01-21'].map((text) => {
      const { category, section41 } = on(state, text) ?? {};
      return [category, section41];
    });
    expect(categories).toEqual([
      ['independent', false],
      ['independentSection41', true],
      ['independentSection41', true],
      ['independent', false],
    ]);
  });

  it('is in its lot from the first to the last day, in the better of two', () => {
    const joined = (lot: 'lotA' | 'lotB' | 'dps', from: string, to?: string) =>
      ({
        type: 'FrameworkJoined',
        data: {
          ...{ membershipId: lot, framework: lot, lot, from: day(from) },
          ...(to !== undefined && { to: day(to) }),
        },
      }) as const;
    const { state } = provider.given(
      registeredProvider,
      joined('dps', '2022-09-01', '2026-08-31'),
      joined('lotB', '2026-08-31'),
      joined('lotA', '2026-10-01'),
      {
        type: 'FrameworkLeft',
        data: { membershipId: 'lotA', to: day('2026-10-31'), reasonCode: 'withdrew' },
      },
    );
    const days = ['2022-08-31', '2022-09-01', '2026-08-30', '2026-08-31', '2026-10-01'];
    expect([...days, '2026-10-31', '2026-11-01'].map((text) => on(state, text)?.lot)).toEqual([
      'none',
      'dps',
      'dps',
      'lotB',
      'lotA',
      'lotA',
      'lotB',
    ]);
  });

  it('has the status in force for the whole school, the strictest where two are', () => {
    const { state } = provider.given(
      registeredProvider,
      status('embargo', '2026-02-01'),
      status('monitored', '2026-03-01'),
      status('suspended', '2026-04-01', { scope: 'proprietor' }),
      status('active', '2026-05-01', { scope: 'proprietor' }),
      status('removed', '2026-01-01', { scope: 'type', placementType: 'termly' }),
      status('removed', '2026-01-01', { scope: 'site', siteRef: 'north' }),
    );
    const days = ['2026-01-31', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'];
    expect(days.map((text) => on(state, text)?.status)).toEqual([
      'active',
      'embargo',
      'monitored',
      'suspended',
      'monitored',
    ]);
  });

  it('told twice for one day is as told last', () => {
    const { state } = provider.given(
      registeredProvider,
      status('embargo', '2026-02-01'),
      status('active', '2026-02-01'),
    );
    expect(on(state, '2026-02-01')?.status).toBe('active');
  });

  it('is closed from the day after its last', () => {
    const { state } = provider.given(registeredProvider, {
      type: 'SchoolClosed',
      data: { reasonCode: 'demand' },
      occurredOn: '2026-08-31',
    });
    expect(on(state, '2026-08-31')?.status).toBe('active');
    expect(on(state, '2026-09-01')?.status).toBe('closed');
  });

  it('takes boarders as registered, until it says itself', () => {
    const boarding = (kind: 'none' | 'childrensHome') => ({
      ...registeredProvider,
      data: { providerId: 'provider-1', profile: { ...oakHouse, boarding: kind } },
    });
    const capable = (placementTypes: readonly ('day' | 'termly')[]): GivenEvent<ProviderEvent> => ({
      type: 'CapabilityRecorded',
      data: {
        ...{ effectiveFrom: day('2026-03-01'), needs: [], ageFrom: 5, ageTo: 16 },
        ...({ gender: 'mixed', placementTypes } as const),
      },
    });
    const day1 = provider.given(boarding('none'), capable(['day', 'termly'])).state;
    expect(on(day1, '2026-02-28')?.residential).toBe(false);
    expect(on(day1, '2026-03-01')?.residential).toBe(true);
    const day2 = provider.given(boarding('childrensHome'), capable(['day'])).state;
    expect(on(day2, '2026-02-28')?.residential).toBe(true);
    expect(on(day2, '2026-03-01')?.residential).toBe(false);
  });
});

describe('the kind of setting', () => {
  it.each([
    [7, false, 'maintainedSpecial'],
    [8, false, 'nonMaintainedSpecial'],
    [8, true, 'nonMaintainedSpecial'],
    [10, false, 'independent'],
    [10, true, 'independentSection41'],
    [11, false, 'independent'],
    [12, false, 'maintainedSpecial'],
    [14, false, 'alternativeProvision'],
    [18, false, 'mainstream'],
    [32, true, 'specialPost16'],
    [33, false, 'maintainedSpecial'],
    [36, false, 'maintainedSpecial'],
    [42, false, 'alternativeProvision'],
    [44, false, 'maintainedSpecial'],
    [49, false, 'other'],
    [999, false, 'other'],
    [undefined, false, 'other'],
  ])('of type %s, section 41 %s, is %s', (giasType, section41, category) =>
    expect(categoryOf({ giasType }, section41)).toBe(category),
  );

  it('is the category where one is said', () =>
    expect(categoryOf({ giasType: 7, category: 'hospital' }, false)).toBe('hospital'));
});
