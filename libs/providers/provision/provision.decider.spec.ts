import type { Wish } from '#libs/event-sourcing/testing';
import type { ProviderCommand } from '../provider-commands.js';
import type { TermFields } from './provision.commands.js';
import { day, provider, registeredProvider } from '../testing/provider.examples.js';

const capability = {
  needs: ['ASD', 'SEMH'],
  ageFrom: 7,
  ageTo: 16,
  gender: 'mixed',
  placementTypes: ['day', 'weekly'],
  placesOffered: 60,
} as const;
const asked = {
  ...capability,
  needs: [...capability.needs],
  placementTypes: [...capability.placementTypes],
};
const capable = {
  type: 'CapabilityRecorded',
  data: { ...capability, effectiveFrom: day('2026-01-10') },
} as const;

describe('capability', () => {
  it('applies from the day it was told, or from one that is said', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RecordCapability', data: asked, details: { occurredOn: '2026-01-10' } })
      .thenRecorded(capable);
    provider
      .given(registeredProvider)
      .when({ type: 'RecordCapability', data: { ...asked, effectiveFrom: day('2026-01-10') } })
      .thenRecorded(capable);
  });

  it('is told once for a day', () => {
    const history = provider.given(registeredProvider, capable);
    const data = { ...asked, effectiveFrom: day('2026-01-10') };
    history.when({ type: 'RecordCapability', data }).thenNothing();
    for (const other of [{ ageTo: 17 }, { effectiveFrom: day('2026-01-11') }])
      history
        .when({ type: 'RecordCapability', data: { ...data, ...other } })
        .thenRecorded({ ...capable, data: { ...capable.data, ...other } });
  });

  it('has its ages in order', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RecordCapability', data: { ...asked, ageTo: 6 } })
      .thenRefused({ because: 'ages-reversed', ageFrom: 7, ageTo: 6 });
  });
});

const autumn = {
  term: 'autumn',
  firstDay: day('2026-09-02'),
  lastDay: day('2026-12-18'),
  halfTermFrom: day('2026-10-26'),
  halfTermTo: day('2026-10-30'),
} as const;
const spring = {
  term: 'spring',
  firstDay: day('2027-01-04'),
  lastDay: day('2027-03-26'),
} as const;
const told = {
  type: 'TermDatesRecorded',
  data: { academicYear: 2026, terms: [autumn, spring], closedDays: [day('2026-11-27')] },
} as const;
const tell = (...terms: object[]) =>
  ({
    type: 'RecordTermDates',
    data: {
      academicYear: 2026,
      terms: terms as TermFields[],
      closedDays: [{ day: day('2026-11-27') }],
    },
  }) satisfies Wish<ProviderCommand>;

describe('term dates', () => {
  it('are recorded for an academic year', () => {
    provider.given(registeredProvider).when(tell(autumn, spring)).thenRecorded(told);
  });

  it('may have no closed days', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RecordTermDates', data: { academicYear: 2026, terms: [autumn] } })
      .thenRecorded({ ...told, data: { academicYear: 2026, terms: [autumn], closedDays: [] } });
  });

  it('are told once, and replaced when told otherwise', () => {
    const history = provider.given(registeredProvider, told);
    history.when(tell(autumn, spring)).thenNothing();
    history
      .when(tell(autumn))
      .thenRecorded({ ...told, data: { ...told.data, terms: [autumn] } })
      .thenState((state) => expect(state.provision.termDates['2026']?.terms).toEqual([autumn]));
  });

  it('end a term on its first day at the earliest', () => {
    const short = { term: 'spring', firstDay: day('2027-01-04'), lastDay: day('2027-01-04') };
    provider
      .given(registeredProvider)
      .when(tell(autumn, short))
      .thenState((state) => expect(state.provision.termDates['2026']).toBeDefined());
    provider
      .given(registeredProvider)
      .when(tell(autumn, { ...short, lastDay: day('2027-01-03') }))
      .thenRefused({ because: 'term-ends-before-it-begins', term: 'spring' });
  });

  it('begin a term after the one before, however they are listed', () => {
    const late = { ...spring, firstDay: day('2026-12-19') };
    provider
      .given(registeredProvider)
      .when(tell(late, autumn))
      .thenState((state) => expect(state.provision.termDates['2026']).toBeDefined());
    provider
      .given(registeredProvider)
      .when(tell({ ...spring, firstDay: day('2026-12-18') }, autumn))
      .thenRefused({ because: 'terms-overlap', term: 'spring' });
  });

  it.each([
    ['2026-07-31', '2026-12-18', '2026-07-31'],
    ['2027-06-01', '2027-09-01', '2027-09-01'],
  ])('lie in their year: not %s to %s', (firstDay, lastDay, wrong) => {
    provider
      .given(registeredProvider)
      .when(tell({ term: 'autumn', firstDay: day(firstDay), lastDay: day(lastDay) }))
      .thenRefused({ because: 'outside-academic-year', academicYear: 2026, day: wrong });
  });

  it('reach from 1 August to 31 August', () => {
    provider
      .given(registeredProvider)
      .when(
        tell(
          { term: 'autumn', firstDay: day('2026-08-01'), lastDay: day('2026-12-18') },
          { term: 'summer', firstDay: day('2027-04-12'), lastDay: day('2027-08-31') },
        ),
      )
      .thenState((state) => expect(state.provision.termDates['2026']).toBeDefined());
  });

  it.each([
    { halfTermFrom: day('2026-09-01') },
    { halfTermTo: day('2026-12-19') },
    { halfTermTo: day('2026-10-25') },
    { halfTermTo: undefined },
    { halfTermFrom: undefined },
  ])('have the half term within the term: not %j', (half) => {
    provider
      .given(registeredProvider)
      .when(tell({ ...autumn, ...half }))
      .thenRefused({ because: 'half-term-outside-term', term: 'autumn' });
  });

  it('may have a half term of one day, at either end', () => {
    for (const one of [autumn.firstDay, autumn.lastDay])
      provider
        .given(registeredProvider)
        .when(tell({ ...autumn, halfTermFrom: one, halfTermTo: one }))
        .thenState((state) => expect(state.provision.termDates['2026']).toBeDefined());
  });
});
