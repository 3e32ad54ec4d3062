import { onDay, type LocalDate } from '#libs/event-sourcing';
import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import {
  agreedOnOffer,
  linesOf64000,
  offerDeclined,
  offered,
  offerId,
  offerWithdrawn,
  receiveOffer,
} from '../journey/testing/offers.examples.js';
import {
  approvalSought,
  approved,
  context,
  registered,
} from '../journey/testing/record.examples.js';
import {
  harbour,
  requested,
  requestId,
  requestWithdrawn,
  type WishOf,
} from '../journey/testing/requests.examples.js';
import { offerOf, offersOf } from './offers.state.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
const receivedOn = onDay(day('2025-09-22'));
const asked = journey.given(registered, requested);
const open = journey.given(registered, requested, offered);
const withdrawn = journey.given(registered, requested, offered, offerWithdrawn);
const declined = journey.given(registered, requested, offered, offerDeclined);
const taken = journey.given(
  ...[registered, requested, offered, approvalSought, approved, agreedOnOffer],
);

const receive: WishOf<'ReceiveOffer'> = {
  type: 'ReceiveOffer',
  data: receiveOffer,
  details: { occurredOn: '2025-09-22' },
};
const { providerId: _providerId, ...said } = receiveOffer;
const received = { ...said, offerId, school: harbour, distanceMiles: 38 };

const terms = {
  ...{ offerId, lines: linesOf64000, vat: 'exempt' as const },
  ...{ startFrom: day('2025-11-03'), validUntil: day('2025-10-10') },
};
const amend: WishOf<'AmendOffer'> = {
  type: 'AmendOffer',
  data: { ...terms, vat: 'standard', conditions: 'Two visits.' },
};
const extend: WishOf<'ExtendOffer'> = {
  type: 'ExtendOffer',
  data: { offerId, validUntil: day('2025-10-24') },
};
const withdraw: WishOf<'WithdrawOffer'> = {
  type: 'WithdrawOffer',
  data: { offerId, reasonCode: 'staffing', explanation: 'A teacher left.' },
};
const decline: WishOf<'DeclineOffer'> = {
  type: 'DeclineOffer',
  data: { offerId, reasonCode: 'price', explanation: 'Another is cheaper.' },
};

describe('an offer', () => {
  it('is received with the school as it stood in the register, and its distance', () =>
    void asked
      .when(receive)
      .thenRecorded({ type: 'OfferReceived', data: received, irregularities: [] })
      .thenState((state) =>
        expect(offerOf(state, offerId)).toEqual({
          ...{ offerId, requestId, school: harbour, distanceMiles: 38, lines: linesOf64000 },
          ...{ vat: 'exempt', startFrom: '2025-11-03', validUntil: '2025-10-10' },
          ...{ receivedOn, status: 'open', placeFundingPence: undefined },
        }),
      ));

  it('may say how many places there are, and what the state pays for one', () =>
    void asked
      .when({
        ...receive,
        data: { ...receiveOffer, placesOffered: 2, placeFundingPence: 10_000_00 },
      })
      .thenRecorded({
        type: 'OfferReceived',
        data: { ...received, placesOffered: 2, placeFundingPence: 10_000_00 },
      })
      .thenState((state) => expect(offerOf(state, offerId)?.placeFundingPence).toBe(10_000_00)));

  it('comes from a school of the register', () =>
    void asked
      .when({ ...receive, data: { ...receiveOffer, providerId: 'school-nowhere' } })
      .thenRefused({ because: 'unknown-school', providerId: 'school-nowhere' }));

  it('answers a request', () =>
    void journey
      .given(registered)
      .when(receive)
      .thenRefused({ because: 'unknown-request', requestId }));

  it('is another each time one comes', () =>
    void open
      .when({ ...receive, details: { occurredOn: '2025-09-22' } }, { newId: (kind) => `${kind}-2` })
      .thenRecorded({ type: 'OfferReceived', data: { ...received, offerId: 'offer-2' } })
      .thenState((state) => expect(offersOf(state)).toHaveLength(2)));

  it('may be open on the day it is made alone, and must be on that', () => {
    const until = (text: string) => ({
      ...receive,
      data: { ...receiveOffer, validUntil: day(text) },
    });
    expect(asked.when(until('2025-09-22')).planned.outcome).toBe('record');
    asked
      .when(until('2025-09-21'))
      .thenRefused({ because: 'offer-ends-before-it-begins', validUntil: '2025-09-21' });
  });

  it('may be open without end', () => {
    const { validUntil: _validUntil, ...data } = receiveOffer;
    expect(asked.when({ ...receive, data }).planned.outcome).toBe('record');
  });

  it('may come on the day of the request, and before it only knowingly', () => {
    const on = (occurredOn: string) => ({ ...receive, details: { occurredOn } });
    expect(asked.when(on('2025-09-08')).planned.outcome).toBe('record');
    asked.when(on('2025-09-07')).thenRefused({
      because: 'irregular',
      irregularities: [
        { code: 'offer-before-the-request', requestId, requestedOn: onDay(day('2025-09-08')) },
      ],
    });
  });

  it('may come on the day the request was withdrawn, and after it only knowingly', () => {
    const given = journey.given(registered, requested, requestWithdrawn);
    const on = (occurredOn: string) => ({ ...receive, details: { occurredOn } });
    expect(given.when(on('2025-09-22')).planned.outcome).toBe('record');
    given.when(on('2025-09-23')).thenRefused({
      because: 'irregular',
      irregularities: [{ code: 'request-was-withdrawn', requestId }],
    });
    const acknowledge = knowingly('request-was-withdrawn');
    given.when({ ...receive, details: { occurredOn: '2025-09-23', acknowledge } }).thenRecorded({
      type: 'OfferReceived',
      data: received,
      irregularities: ['request-was-withdrawn'],
    });
  });
});

