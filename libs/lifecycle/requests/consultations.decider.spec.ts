import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  answered,
  consultationId,
  consulted,
  expressed,
  harbour,
  meadow,
  oakfield,
  requested,
  requestId,
  requestWithdrawn,
  type WishOf,
} from '../journey/testing/requests.examples.js';
import { consultationOf, consultationsOf } from './requests.state.js';

const journey = scenario(journeyRules, { context });

const send: WishOf<'SendConsultations'> = {
  type: 'SendConsultations',
  data: {
    requestId,
    providerIds: ['school-harbour', 'school-meadow'],
    papers: ['draftPlan', 'reports'],
    message: 'Please answer within 15 days.',
  },
};
const toOakfield = { ...send, data: { ...send.data, providerIds: ['school-oakfield'] } };
const sentToOakfield = {
  type: 'ConsultationSent' as const,
  data: {
    ...{ consultationId: 'consultation-2', requestId, school: oakfield, distanceMiles: 12.4 },
    ...{ papers: send.data.papers, message: 'Please answer within 15 days.' },
  },
};
const second = { newId: () => 'consultation-2' };
const withdrawn = {
  type: 'ConsultationWithdrawn' as const,
  data: { consultationId, reasonCode: 'sentInError' as const },
};
const later = { ...consulted, data: { ...consulted.data, consultationId: 'consultation-2' } };

describe('consultations', () => {
  it('go to many schools at once, each with its own id, entry in the register and distance', () => {
    const { providerIds: _providerIds, ...told } = send.data;
    journey
      .given(registered, requested)
      .when(send)
      .thenRecorded(
        {
          type: 'ConsultationSent',
          data: { ...told, consultationId, school: harbour, distanceMiles: 38 },
          entryId: 'entry-2',
          irregularities: [],
        },
        {
          type: 'ConsultationSent',
          data: {
            ...told,
            consultationId: 'consultation-2',
            school: meadow,
            distanceMiles: 6.2,
          },
          entryId: 'entry-2',
        },
      )
      .thenState((state) =>
        expect(consultationsOf(state, requestId).map(({ school }) => school.name)).toEqual([
          'Harbour House',
          'Meadow School',
        ]),
      );
  });

  it('say no distance where home is not known', () =>
    void journey
      .given(registered, requested)
      .when(toOakfield, { ...second, distanceMiles: {} })
      .thenRecorded({
        ...sentToOakfield,
        data: { ...sentToOakfield.data, distanceMiles: undefined },
      }));

  it('name each school once', () =>
    void journey
      .given(registered, requested)
      .when({
        ...send,
        data: { ...send.data, providerIds: ['school-meadow', 'school-harbour', 'school-harbour'] },
      })
      .thenRefused({ because: 'named-twice', id: 'school-harbour' }));

  it('go to schools of the register', () =>
    void journey
      .given(registered, requested)
      .when({ ...send, data: { ...send.data, providerIds: ['school-meadow', 'school-9'] } })
      .thenRefused({ because: 'unknown-school', providerId: 'school-9' }));

  it('belong to a request', () =>
    void journey
      .given(registered)
      .when(send)
      .thenRefused({ because: 'unknown-request', requestId }));

  it('go out the day before the request knowingly only', () => {
    const early = { ...toOakfield, details: { occurredOn: '2025-09-07' } };
    const history = journey.given(registered, requested);
    expect(history.when(early).planned).toMatchObject({
      refusal: {
        irregularities: [
          { code: 'consulted-before-the-request', requestId, requestedOn: { from: '2025-09-08' } },
        ],
      },
    });
    const acknowledge = knowingly('consulted-before-the-request');
    history
      .when({ ...early, details: { ...early.details, acknowledge } }, second)
      .thenRecorded({ ...sentToOakfield, irregularities: ['consulted-before-the-request'] });
  });

  it('may go out on the day of the request', () =>
    void journey
      .given(registered, requested)
      .when({ ...toOakfield, details: { occurredOn: '2025-09-08' } }, second)
      .thenRecorded(sentToOakfield));

  it('go out after the request was withdrawn knowingly only, but may on that day', () => {
    const history = journey.given(registered, requested, requestWithdrawn);
    history.when(toOakfield).thenIrregular('request-was-withdrawn');
    history
      .when({ ...toOakfield, details: { occurredOn: '2025-09-22' } }, second)
      .thenRecorded(sentToOakfield);
  });

  it('go twice to a school that is still asked knowingly only', () => {
    const history = journey.given(registered, requested, consulted);
    expect(history.when(toOakfield, second).planned).toMatchObject({
      refusal: {
        irregularities: [
          { code: 'consulted-already', providerId: 'school-oakfield', consultationId },
        ],
      },
    });
    const acknowledge = knowingly('consulted-already');
    history
      .when({ ...toOakfield, details: { acknowledge } }, second)
      .thenRecorded({ ...sentToOakfield, irregularities: ['consulted-already'] });
  });

  it.each([
    ['answered', [requested, consulted, answered]],
    ['is no longer asked', [requested, consulted, withdrawn]],
    [
      'was asked for another request',
      [
        requested,
        { ...requested, data: { ...requested.data, requestId: 'request-2' } },
        { ...consulted, data: { ...consulted.data, requestId: 'request-2' } },
      ],
    ],
    ['is another one', [requested, { ...consulted, data: { ...consulted.data, school: meadow } }]],
    [
      'has no place in the register',
      [
        requested,
        {
          ...consulted,
          data: { ...consulted.data, school: { ...oakfield, providerId: undefined } },
        },
      ],
    ],
  ] as const)(
    'go again where the school %s',
    (_case, told) =>
      void journey
        .given(registered, ...told)
        .when(toOakfield, second)
        .thenRecorded(sentToOakfield),
  );

  describe('to a school under embargo', () => {
    const stopped = (status: 'embargo' | 'suspended' | 'removed' | 'monitored') => ({
      ...second,
      schools: { 'school-oakfield': { ...oakfield, status } },
    });
    const sentWhile = (status: 'embargo' | 'monitored') => ({
      ...sentToOakfield,
      data: { ...sentToOakfield.data, school: { ...oakfield, status } },
    });

    it.each(['embargo', 'suspended', 'removed'] as const)('go knowingly only: %s', (status) =>
      expect(
        journey.given(registered, requested).when(toOakfield, stopped(status)).planned,
      ).toMatchObject({
        refusal: {
          irregularities: [{ code: 'school-under-embargo', providerId: 'school-oakfield', status }],
        },
      }),
    );

    it('go freely when it is only monitored', () =>
      void journey
        .given(registered, requested)
        .when(toOakfield, stopped('monitored'))
        .thenRecorded(sentWhile('monitored')));

    it('go freely when a tribunal ordered it', () =>
      void journey
        .given(registered, { ...requested, data: { ...requested.data, reasonCode: 'tribunal' } })
        .when(toOakfield, stopped('embargo'))
        .thenRecorded(sentWhile('embargo')));

    it('go freely when the family asked for it under section 38', () =>
      void journey
        .given(registered, requested, expressed)
        .when(toOakfield, stopped('embargo'))
        .thenRecorded(sentWhile('embargo')));

    it.each([{ basis: 's9' as const }, { school: meadow }, { requestId: undefined }])(
      'go knowingly only when the wish is %j',
      (other) =>
        void journey
          .given(registered, requested, { ...expressed, data: { ...expressed.data, ...other } })
          .when(toOakfield, stopped('embargo'))
          .thenIrregular('school-under-embargo'),
    );
  });
});

