import type { OccurredOn } from '#libs/event-sourcing';
import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  requested,
  requestId,
  requestPlacement,
  requestWithdrawn,
  type WishOf,
} from '../journey/testing/requests.examples.js';
import { requestOf } from './requests.state.js';

const journey = scenario(journeyRules, { context });

const amend: WishOf<'AmendPlacementRequest'> = {
  type: 'AmendPlacementRequest',
  data: { requestId, reasonCode: 'risk', settingTypes: ['eotas'], boarding: 'either' },
};
const withdraw: WishOf<'WithdrawPlacementRequest'> = {
  type: 'WithdrawPlacementRequest',
  data: { requestId, reasonCode: 'movedAway', explanation: 'to Leeds' },
};
const of8September = { from: '2025-09-08', to: '2025-09-08', precision: 'day' };

describe('a placement request', () => {
  it('is raised with what is known of the learner on that day', () => {
    journey
      .given(registered)
      .when({ type: 'RequestPlacement', data: requestPlacement })
      .thenRecorded({
        type: 'PlacementRequested',
        data: {
          ...requestPlacement,
          requestId: 'request-1',
          learner: { primaryNeed: 'ASD', cohort: 2019, district: 'E07000110' },
        },
      })
      .thenState((state) =>
        expect(requestOf(state, 'request-1')).toMatchObject({ status: 'open', weeksPerYear: 38 }),
      );
  });

  it('may be raised a second time', () => {
    journey
      .given(registered, requested)
      .when({ type: 'RequestPlacement', data: requestPlacement }, { newId: () => 'request-2' })
      .thenState((state) => expect(Object.keys(state.requests.requests)).toHaveLength(2));
  });

  it('stands in full as last amended', () => {
    journey
      .given(registered, requested)
      .when(amend)
      .thenRecorded({ type: 'PlacementRequestAmended', data: amend.data })
      .thenState((state) =>
        expect(requestOf(state, requestId)).toMatchObject({
          reasonCode: 'risk',
          settingTypes: ['eotas'],
          boarding: 'either',
          startBy: undefined,
          weeksPerYear: undefined,
          status: 'open',
        }),
      );
  });

  it('is withdrawn, and says since when', () => {
    journey
      .given(registered, requested)
      .when(withdraw)
      .thenRecorded({ type: 'PlacementRequestWithdrawn', data: withdraw.data })
      .thenState((state) =>
        expect(requestOf(state, requestId)).toMatchObject({
          status: 'withdrawn',
          withdrawnOn: { from: '2025-09-09' },
        }),
      );
  });

  it('is withdrawn once: asking again changes nothing', () =>
    void journey.given(registered, requested, requestWithdrawn).when(withdraw).thenNothing());
});

describe('a placement request refuses', () => {
  it.each([amend, withdraw])('$type for an unknown request', (command) => {
    journey.given(registered).when(command).thenRefused({ because: 'unknown-request', requestId });
  });

  it.each([amend, withdraw])('$type the day before it was raised', (command) => {
    journey
      .given(registered, requested)
      .when({ ...command, details: { occurredOn: '2025-09-07' } })
      .thenRefused({ because: 'before-the-request', requestId, requestedOn: of8September });
  });

  it.each([amend, withdraw])('but takes $type on the very day', (command) => {
    expect(
      journey
        .given(registered, requested)
        .when({ ...command, details: { occurredOn: '2025-09-08' } }).planned.outcome,
    ).toBe('record');
  });

  it.each([amend, withdraw])('but takes $type of some day that month', (command) => {
    const september = { from: '2025-09-01', to: '2025-09-30', precision: 'month' } as OccurredOn;
    expect(
      journey.given(registered, requested).when({ ...command, details: { occurredOn: september } })
        .planned.outcome,
    ).toBe('record');
  });

  it('a history in which it was withdrawn twice', () => {
    const again = { ...requestWithdrawn, occurredOn: '2025-09-20' };
    const { state, history } = journey.given(registered, requested, again);
    const [, , second] = history;
    expect(second && journeyRules.admits(state, second)).toEqual({
      because: 'request-already-withdrawn',
      requestId,
    });
  });
});

describe('a withdrawn request', () => {
  const withdrawn = journey.given(registered, requested, requestWithdrawn);

  it('is amended knowingly only', () => {
    const later = { ...amend, details: { occurredOn: '2025-09-23' } };
    withdrawn.when(later).thenIrregular('request-was-withdrawn');
    withdrawn
      .when({
        ...amend,
        details: { occurredOn: '2025-09-23', acknowledge: knowingly('request-was-withdrawn') },
      })
      .thenRecorded({
        type: 'PlacementRequestAmended',
        data: amend.data,
        irregularities: ['request-was-withdrawn'],
      });
  });

  it('may have been amended on the day it was withdrawn', () =>
    expect(
      withdrawn.when({ ...amend, details: { occurredOn: '2025-09-22' } }).planned.outcome,
    ).toBe('record'));

  it('says which request it was', () =>
    expect(withdrawn.when(amend).planned).toMatchObject({
      refusal: { irregularities: [{ code: 'request-was-withdrawn', requestId }] },
    }));
});
