import { onDay } from '#libs/event-sourcing';
import { day, oakHouse, provider, registeredProvider } from '../testing/provider.examples.js';

const inArea = { ...oakHouse, inArea: true };

describe('a provider is registered', () => {
  it('with its particulars, in the area of the authority', () => {
    provider
      .given()
      .when({ type: 'RegisterProvider', data: oakHouse })
      .thenRecorded({
        type: 'ProviderRegistered',
        data: { providerId: 'provider-1', profile: inArea },
      });
  });

  it('outside the area where another authority covers it', () => {
    provider
      .given()
      .when({ type: 'RegisterProvider', data: { ...oakHouse, localAuthority: '887' } })
      .thenRecorded({
        type: 'ProviderRegistered',
        data: {
          providerId: 'provider-1',
          profile: { ...oakHouse, localAuthority: '887', inArea: false },
        },
      });
  });

  it('without a place in the national register, by its category', () => {
    provider
      .given()
      .when({ type: 'RegisterProvider', data: { name: 'Kent Tuition', category: 'tuition' } })
      .thenRecorded({
        type: 'ProviderRegistered',
        data: {
          providerId: 'provider-1',
          profile: { name: 'Kent Tuition', category: 'tuition' },
        },
      });
  });

  it('once: the same again records nothing', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RegisterProvider', data: oakHouse })
      .thenNothing();
  });

  it('not again with other particulars', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RegisterProvider', data: { ...oakHouse, name: 'Elm House' } })
      .thenRefused({ because: 'already-registered', providerId: 'provider-1' });
  });

  it('never twice in one history', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'AmendProvider', data: { town: 'Maidstone' } })
      .thenState((state) => expect(state.identity.profiles).toHaveLength(2));
  });

  it('today, but not tomorrow', () => {
    const register = { type: 'RegisterProvider', data: oakHouse } as const;
    provider
      .given()
      .when({ ...register, details: { occurredOn: '2026-12-31' } })
      .thenState((state) => expect(state.identity.providerId).toBe('provider-1'));
    provider
      .given()
      .when({ ...register, details: { occurredOn: '2027-01-01' } })
      .thenRefused({
        because: 'in-the-future',
        occurredOn: onDay(day('2027-01-01')),
        today: '2026-12-31',
      });
  });

  it.each([
    [{ urn: '118999' }, { because: 'urn-taken', urn: '118999', providerId: 'provider-2' }],
    [{ giasType: 9 }, { because: 'unknown-gias-type', giasType: 9 }],
    [
      { ageFrom: 11, ageTo: 10 },
      { because: 'ages-reversed', ageFrom: 11, ageTo: 10 },
    ],
  ])('not with %j', (wrong, refusal) => {
    provider
      .given()
      .when({ type: 'RegisterProvider', data: { ...oakHouse, ...wrong } })
      .thenRefused(refusal);
  });

  it('with one age only, or the same twice', () => {
    for (const ages of [{ ageFrom: 11 }, { ageTo: 10 }, { ageFrom: 11, ageTo: 11 }])
      provider
        .given()
        .when({ type: 'RegisterProvider', data: { ...oakHouse, ...ages } })
        .thenState((state) =>
          expect(state.identity.profiles[0]?.profile).toMatchObject({ ...ages }),
        );
  });

  it('not without saying what kind of setting it is', () => {
    provider
      .given()
      .when({ type: 'RegisterProvider', data: { name: 'Elm House' } })
      .thenRefused({ because: 'kind-of-setting-needed' });
  });

  it('not with half a grid reference', () => {
    for (const half of [{ easting: 576_017 }, { northing: 156_294 }])
      provider
        .given()
        .when({ type: 'RegisterProvider', data: { name: 'Elm', giasType: 10, ...half } })
        .thenRefused({ because: 'grid-reference-incomplete' });
  });
});

