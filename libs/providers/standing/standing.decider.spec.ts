import { day, provider, registeredProvider } from '../testing/provider.examples.js';

const approved = (from?: string, to?: string) =>
  ({
    type: 'Section41Recorded',
    data: { ...(from && { from: day(from) }), ...(to && { to: day(to) }) },
  }) as const;
const approve = (from?: string, to?: string) =>
  ({ type: 'RecordSection41', data: approved(from, to).data }) as const;

describe('section 41', () => {
  it('is approved for a time, or from who knows when', () => {
    provider
      .given(registeredProvider)
      .when(approve('2025-09-01', '2026-08-31'))
      .thenRecorded(approved('2025-09-01', '2026-08-31'));
    provider.given(registeredProvider).when(approve()).thenRecorded(approved());
  });

  it('is told once', () => {
    provider
      .given(registeredProvider, approved('2025-09-01'))
      .when(approve('2025-09-01'))
      .thenNothing();
  });

  it('ends by being told again from the same day', () => {
    provider
      .given(registeredProvider, approved('2025-09-01'))
      .when(approve('2025-09-01', '2026-03-31'))
      .thenRecorded(approved('2025-09-01', '2026-03-31'))
      .thenState((state) =>
        expect(state.standing.section41).toEqual([{ from: '2025-09-01', to: '2026-03-31' }]),
      );
  });

  it('may last one day, but not end before it begins', () => {
    provider
      .given(registeredProvider)
      .when(approve('2026-01-02', '2026-01-02'))
      .thenRecorded(approved('2026-01-02', '2026-01-02'));
    provider
      .given(registeredProvider)
      .when(approve('2026-01-02', '2026-01-01'))
      .thenRefused({ because: 'ends-before-it-begins', from: '2026-01-02', to: '2026-01-01' });
  });

  it('may be given again on the day after it ended, not on its last day', () => {
    const history = provider.given(registeredProvider, approved('2025-01-01', '2025-12-31'));
    history.when(approve('2026-01-01')).thenRecorded(approved('2026-01-01'));
    history.when(approve('2025-12-31')).thenRefused({
      because: 'section-41-times-overlap',
      from: '2025-01-01',
      to: '2025-12-31',
    });
  });

  it('of unknown beginning reaches up to its end', () => {
    const history = provider.given(registeredProvider, approved(undefined, '2025-12-31'));
    history.when(approve('2026-01-01')).thenRecorded(approved('2026-01-01'));
    history.when(approve('1999-01-01', '1999-02-01')).thenRefused('section-41-times-overlap');
  });
});

const embargo = {
  status: 'embargo',
  scope: 'school',
  reasonCode: 'safeguarding',
  reviewOn: day('2026-06-01'),
} as const;
const embargoed = {
  type: 'ProviderStatusChanged',
  data: { ...embargo, effectiveFrom: day('2026-02-01') },
} as const;

describe('the status of a provider', () => {
  it('changes from the day of the decision, or from one that is said', () => {
    provider
      .given(registeredProvider)
      .when({
        type: 'ChangeProviderStatus',
        data: embargo,
        details: { occurredOn: '2026-02-01' },
      })
      .thenRecorded(embargoed);
    provider
      .given(registeredProvider)
      .when({
        type: 'ChangeProviderStatus',
        data: { ...embargo, effectiveFrom: day('2026-02-01') },
        details: { occurredOn: '2026-01-20' },
      })
      .thenRecorded({ ...embargoed, occurredOn: '2026-01-20' });
  });

  it('is active where nothing was ever said', () => {
    provider
      .given(registeredProvider)
      .when({
        type: 'ChangeProviderStatus',
        data: { status: 'active', scope: 'school', reasonCode: 'other' },
      })
      .thenNothing();
  });

  it('is told once, and again when reason or review differ', () => {
    const history = provider.given(registeredProvider, embargoed);
    const when = (data: object) =>
      history.when({
        type: 'ChangeProviderStatus',
        data: { ...embargo, ...data },
        details: { occurredOn: '2026-03-01' },
      });
    when({}).thenNothing();
    for (const other of [
      { reasonCode: 'financial' },
      { reviewOn: day('2026-07-01') },
      { status: 'monitored' },
    ] as const)
      when(other).thenRecorded({
        type: 'ProviderStatusChanged',
        data: { ...embargo, effectiveFrom: day('2026-03-01'), ...other },
      });
  });

  it('does not hold before it applies: told for an earlier day it is another fact', () => {
    provider
      .given(registeredProvider, { ...embargoed, occurredOn: '2026-01-20' })
      .when({
        type: 'ChangeProviderStatus',
        data: { ...embargo, effectiveFrom: day('2026-01-31') },
        details: { occurredOn: '2026-01-21' },
      })
      .thenRecorded({
        type: 'ProviderStatusChanged',
        data: { ...embargo, effectiveFrom: day('2026-01-31') },
      });
  });

  it('of a site or a type says which', () => {
    for (const scope of [
      { scope: 'site', siteRef: 'north' },
      { scope: 'type', placementType: 'termly' },
    ] as const)
      provider
        .given(registeredProvider, embargoed)
        .when({
          type: 'ChangeProviderStatus',
          data: { ...embargo, ...scope },
          details: { occurredOn: '2026-03-01' },
        })
        .thenRecorded({
          type: 'ProviderStatusChanged',
          data: { ...embargo, ...scope, effectiveFrom: day('2026-03-01') },
        });
  });

  it.each([
    { scope: 'site' },
    { scope: 'type' },
    { scope: 'school', siteRef: 'north' },
    { scope: 'proprietor', placementType: 'day' },
    { scope: 'site', siteRef: 'north', placementType: 'day' },
  ] as const)('is not clear with %j', (scope) => {
    provider
      .given(registeredProvider)
      .when({ type: 'ChangeProviderStatus', data: { ...embargo, ...scope } })
      .thenRefused({ because: 'scope-unclear', scope: scope.scope });
  });

  it('is reviewed from the day it applies, not before', () => {
    const when = (reviewOn: string) =>
      provider.given(registeredProvider).when({
        type: 'ChangeProviderStatus',
        data: { ...embargo, reviewOn: day(reviewOn) },
        details: { occurredOn: '2026-02-01' },
      });
    when('2026-02-01').thenRecorded({
      ...embargoed,
      data: { ...embargoed.data, reviewOn: day('2026-02-01') },
    });
    when('2026-01-31').thenRefused({
      because: 'review-before-it-begins',
      effectiveFrom: '2026-02-01',
      reviewOn: '2026-01-31',
    });
  });
});
