import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import type { WishOf } from '../journey/testing/requests.examples.js';
import {
  agreedAtOakfield,
  issued,
  notStarted,
  placementId,
  signed,
  started,
  startPlanned,
} from '../journey/testing/starts.examples.js';
import { didNotStart, plannedStartOf, startOf } from './starts.state.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
const agreed = journey.given(registered, agreedAtOakfield);
const ready = journey.given(registered, agreedAtOakfield, issued, signed);
const planned = journey.given(registered, agreedAtOakfield, startPlanned);
const running = journey.given(registered, agreedAtOakfield, issued, signed, started);

const fellThrough = {
  type: 'PlacementFellThrough' as const,
  occurredOn: '2025-10-20',
  data: { placementId, by: 'school' as const, reasonCode: 'placeWithdrawn' as const },
};

/** No contract is made, so nothing has to be signed. */
const unsigned = {
  ...agreedAtOakfield,
  data: { ...agreedAtOakfield.data, route: 'none' as const },
};

const plan: WishOf<'PlanStart'> = {
  type: 'PlanStart',
  data: { placementId, startOn: day('2025-11-03'), arrangements: 'Two visits before.' },
};
const reschedule: WishOf<'RescheduleStart'> = {
  type: 'RescheduleStart',
  data: {
    ...{ placementId, to: day('2025-11-10'), reasonCode: 'staffing', causedBy: 'provider' },
    explanation: 'A teacher is missing.',
  },
};
const begin: WishOf<'StartPlacement'> = {
  type: 'StartPlacement',
  data: { placementId, pattern: 'fullTime' },
};
const never: WishOf<'RecordNonStart'> = {
  type: 'RecordNonStart',
  data: { placementId, reasonCode: 'health', explanation: 'In hospital.' },
};

describe('a first day', () => {
  it('is fixed', () =>
    void agreed
      .when(plan)
      .thenRecorded({ type: 'StartPlanned', data: plan.data })
      .thenState((state) => expect(plannedStartOf(state, placementId)).toBe('2025-11-03')));

  it('is fixed once: the same again changes nothing', () => void planned.when(plan).thenNothing());

  it('is fixed a second time knowingly only', () => {
    const other = { ...plan, data: { placementId, startOn: day('2025-11-04') } };
    expect(planned.when(other).planned).toMatchObject({
      refusal: {
        irregularities: [{ code: 'start-already-planned', placementId, startOn: '2025-11-03' }],
      },
    });
    planned
      .when({ ...other, details: { acknowledge: knowingly('start-already-planned') } })
      .thenRecorded({
        ...{ type: 'StartPlanned', data: other.data },
        irregularities: ['start-already-planned'],
      });
  });

  it('is moved, and it is kept from when and on whose side the reason lay', () =>
    void planned
      .when(reschedule)
      .thenRecorded({
        type: 'StartRescheduled',
        data: { ...reschedule.data, from: day('2025-11-03') },
        irregularities: [],
      })
      .thenState((state) => expect(plannedStartOf(state, placementId)).toBe('2025-11-10')));

  it('is moved from the day expected when it was agreed, where none was fixed', () =>
    void agreed.when(reschedule).thenRecorded({
      type: 'StartRescheduled',
      data: { ...reschedule.data, from: day('2025-10-27') },
    }));

  it('is moved from nowhere, where none was expected either', () => {
    const { expectedStartOn: _expected, ...data } = agreedAtOakfield.data;
    journey
      .given(registered, { ...agreedAtOakfield, data })
      .when(reschedule)
      .thenRecorded({ type: 'StartRescheduled', data: { ...reschedule.data, from: undefined } });
  });

  it('is moved once to one day: the same again changes nothing', () => {
    const moved = { type: 'StartRescheduled' as const, data: reschedule.data };
    journey.given(registered, agreedAtOakfield, startPlanned, moved).when(reschedule).thenNothing();
  });

  it.each([plan, reschedule])(
    'is not arranged for an unknown placement: $type',
    (command) =>
      void journey
        .given(registered)
        .when(command)
        .thenRefused({ because: 'unknown-placement', placementId }),
  );

  it.each([plan, reschedule])(
    'is arranged after it came to nothing knowingly only: $type',
    (command) => {
      for (const nothing of [fellThrough, notStarted])
        journey
          .given(registered, agreedAtOakfield, nothing)
          .when(command)
          .thenIrregular('placement-not-going-ahead');
    },
  );

  it.each([plan, reschedule])('is arranged after the start knowingly only: $type', (command) => {
    expect(running.when(command).planned).toMatchObject({
      refusal: {
        irregularities: [
          { code: 'planned-after-the-start', placementId, startedOn: { from: '2025-11-03' } },
        ],
      },
    });
    const sameDay = running.when({ ...command, details: { occurredOn: '2025-11-03' } });
    expect(sameDay.planned.outcome).toBe('record');
  });
});