describe('an offer is changed', () => {
  it('to new terms, which stand in full', () =>
    void open
      .when({
        ...amend,
        data: { offerId, lines: [], vat: 'standard', placeFundingPence: 10_000_00 },
      })
      .thenRecorded({
        type: 'OfferAmended',
        data: { offerId, lines: [], vat: 'standard', placeFundingPence: 10_000_00 },
      })
      .thenState((state) =>
        expect(offerOf(state, offerId)).toMatchObject({
          ...{ lines: [], vat: 'standard', placeFundingPence: 10_000_00, status: 'open' },
          ...{ startFrom: undefined, validUntil: undefined, school: harbour },
        }),
      ));

  it.each([
    ['lines', { lines: [] }],
    ['VAT', { vat: 'zero' as const }],
    ['place funding', { placeFundingPence: 10_000_00 }],
    ['first day', { startFrom: day('2025-11-10') }],
    ['last day', { validUntil: day('2025-10-11') }],
    ['conditions', { conditions: 'A visit before the start.' }],
  ])(
    'in its %s alone',
    (_name, change) =>
      void open.when({ ...amend, data: { ...terms, ...change } }).thenRecorded({
        type: 'OfferAmended',
        data: { ...terms, ...change },
      }),
  );

  it('and the same terms change nothing', () =>
    void open.when({ ...amend, data: terms }).thenNothing());

  it('by keeping it open for longer', () =>
    void open
      .when(extend)
      .thenRecorded({ type: 'OfferExtended', data: extend.data })
      .thenState((state) => expect(offerOf(state, offerId)?.validUntil).toBe('2025-10-24')));

  it('and the same last day changes nothing', () =>
    void open.when({ ...extend, data: { offerId, validUntil: day('2025-10-10') } }).thenNothing());

  it.each([
    ['amended', amend],
    ['extended', extend],
  ])('and may end on the day it is %s, and not before', (_name, wish) => {
    const until = (text: string) => ({
      ...wish,
      data: { ...wish.data, validUntil: day(text) },
      details: { occurredOn: '2025-09-26' },
    });
    expect(open.when(until('2025-09-26') as typeof amend).planned.outcome).toBe('record');
    open
      .when(until('2025-09-25') as typeof amend)
      .thenRefused({ because: 'offer-ends-before-it-begins', validUntil: '2025-09-25' });
  });
});

describe('an offer is closed', () => {
  it('when the school withdraws it', () => {
    open
      .when(withdraw)
      .thenRecorded({ type: 'OfferWithdrawn', data: withdraw.data })
      .thenState((state) => expect(offerOf(state, offerId)?.status).toBe('withdrawn'));
    withdrawn.when(withdraw).thenNothing();
  });

  it('when the authority declines it', () => {
    open
      .when(decline)
      .thenRecorded({ type: 'OfferDeclined', data: decline.data })
      .thenState((state) => expect(offerOf(state, offerId)?.status).toBe('declined'));
    declined.when(decline).thenNothing();
  });

  it('when it is taken up', () => expect(offerOf(taken.state, offerId)?.status).toBe('taken'));
});

describe.each([
  ['amended', amend],
  ['extended', extend],
  ['withdrawn', withdraw],
  ['declined', decline],
] as const)('an offer that is to be %s', (name, wish) => {
  const on = (occurredOn: string) => ({ ...wish, details: { occurredOn } });

  it('must have been received', () =>
    void asked.when(wish).thenRefused({ because: 'unknown-offer', offerId }));

  it('may be so on the day it was made, and not before', () => {
    expect(open.when(on('2025-09-22')).planned.outcome).toBe('record');
    open.when(on('2025-09-21')).thenRefused({ because: 'before-the-offer', offerId, receivedOn });
  });

  it.each([
    ['withdrawn', withdrawn],
    ['declined', declined],
    ['taken', taken],
  ] as const)('was not %s before', (as, history) => {
    if (name === as) history.when(wish).thenNothing();
    else history.when(wish).thenRefused({ because: 'offer-closed', offerId, as });
  });
});
