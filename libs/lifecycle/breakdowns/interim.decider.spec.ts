import { onDay, type LocalDate } from '#libs/event-sourcing';
import { scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import {
  interimEnded,
  interimId,
  interimStarted,
  startInterim,
  tuitionLines,
} from '../journey/testing/breakdowns.examples.js';
import { linesOf } from '../journey/testing/offers.examples.js';
import {
  approvalId,
  approvalSought,
  approved,
  context,
  decidedBy,
  manager,
  registered,
} from '../journey/testing/record.examples.js';
import { meadow, type WishOf } from '../journey/testing/requests.examples.js';
import { agreedAtOakfield, placementId, started } from '../journey/testing/starts.examples.js';
import { interimOf, interimsOf } from './breakdowns.state.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
const startedOn = onDay(day('2026-04-20'));
const before = journey.given(registered, agreedAtOakfield, started);
const running = journey.given(registered, agreedAtOakfield, started, interimStarted);
const ended = journey.given(registered, agreedAtOakfield, started, interimStarted, interimEnded);
const forInterim = {
  ...approvalSought,
  data: { ...approvalSought.data, for: { kind: 'interim' as const, id: interimId } },
};
const withApproval = journey.given(
  ...[registered, agreedAtOakfield, started, forInterim, approved, interimStarted],
);

/** The manager may decide up to £60,000 a year alone. */
const byManager = { decision: decidedBy(manager) };

const start: WishOf<'StartInterimProvision'> = {
  type: 'StartInterimProvision',
  data: startInterim,
  details: byManager,
};
const terms = { hoursPerWeekTenths: 100, basis: 's19' as const, lines: tuitionLines };
const change: WishOf<'ChangeInterimProvision'> = {
  type: 'ChangeInterimProvision',
  data: { interimId, ...terms },
};
const end: WishOf<'EndInterimProvision'> = {
  type: 'EndInterimProvision',
  data: { interimId, reasonCode: 'newPlacement', explanation: 'Starts at Meadow School.' },
};

describe('interim provision', () => {
  it('starts with a provider that is named in words', () =>
    void before
      .when(start)
      .thenRecorded({
        type: 'InterimProvisionStarted',
        data: { ...startInterim, interimId },
        irregularities: [],
      })
      .thenState((state) =>
        expect(interimOf(state, interimId)).toMatchObject({
          ...{ interimId, placementId, providerName: 'Sam Example, tutor', kind: 'tuition' },
          ...{ hoursPerWeekTenths: 150, basis: 's19', lines: tuitionLines, endedOn: undefined },
        }),
      ));

  it('starts with a provider of the register, as it stood', () => {
    const { providerName: _name, ...data } = startInterim;
    before.when({ ...start, data: { ...data, providerId: 'school-meadow' } }).thenRecorded({
      type: 'InterimProvisionStarted',
      data: { ...data, interimId, provider: meadow },
    });
  });

  it('may stand in for no placement at all', () => {
    const { placementId: _placementId, ...data } = startInterim;
    journey
      .given(registered)
      .when({ ...start, data })
      .thenRecorded({ type: 'InterimProvisionStarted', data: { ...data, interimId } });
  });

  it('does not stand in for a placement that nobody knows', () =>
    void journey
      .given(registered)
      .when(start)
      .thenRefused({ because: 'unknown-placement', placementId }));

  it('needs a provider', () => {
    const { providerName: _name, ...data } = startInterim;
    before.when({ ...start, data }).thenRefused({ because: 'provider-not-said' });
  });

  it('does not take a provider that is not in the register', () =>
    void before
      .when({ ...start, data: { ...startInterim, providerId: 'school-nowhere' } })
      .thenRefused({ because: 'unknown-school', providerId: 'school-nowhere' }));

  it('needs an approval above what its officer may decide', () => {
    const costing = (pence: number) => ({
      ...start,
      data: { ...startInterim, lines: linesOf(pence) },
    });
    expect(before.when(costing(60_000_00)).planned.outcome).toBe('record');
    before.when(costing(60_000_01)).thenRefused({
      because: 'approval-needed',
      askedPence: 60_000_01,
      limitPence: 60_000_00,
    });
  });

  it('is measured by the limit of the one who records, where nobody else decided', () =>
    void before.when({ type: 'StartInterimProvision', data: startInterim }).thenRefused({
      because: 'approval-needed',
      askedPence: 28_500_00,
      limitPence: 0,
    }));

  it('rests on an approval for interim provision', () => {
    const approving = {
      ...start,
      data: { ...startInterim, lines: linesOf(64_000_00), approvalId },
    };
    const history = journey.given(registered, agreedAtOakfield, started, forInterim, approved);
    history.when(approving).thenRecorded({
      type: 'InterimProvisionStarted',
      data: { ...approving.data, interimId },
      irregularities: [],
    });
    history
      .when({ ...start, data: { ...approving.data, lines: linesOf(64_000_01) } })
      .thenIrregular('above-approved-ceiling');
    before.when(approving).thenRefused({ because: 'not-approved', approvalId });
    journey
      .given(registered, agreedAtOakfield, started, approvalSought, approved)
      .when(approving)
      .thenRefused({ because: 'approved-for-something-else', approvalId, forKind: 'placement' });
  });

  it('is another each time it starts', () =>
    void running
      .when(
        { ...start, details: { ...byManager, occurredOn: '2026-04-20' } },
        {
          newId: (kind) => `${kind}-2`,
        },
      )
      .thenRecorded({
        type: 'InterimProvisionStarted',
        data: { ...startInterim, interimId: 'interim-2' },
      })
      .thenState((state) =>
        expect(interimsOf(state).map((one) => one.interimId)).toEqual(['interim-1', 'interim-2']),
      ));

  it('is listed by its first day, whatever was told first', () => {
    const earlier = {
      ...interimStarted,
      occurredOn: '2026-01-12',
      data: { ...interimStarted.data, interimId: 'interim-9' },
    };
    const { state } = journey.given(registered, agreedAtOakfield, interimStarted, earlier);
    expect(interimsOf(state).map((one) => one.interimId)).toEqual(['interim-9', 'interim-1']);
  });
});

describe('a change of interim provision', () => {
  it('is recorded with the new terms in full', () =>
    void running
      .when(change)
      .thenRecorded({
        type: 'InterimProvisionChanged',
        data: { interimId, ...terms },
        irregularities: [],
      })
      .thenState((state) => expect(interimOf(state, interimId)).toMatchObject(terms)));

  it.each([
    ['hours', { hoursPerWeekTenths: 140 }],
    ['basis', { basis: 's61' as const }],
    ['price', { lines: linesOf(20_000_00) }],
  ])('may be of the %s alone', (_name, asked) => {
    const { hoursPerWeekTenths, basis, lines } = startInterim;
    const data = { interimId, hoursPerWeekTenths, basis, lines, ...asked };
    running.when({ ...change, data }).thenRecorded({ type: 'InterimProvisionChanged', data });
  });

  it('to what is so already changes nothing', () => {
    const { hoursPerWeekTenths, basis, lines } = startInterim;
    running
      .when({ ...change, data: { interimId, hoursPerWeekTenths, basis, lines } })
      .thenNothing();
  });

  it('to what is so already, under the approval it has, changes nothing', () => {
    const resting = { ...interimStarted, data: { ...interimStarted.data, approvalId } };
    const history = journey.given(registered, agreedAtOakfield, forInterim, approved, resting);
    const { hoursPerWeekTenths, basis, lines } = startInterim;
    const data = { interimId, hoursPerWeekTenths, basis, lines };
    history.when({ ...change, data }).thenNothing();
    history.when({ ...change, data: { ...data, approvalId } }).thenNothing();
    history
      .when(change)
      .thenState((state) => expect(interimOf(state, interimId)?.approvalId).toBe(approvalId));
  });

  it('needs no approval while the price does not rise; a penny more does', () => {
    const costing = (pence: number) => ({
      ...change,
      data: { interimId, ...terms, lines: linesOf(pence) },
    });
    expect(running.when(costing(28_500_00)).planned.outcome).toBe('record');
    running.when(costing(28_500_01)).thenRefused({
      because: 'approval-needed',
      askedPence: 28_500_01,
      limitPence: 0,
    });
  });

  it('rests on an approval for interim provision', () => {
    const dearer = {
      ...change,
      data: { interimId, ...terms, lines: linesOf(64_000_00), approvalId },
    };
    withApproval
      .when(dearer)
      .thenRecorded({ type: 'InterimProvisionChanged', data: dearer.data, irregularities: [] })
      .thenState((state) => expect(interimOf(state, interimId)?.approvalId).toBe(approvalId));
    withApproval
      .when({ ...change, data: { ...dearer.data, lines: linesOf(64_000_01) } })
      .thenIrregular('above-approved-ceiling');
    running.when(dearer).thenRefused({ because: 'not-approved', approvalId });
  });
});

describe('the end of interim provision', () => {
  it('is recorded', () =>
    void running
      .when({ ...end, details: { occurredOn: '2026-07-17' } })
      .thenRecorded({ type: 'InterimProvisionEnded', occurredOn: '2026-07-17', data: end.data })
      .thenState((state) =>
        expect(interimOf(state, interimId)?.endedOn).toEqual(onDay(day('2026-07-17'))),
      ));

  it('changes nothing when told again', () =>
    void ended.when({ ...end, details: { occurredOn: '2026-07-17' } }).thenNothing());

  it('is not before a change that was recorded', () => {
    const changed = {
      type: 'InterimProvisionChanged' as const,
      occurredOn: '2026-06-01',
      data: { interimId, ...terms },
    };
    const history = journey.given(registered, agreedAtOakfield, started, interimStarted, changed);
    expect(history.when({ ...end, details: { occurredOn: '2026-06-01' } }).planned.outcome).toBe(
      'record',
    );
    history.when({ ...end, details: { occurredOn: '2026-05-31' } }).thenRefused({
      because: 'later-entry-no-longer-holds',
      entry: 'entry-4',
      event: 'InterimProvisionChanged',
      refusal: {
        because: 'interim-already-ended',
        interimId,
        endedOn: onDay(day('2026-05-31')),
      },
    });
  });
});

describe.each([
  ['a change', change],
  ['an end', end],
] as const)('%s of interim provision', (_name, wish) => {
  it('needs that it started', () =>
    void before.when(wish).thenRefused({ because: 'unknown-interim', interimId }));

  it('may be on its first day, and not before', () => {
    expect(running.when({ ...wish, details: { occurredOn: '2026-04-20' } }).planned.outcome).toBe(
      'record',
    );
    running
      .when({ ...wish, details: { occurredOn: '2026-04-19' } })
      .thenRefused({ because: 'before-interim-started', interimId, startedOn });
  });

  it('does not come after its end', () =>
    void ended.when({ ...wish, details: { occurredOn: '2026-07-18' } }).thenRefused({
      because: 'interim-already-ended',
      interimId,
      endedOn: onDay(day('2026-07-17')),
    }));
});
