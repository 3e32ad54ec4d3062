import { onDay, type LocalDate } from '#libs/event-sourcing';
import { scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { fellThrough } from '../journey/testing/offers.examples.js';
import { context, registered } from '../journey/testing/record.examples.js';
import type { WishOf } from '../journey/testing/requests.examples.js';
import {
  agreedAtOakfield,
  notStarted,
  placementId,
  started,
} from '../journey/testing/starts.examples.js';
import { placementOf } from './offers.state.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;

describe('a placement falls through', () => {
  const fall: WishOf<'RecordFallThrough'> = {
    type: 'RecordFallThrough',
    data: { placementId, by: 'school', reasonCode: 'placeWithdrawn', explanation: 'No room.' },
    details: { occurredOn: '2025-10-20' },
  };
  const only = journey.given(registered, agreedAtOakfield);

  it('before it starts', () =>
    void only
      .when(fall)
      .thenRecorded({ type: 'PlacementFellThrough', data: fall.data, irregularities: [] })
      .thenState((state) =>
        expect(placementOf(state, placementId)?.fellThrough).toEqual(onDay(day('2025-10-20'))),
      ));

  it('once: told again it changes nothing', () =>
    void journey.given(registered, agreedAtOakfield, fellThrough).when(fall).thenNothing());

  it('once: not on a day before as well', () =>
    void journey
      .given(registered, agreedAtOakfield, fellThrough)
      .when({ ...fall, details: { occurredOn: '2025-10-19' } })
      .thenNothing());

  it('once: two of them cannot both stand', () => {
    const { history, state } = journey.given(registered, agreedAtOakfield, fellThrough, {
      ...fellThrough,
      occurredOn: '2025-10-21',
    });
    const [second] = history.slice(-1);
    expect(second && journeyRules.admits(state, second)).toEqual({
      because: 'already-fell-through',
      placementId,
      on: onDay(day('2025-10-21')),
    });
  });

  it('once: a second one that is carried here from another record cannot stand', () => {
    const { history, state } = journey.given(registered, agreedAtOakfield, fellThrough);
    const [, , second] = history;
    expect(second && journeyRules.admits(state, second)).toEqual({
      because: 'already-fell-through',
      placementId,
      on: onDay(day('2025-10-20')),
    });
  });

  it('only where it was agreed', () =>
    void journey
      .given(registered)
      .when(fall)
      .thenRefused({ because: 'unknown-placement', placementId }));

  it('not once it started', () =>
    void journey
      .given(registered, agreedAtOakfield, started)
      .when({ ...fall, details: { occurredOn: '2025-11-04' } })
      .thenRefused({ because: 'already-started', placementId }));

  it('not where the learner never came', () =>
    void journey
      .given(registered, agreedAtOakfield, notStarted)
      .when({ ...fall, details: { occurredOn: '2025-11-11' } })
      .thenRefused({ because: 'did-not-start', placementId }));

  it('on the day it was agreed, and not before', () => {
    const on = (occurredOn: string) => ({ ...fall, details: { occurredOn } });
    expect(only.when(on('2025-10-06')).planned.outcome).toBe('record');
    only.when(on('2025-10-05')).thenRefused({
      because: 'before-placement-agreed',
      placementId,
      agreedOn: onDay(day('2025-10-06')),
    });
  });
});