describe('reminders', () => {
  const chase: WishOf<'ChaseConsultations'> = {
    type: 'ChaseConsultations',
    data: { consultationIds: [consultationId], way: 'phone', note: 'Left a message.' },
  };
  const chased = {
    type: 'ConsultationChased' as const,
    data: { consultationId, way: 'phone' as const, note: 'Left a message.' },
  };

  it('are facts each time', () =>
    void journey
      .given(registered, requested, consulted, chased)
      .when(chase)
      .thenRecorded({ ...chased, irregularities: [] })
      .thenState((state) => expect(consultationOf(state, consultationId)?.chases).toBe(2)));

  it('go to many schools at once', () =>
    void journey
      .given(registered, requested, consulted, later)
      .when({
        ...chase,
        data: { ...chase.data, consultationIds: [consultationId, 'consultation-2'] },
      })
      .thenRecorded(chased, {
        ...chased,
        data: { ...chased.data, consultationId: 'consultation-2' },
      }));

  it('name each consultation once', () =>
    void journey
      .given(registered, requested, consulted)
      .when({
        ...chase,
        data: { ...chase.data, consultationIds: [consultationId, consultationId] },
      })
      .thenRefused({ because: 'named-twice', id: consultationId }));

  it('belong to a consultation', () =>
    void journey
      .given(registered, requested)
      .when(chase)
      .thenRefused({ because: 'unknown-consultation', consultationId }));

  it('do not go out the day before it', () => {
    const history = journey.given(registered, requested, consulted);
    history.when({ ...chase, details: { occurredOn: '2025-09-14' } }).thenRefused({
      because: 'before-the-consultation',
      consultationId,
      sentOn: { from: '2025-09-15', to: '2025-09-15', precision: 'day' },
    });
    history.when({ ...chase, details: { occurredOn: '2025-09-15' } }).thenRecorded(chased);
  });

  it('go to a school that has answered knowingly only, but may on the day of its answer', () => {
    const history = journey.given(registered, requested, consulted, answered);
    expect(history.when(chase).planned).toMatchObject({
      refusal: {
        irregularities: [
          { code: 'consultation-was-answered', consultationId, answeredOn: { from: '2025-09-19' } },
        ],
      },
    });
    history.when({ ...chase, details: { occurredOn: '2025-09-19' } }).thenRecorded(chased);
  });

  it('go freely to a school with a waiting list', () =>
    void journey
      .given(registered, requested, consulted, {
        ...answered,
        data: { ...answered.data, outcome: 'waitingList' },
      })
      .when(chase)
      .thenRecorded(chased));

  it('go to a school that is no longer asked knowingly only', () => {
    const history = journey.given(registered, requested, consulted, withdrawn);
    expect(history.when(chase).planned).toMatchObject({
      refusal: {
        irregularities: [
          {
            code: 'consultation-was-withdrawn',
            consultationId,
            withdrawnOn: { from: '2025-09-16' },
          },
        ],
      },
    });
    history.when({ ...chase, details: { occurredOn: '2025-09-16' } }).thenRecorded(chased);
  });
});
