import type { RecordPrices } from './contract.commands.js';
import { commissioner, day, provider, registeredProvider } from '../testing/provider.examples.js';

const membership = {
  framework: 'inmss-2026',
  lot: 'lotA',
  from: day('2026-09-01'),
  to: day('2030-08-31'),
} as const;
const joined = {
  type: 'FrameworkJoined',
  data: { ...membership, membershipId: 'membership-0' },
} as const;
const leave = {
  type: 'LeaveFramework',
  data: { membershipId: 'membership-0', to: day('2026-12-01'), reasonCode: 'withdrew' },
} as const;
const left = { type: 'FrameworkLeft', data: leave.data } as const;

describe('a framework', () => {
  it('is joined', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'JoinFramework', data: membership })
      .thenRecorded(joined);
  });

  it('is joined once', () => {
    provider
      .given(registeredProvider, joined)
      .when({ type: 'JoinFramework', data: membership })
      .thenNothing();
  });

  it.each([
    { lot: 'lotB' },
    { from: day('2026-09-02') },
    { to: day('2031-08-31') },
    { from: day('2030-08-31'), to: day('2031-08-31') },
  ] as const)('is not joined again beside it: %j', (other) => {
    provider
      .given(registeredProvider, joined)
      .when({ type: 'JoinFramework', data: { ...membership, ...other } })
      .thenRefused({
        because: 'already-on-framework',
        framework: 'inmss-2026',
        membershipId: 'membership-0',
      });
  });

  it('is joined again the day after, or another one beside it', () => {
    for (const other of [{ from: day('2030-09-01'), to: day('2034-08-31') }, { framework: 'dps' }])
      provider
        .given(registeredProvider, joined)
        .when({ type: 'JoinFramework', data: { ...membership, ...other } })
        .thenRecorded({ ...joined, data: { ...joined.data, ...other } });
  });

  it('is not left before it is joined', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'JoinFramework', data: { ...membership, to: day('2026-08-31') } })
      .thenRefused({ because: 'ends-before-it-begins', from: '2026-09-01', to: '2026-08-31' });
    provider
      .given(registeredProvider, joined)
      .when({ ...leave, data: { ...leave.data, to: day('2026-08-31') } })
      .thenRefused({ because: 'ends-before-it-begins', from: '2026-09-01', to: '2026-08-31' });
    provider
      .given(registeredProvider, joined)
      .when({ ...leave, data: { ...leave.data, to: day('2026-09-01') } })
      .thenRecorded({ ...left, data: { ...left.data, to: day('2026-09-01') } });
  });

  it('is left once', () => {
    const history = provider.given(registeredProvider, joined, left);
    history.when(leave).thenNothing();
    for (const other of [{ to: day('2026-12-02') }, { reasonCode: 'removed' as const }])
      history.when({ ...leave, data: { ...leave.data, ...other } }).thenRefused({
        because: 'already-left',
        membershipId: 'membership-0',
        to: '2026-12-01',
      });
  });

  it('is left by who is on it', () => {
    provider
      .given(registeredProvider)
      .when(leave)
      .thenRefused({ because: 'unknown-membership', membershipId: 'membership-0' });
  });
});

const price: Pick<RecordPrices, 'academicYear' | 'placementType' | 'lines' | 'vat'> = {
  academicYear: 2026,
  placementType: 'day',
  lines: [{ code: 'tuition', unit: 'year', ratePence: 6_400_000, quantityThousandths: 1000 }],
  vat: 'exempt',
};
const priced = {
  type: 'PricesRecorded',
  data: { ...price, effectiveFrom: day('2026-09-01') },
} as const;

describe('prices', () => {
  it('apply from 1 September where no day is said', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RecordPrices', data: price })
      .thenRecorded(priced);
  });

  it('are told once', () => {
    const history = provider.given(registeredProvider, priced);
    history.when({ type: 'RecordPrices', data: price }).thenNothing();
    history
      .when({ type: 'RecordPrices', data: { ...price, vat: 'standard' } })
      .thenRecorded({ ...priced, data: { ...priced.data, vat: 'standard' as const } });
  });

  it.each(['2026-08-31', '2027-09-01'])(
    'do not begin outside their year, on %s',
    (effectiveFrom) => {
      provider
        .given(registeredProvider)
        .when({ type: 'RecordPrices', data: { ...price, effectiveFrom: day(effectiveFrom) } })
        .thenRefused({ because: 'outside-academic-year', academicYear: 2026, day: effectiveFrom });
    },
  );

  it('begin up to the last day of their year', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RecordPrices', data: { ...price, effectiveFrom: day('2027-08-31') } })
      .thenRecorded({ ...priced, data: { ...priced.data, effectiveFrom: day('2027-08-31') } });
  });

  it('follow from an uplift that there is', () => {
    const data = { ...price, upliftId: 'uplift-0' };
    provider
      .given(registeredProvider)
      .when({ type: 'RecordPrices', data })
      .thenRefused({ because: 'unknown-uplift', upliftId: 'uplift-0' });
    provider
      .given(registeredProvider, requested)
      .when({ type: 'RecordPrices', data })
      .thenRecorded({ ...priced, data: { ...priced.data, upliftId: 'uplift-0' } });
  });
});