describe('a placement', () => {
  it('starts on the first day attended', () => {
    const data = {
      ...{ placementId, pattern: 'weeklyBoarding' as const, siteId: 'site-2' },
      ...{ fundedFrom: day('2025-11-01'), daysPerWeekTenths: 50, nightsPerWeek: 4 },
      note: 'A good day.',
    };
    ready
      .when({ type: 'StartPlacement', data })
      .thenRecorded({ type: 'PlacementStarted', data, irregularities: [] })
      .thenState((state) =>
        expect(startOf(state, placementId)).toEqual({
          ...{ placementId, pattern: 'weeklyBoarding', siteId: 'site-2' },
          ...{ fundedFrom: '2025-11-01', daysPerWeekTenths: 50, nightsPerWeek: 4 },
          startedOn: { from: '2025-10-17', to: '2025-10-17', precision: 'day' },
        }),
      );
  });

  it('starts once: the very same again changes nothing', () =>
    void running.when({ ...begin, details: { occurredOn: '2025-11-03' } }).thenNothing());

  it.each([
    { occurredOn: '2025-11-04' },
    { note: 'Late.' },
    { pattern: 'partTime' },
    { fundedFrom: '2025-11-01' },
    { siteId: 'site-2' },
    { daysPerWeekTenths: 40 },
    { nightsPerWeek: 2 },
  ])('does not start a second time otherwise: %j', ({ occurredOn = '2025-11-03', ...other }) => {
    const data = { ...begin.data, ...other } as typeof begin.data;
    running
      .when({ ...begin, data, details: { occurredOn } })
      .thenRefused({ because: 'already-started', placementId });
  });

  it('is known before it starts', () =>
    void journey
      .given(registered)
      .when(begin)
      .thenRefused({ because: 'unknown-placement', placementId }));

  it('does not start once it fell through', () =>
    void journey
      .given(registered, agreedAtOakfield, issued, signed, fellThrough)
      .when(begin)
      .thenRefused({ because: 'placement-fell-through', placementId }));

  it('does not start once it is recorded that it never did', () =>
    void journey
      .given(registered, agreedAtOakfield, issued, signed, notStarted)
      .when(begin)
      .thenRefused({ because: 'did-not-start', placementId }));

  it('starts the day before the agreement knowingly only', () => {
    const early = { ...begin, details: { occurredOn: '2025-10-05' } };
    expect(agreed.when(early).planned).toMatchObject({
      refusal: {
        irregularities: [
          { code: 'start-before-agreement', placementId, agreedOn: { from: '2025-10-06' } },
          { code: 'start-without-signed-agreement', placementId },
        ],
      },
    });
    const acknowledge = knowingly('start-before-agreement', 'start-without-signed-agreement');
    agreed.when({ ...early, details: { ...early.details, acknowledge } }).thenRecorded({
      type: 'PlacementStarted',
      data: begin.data,
      irregularities: ['start-before-agreement', 'start-without-signed-agreement'],
    });
  });

  it.each(['transferIn', 'existing'] as const)(
    'has started before it was agreed, where it was inherited (%s)',
    (basis) => {
      const inherited = { ...unsigned, data: { ...unsigned.data, basis } };
      journey
        .given(registered, inherited)
        .when({ ...begin, details: { occurredOn: '2023-09-04' } })
        .thenRecorded({ type: 'PlacementStarted', data: begin.data, irregularities: [] });
    },
  );

  it('may start on the day of the agreement, or on some day that may be later', () => {
    const history = journey.given(registered, unsigned);
    const october = { from: '2025-10-01', to: '2025-10-31', precision: 'month' } as OccurredOn;
    for (const occurredOn of ['2025-10-06', october])
      history
        .when({ ...begin, details: { occurredOn } })
        .thenRecorded({ type: 'PlacementStarted', data: begin.data, irregularities: [] });
  });

  it('needs no signatures where no contract is made', () =>
    void journey
      .given(registered, unsigned)
      .when(begin)
      .thenRecorded({ type: 'PlacementStarted', data: begin.data, irregularities: [] }));

  it.each([
    ['nobody signed', []],
    [
      'the provider alone signed',
      [{ ...signed, data: { ...signed.data, by: ['provider' as const] } }],
    ],
    [
      'the authority alone signed',
      [{ ...signed, data: { ...signed.data, by: ['authority' as const] } }],
    ],
    [
      'it was signed for another placement',
      [
        { ...agreedAtOakfield, data: { ...agreedAtOakfield.data, placementId: 'placement-2' } },
        {
          ...issued,
          data: { ...issued.data, agreementId: 'agreement-2', placementId: 'placement-2' },
        },
        {
          ...signed,
          data: { ...signed.data, agreementId: 'agreement-2', placementId: 'placement-2' },
        },
      ],
    ],
  ] as const)(
    'starts knowingly only when %s',
    (_case, told) =>
      void journey
        .given(registered, agreedAtOakfield, issued, ...told)
        .when({ ...begin, details: { occurredOn: '2025-11-03' } })
        .thenIrregular('start-without-signed-agreement'),
  );

  it('starts on the day both have signed', () =>
    void ready
      .when({ ...begin, details: { occurredOn: '2025-10-16' } })
      .thenRecorded({ type: 'PlacementStarted', data: begin.data, irregularities: [] }));

  it('starts the day before the signatures knowingly only', () =>
    void ready
      .when({ ...begin, details: { occurredOn: '2025-10-15' } })
      .thenIrregular('start-without-signed-agreement'));
});