describe('particulars change', () => {
  it('from a day on, and stand in full', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'AmendProvider', data: { name: 'Oak Court School', ageFrom: 7 } })
      .thenRecorded({
        type: 'ProviderAmended',
        data: { profile: { ...inArea, name: 'Oak Court School', ageFrom: 7 } },
      });
  });

  it('by taking back what is no longer known', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'AmendProvider', data: { clear: ['localAuthority', 'easting', 'northing'] } })
      .thenRecorded({
        type: 'ProviderAmended',
        data: { profile: { name: 'Oak House School', urn: '118953', giasType: 10 } },
      });
  });

  it('on the particulars of that day when told late', () => {
    provider
      .given(registeredProvider, {
        type: 'ProviderAmended',
        data: { profile: { ...inArea, town: 'Maidstone' } },
        occurredOn: '2026-03-01',
      })
      .when({
        type: 'AmendProvider',
        data: { ageTo: 19 },
        details: { occurredOn: '2026-02-28' },
      })
      .thenRecorded({ type: 'ProviderAmended', data: { profile: { ...inArea, ageTo: 19 } } })
      .thenState((state) =>
        expect(state.identity.profiles.map(({ from }) => from)).toEqual([
          '2025-09-01',
          '2026-02-28',
          '2026-03-01',
        ]),
      );
  });

  it('not when they are so already', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'AmendProvider', data: { name: 'Oak House School', clear: ['ukprn'] } })
      .thenNothing();
  });

  it('not into a contradiction', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'AmendProvider', data: { urn: '118999' } })
      .thenRefused({ because: 'urn-taken', urn: '118999', providerId: 'provider-2' });
  });

  it('only of a provider that is registered', () => {
    provider
      .given()
      .when({ type: 'AmendProvider', data: { name: 'Elm House' } })
      .thenRefused({ because: 'unknown-provider', providerId: 'provider-1' });
  });
});

describe('a school carries on from another', () => {
  const succession = {
    type: 'RecordSuccession',
    data: { predecessorUrn: '118999', kind: 'academised' },
  } as const;
  const succeeded = {
    type: 'ProviderSucceeded',
    data: { predecessorUrn: '118999', predecessorId: 'provider-2', kind: 'academised' },
  } as const;

  it('that the register knows', () => {
    provider.given(registeredProvider).when(succession).thenRecorded(succeeded);
  });

  it('that it does not know', () => {
    provider
      .given(registeredProvider)
      .when({ ...succession, data: { predecessorUrn: '100001', kind: 'merged' } })
      .thenRecorded({
        type: 'ProviderSucceeded',
        data: { predecessorUrn: '100001', predecessorId: undefined, kind: 'merged' },
      });
  });

  it('once: the same again records nothing, another kind puts it right', () => {
    provider.given(registeredProvider, succeeded).when(succession).thenNothing();
    provider
      .given(registeredProvider, succeeded)
      .when({ ...succession, data: { ...succession.data, kind: 'merged' } })
      .thenRecorded({ ...succeeded, data: { ...succeeded.data, kind: 'merged' } });
  });

  it('but not from itself', () => {
    provider
      .given(registeredProvider)
      .when({ ...succession, data: { predecessorUrn: '118953', kind: 'merged' } })
      .thenRefused({ because: 'succeeds-itself', predecessorUrn: '118953' });
  });
});

describe('a school closes', () => {
  const close = { type: 'CloseSchool', data: { reasonCode: 'financial' } } as const;
  const closed = { type: 'SchoolClosed', data: { reasonCode: 'financial' } } as const;

  it('for a reason', () => {
    provider
      .given(registeredProvider)
      .when({ ...close, details: { occurredOn: '2026-08-31' } })
      .thenRecorded({ ...closed, occurredOn: '2026-08-31' });
  });

  it('once: the same day again records nothing', () => {
    provider
      .given(registeredProvider, { ...closed, occurredOn: '2026-08-31' })
      .when({ ...close, details: { occurredOn: '2026-08-31' } })
      .thenNothing();
  });

  it('not again on another day, or for another reason', () => {
    const history = provider.given(registeredProvider, { ...closed, occurredOn: '2026-08-31' });
    const refusal = { because: 'already-closed', closedOn: onDay(day('2026-08-31')) };
    history.when({ ...close, details: { occurredOn: '2026-09-01' } }).thenRefused(refusal);
    history
      .when({
        type: 'CloseSchool',
        data: { reasonCode: 'demand' },
        details: { occurredOn: '2026-08-31' },
      })
      .thenRefused(refusal);
  });

  it('on the day it opened, not before', () => {
    const opened = {
      ...registeredProvider,
      data: {
        ...registeredProvider.data,
        profile: { ...inArea, openedOn: day('2025-10-01') },
      },
    };
    provider
      .given(opened)
      .when({ ...close, details: { occurredOn: '2025-10-01' } })
      .thenRecorded(closed);
    provider
      .given(opened)
      .when({ ...close, details: { occurredOn: '2025-09-30' } })
      .thenRefused({ because: 'closed-before-opened', openedOn: '2025-10-01' });
  });
});