const request = {
  academicYear: 2026,
  scope: 'all',
  effectiveFrom: day('2026-09-01'),
  basisPoints: 525,
} as const;
const requested = {
  type: 'UpliftRequested',
  data: { ...request, upliftId: 'uplift-0' },
  actor: { id: 'staff-1', role: 'commissioner' },
} as const;
const agreed = {
  type: 'UpliftDecided',
  data: {
    upliftId: 'uplift-0',
    outcome: 'agreed',
    effectiveFrom: day('2026-09-01'),
    basisPoints: 525,
  },
} as const;

describe('an uplift', () => {
  it('is asked for, each time anew', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RequestUplift', data: request })
      .thenRecorded({ type: 'UpliftRequested', data: requested.data });
  });

  it('is asked for in its academic year', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RequestUplift', data: { ...request, effectiveFrom: day('2026-08-31') } })
      .thenRefused({ because: 'outside-academic-year', academicYear: 2026, day: '2026-08-31' });
  });

  it('is asked for all, or for a type that is said', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'RequestUplift', data: { ...request, scope: 'type' } })
      .thenRefused({ because: 'scope-unclear', scope: 'type' });
    provider
      .given(registeredProvider)
      .when({ type: 'RequestUplift', data: { ...request, placementType: 'day' } })
      .thenRefused({ because: 'scope-unclear', scope: 'all' });
  });

  it.each([
    [{ outcome: 'agreed' }, agreed.data],
    [{ outcome: 'refused' }, { ...agreed.data, outcome: 'refused', basisPoints: 0 }],
    [
      { outcome: 'partly', basisPoints: 524, effectiveFrom: day('2027-01-01') },
      {
        ...agreed.data,
        outcome: 'partly',
        basisPoints: 524,
        effectiveFrom: day('2027-01-01'),
      },
    ],
  ] as const)('is decided: %j', (outcome, data) => {
    provider
      .given(registeredProvider, requested)
      .when({ type: 'DecideUplift', data: { upliftId: 'uplift-0', ...outcome } })
      .thenRecorded({ type: 'UpliftDecided', data });
  });

  it.each([
    ['agreed', 524],
    ['agreed', 526],
    ['partly', 525],
    ['partly', 526],
    ['partly', 0],
    ['refused', 1],
  ] as const)('is not %s with %i', (outcome, basisPoints) => {
    provider
      .given(registeredProvider, requested)
      .when({ type: 'DecideUplift', data: { upliftId: 'uplift-0', outcome, basisPoints } })
      .thenRefused({ because: 'uplift-figures-disagree', outcome, askedFor: 525, basisPoints });
  });

  it('is not decided by who recorded the request', () => {
    const refusal = { because: 'decided-by-who-proposed', upliftId: 'uplift-0' };
    const data = { upliftId: 'uplift-0', outcome: 'agreed' } as const;
    provider
      .given(registeredProvider, { ...requested, actor: commissioner })
      .when({ type: 'DecideUplift', data })
      .thenRefused(refusal);
    provider
      .given(registeredProvider, requested)
      .when({
        type: 'DecideUplift',
        data,
        details: { decision: { by: 'staff-1', role: 'head', on: day('2026-09-01') } },
      })
      .thenRefused(refusal);
  });

  it('is recorded by who asked when somebody else decided', () => {
    provider
      .given(registeredProvider, { ...requested, actor: commissioner })
      .when({
        type: 'DecideUplift',
        data: { upliftId: 'uplift-0', outcome: 'agreed' },
        details: { decision: { by: 'staff-9', role: 'head', on: day('2026-09-01') } },
      })
      .thenRecorded(agreed);
  });

  it('is decided once', () => {
    const history = provider.given(registeredProvider, requested, agreed);
    const data = { upliftId: 'uplift-0', outcome: 'agreed' } as const;
    history.when({ type: 'DecideUplift', data }).thenNothing();
    history
      .when({ type: 'DecideUplift', data: { ...data, outcome: 'refused' } })
      .thenRefused({ because: 'uplift-already-decided', upliftId: 'uplift-0' });
  });

  it('is decided where it was asked for', () => {
    provider
      .given(registeredProvider)
      .when({ type: 'DecideUplift', data: { upliftId: 'uplift-9', outcome: 'refused' } })
      .thenRefused({ because: 'unknown-uplift', upliftId: 'uplift-9' });
  });
});