describe('a placement that never starts', () => {
  it('is recorded as such', () =>
    void planned
      .when(never)
      .thenRecorded({ type: 'DidNotStart', data: never.data })
      .thenState((state) => expect(didNotStart(state, placementId)).toBe(true)));

  it('is not taken for one that may still start', () =>
    expect(didNotStart(planned.state, placementId)).toBe(false));

  it('is recorded once: again changes nothing', () =>
    void journey.given(registered, agreedAtOakfield, notStarted).when(never).thenNothing());

  it('cannot stand twice in a history', () => {
    const { state, history } = journey.given(registered, agreedAtOakfield, notStarted);
    const last = history.at(-1);
    expect(last && journeyRules.admits(state, last)).toEqual({
      because: 'did-not-start',
      placementId,
    });
  });

  it('did not start', () =>
    void running.when(never).thenRefused({ because: 'already-started', placementId }));

  it('did not fall through before', () =>
    void journey
      .given(registered, agreedAtOakfield, fellThrough)
      .when(never)
      .thenRefused({ because: 'placement-fell-through', placementId }));

  it('is known', () =>
    void journey
      .given(registered)
      .when(never)
      .thenRefused({ because: 'unknown-placement', placementId }));

  it('does not let a start slip in before it', () =>
    void journey
      .given(registered, unsigned, notStarted)
      .when({ ...begin, details: { occurredOn: '2025-11-03' } })
      .thenRefused({
        because: 'later-entry-no-longer-holds',
        entry: 'entry-2',
        event: 'DidNotStart',
        refusal: { because: 'already-started', placementId },
      }));
});
