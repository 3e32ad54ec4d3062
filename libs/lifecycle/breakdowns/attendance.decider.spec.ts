import { onDay, type LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import {
  ended,
  reportSuspension,
  restored,
  suspended,
  withheld,
  withholdingId,
} from '../journey/testing/breakdowns.examples.js';
import { context, registered } from '../journey/testing/record.examples.js';
import type { WishOf } from '../journey/testing/requests.examples.js';
import { agreedAtOakfield, placementId, started } from '../journey/testing/starts.examples.js';
import {
  isOpenToLearner,
  openWithholdingOf,
  suspensionsOf,
  withholdingOf,
} from './breakdowns.state.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
const on = (text: string) => ({ occurredOn: text });
const agreed = journey.given(registered, agreedAtOakfield);
const running = journey.given(registered, agreedAtOakfield, started);
const over = journey.given(registered, agreedAtOakfield, started, ended);

const report: WishOf<'ReportSuspension'> = { type: 'ReportSuspension', data: reportSuspension };
const short: WishOf<'ReportSuspension'> = {
  type: 'ReportSuspension',
  data: { placementId, sessions: 1, basis: 'statutory' },
};
const withhold: WishOf<'RecordPlaceWithheld'> = {
  type: 'RecordPlaceWithheld',
  data: { placementId, formal: false, explanation: 'Sent home at noon.' },
};
const restore: WishOf<'RecordPlaceRestored'> = {
  type: 'RecordPlaceRestored',
  data: { withholdingId, explanation: 'After a meeting.' },
};

/** What can only be said of a placement while its place is the learner's. */
describe.each([
  ['a suspension', short],
  ['a withheld place', withhold],
] as const)('%s', (_name, wish) => {
  it('needs a placement', () =>
    void journey
      .given(registered)
      .when(wish)
      .thenRefused({ because: 'unknown-placement', placementId }));

  it('needs a placement that has started', () =>
    void agreed.when(wish).thenRefused({ because: 'placement-not-started', placementId }));

  it('can be of the first day attended, and not of the day before', () => {
    running.when({ ...wish, details: on('2025-11-02') }).thenRefused({
      because: 'before-placement-started',
      placementId,
      startedOn: onDay(day('2025-11-03')),
    });
    expect(running.when({ ...short, details: on('2025-11-03') }).planned.outcome).toBe('record');
  });

  it('can be of the last day of the place, and not of the day after', () => {
    expect(over.when({ ...wish, details: on('2026-04-24') }).planned.outcome).toBe('record');
    over.when({ ...wish, details: on('2026-04-25') }).thenRefused({
      because: 'after-placement-ended',
      placementId,
      placeEndedOn: '2026-04-24',
    });
  });
});

describe('a suspension', () => {
  it('is reported with its sessions and reasons', () =>
    void running
      .when({ ...report, details: on('2026-03-02') })
      .thenRecorded({
        type: 'SuspensionReported',
        occurredOn: '2026-03-02',
        data: { ...reportSuspension, reasons: ['PP', 'DB'], suspensionId: 'suspension-1' },
        irregularities: [],
      })
      .thenState((state) =>
        expect(suspensionsOf(state, placementId)).toEqual([
          {
            suspensionId: 'suspension-1',
            placementId,
            from: onDay(day('2026-03-02')),
            to: '2026-03-04',
            sessions: 5,
          },
        ]),
      ));

  it('may come without reasons', () =>
    void running.when(short).thenRecorded({
      type: 'SuspensionReported',
      data: { ...short.data, reasons: [], suspensionId: 'suspension-1' },
    }));

  it('may end on the day it begins, and not before', () => {
    const asked = { ...report, details: on('2026-03-04') };
    expect(running.when(asked).planned.outcome).toBe('record');
    running
      .when({ ...report, details: on('2026-03-05') })
      .thenRefused({ because: 'suspension-ends-before-it-begins', to: '2026-03-04' });
  });

  it('is another fact each time it is reported', () =>
    void journey
      .given(registered, agreedAtOakfield, started, suspended)
      .when({ ...report, details: on('2026-03-02') }, { newId: (kind) => `${kind}-2` })
      .thenRecorded({
        type: 'SuspensionReported',
        data: { ...reportSuspension, reasons: ['PP', 'DB'], suspensionId: 'suspension-2' },
      })
      .thenState((state) => expect(suspensionsOf(state, placementId)).toHaveLength(2)));

  it('is listed by its first day, whatever was told first', () => {
    const earlier = {
      ...suspended,
      occurredOn: '2026-01-12',
      data: { ...suspended.data, suspensionId: 'suspension-9', to: day('2026-01-12') },
    };
    const elsewhere = {
      ...suspended,
      data: { ...suspended.data, suspensionId: 'suspension-3', placementId: 'placement-9' },
    };
    const { state } = journey.given(
      ...[registered, agreedAtOakfield, started, suspended, earlier, elsewhere],
    );
    expect(suspensionsOf(state, placementId).map((one) => one.suspensionId)).toEqual([
      'suspension-9',
      'suspension-1',
    ]);
  });
});

describe('a place withheld', () => {
  const away = journey.given(registered, agreedAtOakfield, started, withheld);
  const back = journey.given(registered, agreedAtOakfield, started, withheld, restored);

  it('is recorded', () =>
    void running
      .when(withhold)
      .thenRecorded({ type: 'PlaceWithheld', data: { ...withhold.data, withholdingId } })
      .thenState((state) =>
        expect(openWithholdingOf(state, placementId)).toMatchObject({ withholdingId }),
      ));

  it('changes nothing when told again', () =>
    void away.when({ ...withhold, details: on('2026-03-09') }).thenNothing());

  it('cannot begin twice', () =>
    void away
      .when({ ...withhold, details: on('2026-03-10') })
      .thenRefused({ because: 'already-withheld', placementId, withholdingId }));

  it('may become formal: the same absence on other terms', () =>
    void away
      .when(
        { ...withhold, data: { placementId, formal: true }, details: on('2026-03-11') },
        { newId: (kind) => `${kind}-2` },
      )
      .thenRecorded({
        type: 'PlaceWithheld',
        data: { placementId, formal: true, withholdingId: 'withholding-2' },
      })
      .thenState((state) => {
        expect(openWithholdingOf(state, placementId)?.withholdingId).toBe('withholding-2');
        expect(withholdingOf(state, withholdingId)?.restoredOn).toEqual(onDay(day('2026-03-11')));
      }));

  it('may be told formal for the day it began', () =>
    void away
      .when(
        { ...withhold, data: { placementId, formal: true }, details: on('2026-03-09') },
        { newId: (kind) => `${kind}-2` },
      )
      .thenRecorded({
        type: 'PlaceWithheld',
        data: { placementId, formal: true, withholdingId: 'withholding-2' },
      }));

  it('may happen again once it was given back, on that very day', () =>
    void back
      .when({ ...withhold, details: on('2026-03-13') }, { newId: (kind) => `${kind}-2` })
      .thenRecorded({
        type: 'PlaceWithheld',
        data: { ...withhold.data, withholdingId: 'withholding-2' },
      }));

  it('at one placement says nothing of another', () => {
    const elsewhere = { ...withheld, data: { ...withheld.data, placementId: 'placement-9' } };
    journey
      .given(registered, agreedAtOakfield, started, elsewhere)
      .when({ ...withhold, details: on('2026-03-09') }, { newId: (kind) => `${kind}-2` })
      .thenRecorded({
        type: 'PlaceWithheld',
        data: { ...withhold.data, withholdingId: 'withholding-2' },
      });
  });

  it('is given back', () =>
    void away
      .when(restore)
      .thenRecorded({ type: 'PlaceRestored', data: restore.data })
      .thenState((state) => expect(openWithholdingOf(state, placementId)).toBeUndefined()));

  it('is given back once: the same again changes nothing', () => {
    back.when({ ...restore, details: on('2026-03-13') }).thenNothing();
    back.when({ ...restore, details: on('2026-03-16') }).thenRefused({
      because: 'already-restored',
      withholdingId,
      restoredOn: onDay(day('2026-03-13')),
    });
  });

  it('cannot be given back when it was not withheld', () =>
    void running.when(restore).thenRefused({ because: 'unknown-withholding', withholdingId }));

  it('may be given back on its first day, and not before', () => {
    expect(away.when({ ...restore, details: on('2026-03-09') }).planned.outcome).toBe('record');
    away.when({ ...restore, details: on('2026-03-08') }).thenRefused({
      because: 'restored-before-withheld',
      withholdingId,
      from: onDay(day('2026-03-09')),
    });
  });

  it('is not given back after the place ended', () => {
    const gone = journey.given(registered, agreedAtOakfield, started, withheld, ended);
    expect(gone.when({ ...restore, details: on('2026-04-24') }).planned.outcome).toBe('record');
    gone.when({ ...restore, details: on('2026-04-25') }).thenRefused({
      because: 'after-placement-ended',
      placementId,
      placeEndedOn: '2026-04-24',
    });
  });
});

describe('a place is open to the learner', () => {
  const openOn = (...events: readonly GivenEvent<JourneyEvent>[]) => {
    const { state } = journey.given(registered, agreedAtOakfield, started, ...events);
    return (text: string) => isOpenToLearner(state, placementId, day(text));
  };

  it('until its last day', () => {
    const open = openOn(ended);
    expect([open('2026-04-24'), open('2026-04-25')]).toEqual([true, false]);
  });

  it('except while it is withheld', () => {
    const open = openOn(withheld, restored);
    expect(open('2026-03-08')).toBe(true);
    expect([open('2026-03-09'), open('2026-03-12')]).toEqual([false, false]);
    expect(open('2026-03-13')).toBe(true);
    expect(openOn(withheld)('2026-12-01')).toBe(false);
  });

  it('except during a suspension', () => {
    const open = openOn(suspended);
    expect(open('2026-03-01')).toBe(true);
    expect([open('2026-03-02'), open('2026-03-04')]).toEqual([false, false]);
    expect(open('2026-03-05')).toBe(true);
  });

  it('except for as many days as the sessions make, where no last day is known', () => {
    const { to: _to, ...data } = suspended.data;
    const open = openOn({ ...suspended, data });
    expect([open('2026-03-04'), open('2026-03-05')]).toEqual([false, true]);
    const twoDays = openOn({ ...suspended, data: { ...data, sessions: 4 } });
    expect([twoDays('2026-03-03'), twoDays('2026-03-04')]).toEqual([false, true]);
  });

  it('whatever happens at another placement', () => {
    const elsewhere = { placementId: 'placement-9' };
    const open = openOn(
      { ...withheld, data: { ...withheld.data, ...elsewhere } },
      { ...suspended, data: { ...suspended.data, ...elsewhere } },
    );
    expect([open('2026-03-02'), open('2026-03-10')]).toEqual([true, true]);
  });
});
