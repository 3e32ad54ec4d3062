import { scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  answered,
  consultationId,
  consulted,
  requested,
  requestId,
  type WishOf,
} from '../journey/testing/requests.examples.js';
import { consultationOf, requestOf } from './requests.state.js';

const journey = scenario(journeyRules, { context });
const other = 'consultation-2';
const consultedOther = { ...consulted, data: { ...consulted.data, consultationId: other } };
const sent15September = { from: '2025-09-15', to: '2025-09-15', precision: 'day' };
const withdrawn = {
  type: 'ConsultationWithdrawn' as const,
  data: { consultationId, reasonCode: 'placedElsewhere' as const },
};

describe('answers of schools', () => {
  const answer: WishOf<'AnswerConsultations'> = {
    type: 'AnswerConsultations',
    data: {
      answers: [
        { consultationId, outcome: 'canMeet', text: 'We would love to.' },
        { consultationId: other, outcome: 'cannot', grounds: ['unsuitable', 'staffing'] },
      ],
    },
  };
  const canMeet: WishOf<'AnswerConsultations'> = {
    type: 'AnswerConsultations',
    data: { answers: [{ consultationId, outcome: 'canMeet' }] },
  };
  const toldCanMeet = {
    type: 'ConsultationAnswered' as const,
    data: { consultationId, outcome: 'canMeet' as const, grounds: [] },
  };
  const asked = journey.given(registered, requested, consulted, consultedOther);

  it('are recorded many at once', () =>
    void asked
      .when(answer)
      .thenRecorded(
        {
          type: 'ConsultationAnswered',
          data: { consultationId, outcome: 'canMeet', grounds: [], text: 'We would love to.' },
          irregularities: [],
        },
        {
          type: 'ConsultationAnswered',
          data: { consultationId: other, outcome: 'cannot', grounds: ['unsuitable', 'staffing'] },
        },
      )
      .thenState((state) =>
        expect(consultationOf(state, other)).toMatchObject({
          outcome: 'cannot',
          grounds: ['unsuitable', 'staffing'],
        }),
      ));

  it('are recorded one by one as well', () => void asked.when(canMeet).thenRecorded(toldCanMeet));

  it('are told once: the same again changes nothing', () =>
    void journey.given(registered, requested, consulted, answered).when(canMeet).thenNothing());

  it('leave out what is already so, and take the rest', () => {
    const [, cannot] = answer.data.answers;
    journey
      .given(registered, requested, consulted, consultedOther, answered)
      .when({
        ...answer,
        data: { answers: [...canMeet.data.answers, ...(cannot ? [cannot] : [])] },
      })
      .thenRecorded({
        type: 'ConsultationAnswered',
        data: { consultationId: other, outcome: 'cannot', grounds: ['unsuitable', 'staffing'] },
      });
  });

  it.each([
    { outcome: 'noPlace' as const },
    { outcome: 'canMeet' as const, text: 'From January.' },
  ])(
    'are new when they differ: %j, and the latest stands',
    (said) =>
      void journey
        .given(registered, requested, consulted, answered)
        .when({ ...answer, data: { answers: [{ consultationId, ...said }] } })
        .thenRecorded({
          type: 'ConsultationAnswered',
          data: { consultationId, grounds: [], ...said },
        })
        .thenState((state) =>
          expect(consultationOf(state, consultationId)?.outcome).toBe(said.outcome),
        ),
  );

  it('are the same in whatever order the grounds are told', () => {
    const data = { consultationId, outcome: 'cannot' as const };
    const before = journey.given(registered, requested, consulted, {
      type: 'ConsultationAnswered',
      data: { ...data, grounds: ['unsuitable', 'resources'] },
    });
    before
      .when({ ...answer, data: { answers: [{ ...data, grounds: ['resources', 'unsuitable'] }] } })
      .thenNothing();
    before
      .when({ ...answer, data: { answers: [{ ...data, grounds: ['resources'] }] } })
      .thenRecorded({ type: 'ConsultationAnswered', data: { ...data, grounds: ['resources'] } });
  });

  it('give no ground against a place that could be had', () =>
    void asked
      .when({
        ...answer,
        data: {
          answers: [
            { consultationId, outcome: 'noPlace', grounds: ['premises'] },
            { consultationId: other, outcome: 'canMeet', grounds: ['staffing'] },
          ],
        },
      })
      .thenRefused({ because: 'grounds-with-can-meet', consultationId: other }));

  it('name each consultation once', () =>
    void asked
      .when({
        ...answer,
        data: { answers: [...answer.data.answers, { consultationId, outcome: 'noPlace' }] },
      })
      .thenRefused({ because: 'named-twice', id: consultationId }));

  it('belong to a consultation', () =>
    void journey
      .given(registered, requested, consulted)
      .when(answer)
      .thenRefused({ because: 'unknown-consultation', consultationId: other }));

  it('do not come the day before it', () => {
    asked.when({ ...canMeet, details: { occurredOn: '2025-09-14' } }).thenRefused({
      because: 'before-the-consultation',
      consultationId,
      sentOn: sent15September,
    });
    asked.when({ ...canMeet, details: { occurredOn: '2025-09-15' } }).thenRecorded(toldCanMeet);
  });

  it('come after the consultation was withdrawn knowingly only, but may on that day', () => {
    const history = journey.given(registered, requested, consulted, withdrawn);
    expect(history.when(canMeet).planned).toMatchObject({
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
    history.when({ ...canMeet, details: { occurredOn: '2025-09-16' } }).thenRecorded(toldCanMeet);
  });
});

describe('the withdrawal of consultations', () => {
  const withdraw: WishOf<'WithdrawConsultations'> = {
    type: 'WithdrawConsultations',
    data: { consultationIds: [consultationId, other], reasonCode: 'placedElsewhere' },
  };
  const one = { ...withdraw, data: { ...withdraw.data, consultationIds: [consultationId] } };
  const withdrawnOther = { ...withdrawn, data: { ...withdrawn.data, consultationId: other } };

  it('is for many schools at once', () =>
    void journey
      .given(registered, requested, consulted, consultedOther)
      .when(withdraw)
      .thenRecorded(withdrawn, withdrawnOther));

  it('leaves out those that were withdrawn before', () =>
    void journey
      .given(registered, requested, consulted, consultedOther, withdrawn)
      .when(withdraw)
      .thenRecorded(withdrawnOther));

  it('is done once: asking again changes nothing', () =>
    void journey.given(registered, requested, consulted, withdrawn).when(one).thenNothing());

  it('cannot stand twice in a history', () => {
    const { state, history } = journey.given(registered, requested, consulted, withdrawn);
    const last = history.at(-1);
    expect(last && journeyRules.admits(state, last)).toEqual({
      because: 'consultation-already-withdrawn',
      consultationId,
    });
  });

  it('names each consultation once', () =>
    void journey
      .given(registered, requested, consulted)
      .when({
        ...withdraw,
        data: { ...withdraw.data, consultationIds: [consultationId, consultationId] },
      })
      .thenRefused({ because: 'named-twice', id: consultationId }));

  it('is of a known consultation', () =>
    void journey
      .given(registered, requested)
      .when(one)
      .thenRefused({ because: 'unknown-consultation', consultationId }));

  it('does not come the day before it', () => {
    const history = journey.given(registered, requested, consulted);
    history.when({ ...one, details: { occurredOn: '2025-09-14' } }).thenRefused({
      because: 'before-the-consultation',
      consultationId,
      sentOn: sent15September,
    });
    history.when({ ...one, details: { occurredOn: '2025-09-15' } }).thenRecorded(withdrawn);
  });
});

describe('why other schools were not consulted', () => {
  const note: WishOf<'RecordNotConsulted'> = {
    type: 'RecordNotConsulted',
    data: {
      requestId,
      groups: [
        { reasonCode: 'tooFar', providerIds: ['school-1', 'school-2'] },
        { reasonCode: 'full', providerIds: ['school-3'] },
      ],
    },
  };
  const noted = { type: 'NotConsultedRecorded' as const, data: note.data };

  it('is recorded', () =>
    void journey
      .given(registered, requested)
      .when(note)
      .thenRecorded(noted)
      .thenState((state) =>
        expect(requestOf(state, requestId)?.notConsulted).toEqual(note.data.groups),
      ));

  it('is recorded once: the same again changes nothing', () =>
    void journey.given(registered, requested, noted).when(note).thenNothing());

  it('is not recorded differently a second time', () =>
    void journey
      .given(registered, requested, noted)
      .when({ ...note, data: { requestId, groups: note.data.groups.slice(1) } })
      .thenRefused({ because: 'not-consulted-already-recorded', requestId }));

  it('has one reason for each school', () =>
    void journey
      .given(registered, requested)
      .when({
        ...note,
        data: {
          requestId,
          groups: [...note.data.groups, { reasonCode: 'price', providerIds: ['school-2'] }],
        },
      })
      .thenRefused({ because: 'named-twice', id: 'school-2' }));

  it('belongs to a request', () =>
    void journey
      .given(registered)
      .when(note)
      .thenRefused({ because: 'unknown-request', requestId }));
});
