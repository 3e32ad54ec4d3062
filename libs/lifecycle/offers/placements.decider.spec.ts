import { onDay, type LocalDate } from '#libs/event-sourcing';
import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import {
  agreedOnOffer,
  agreePlacement,
  linesOf,
  linesOf64000,
  offered,
  offerId,
  offerWithdrawn,
} from '../journey/testing/offers.examples.js';
import {
  approvalId,
  approvalSought,
  approved,
  context,
  decidedBy,
  director,
  manager,
  registered,
} from '../journey/testing/record.examples.js';
import {
  harbour,
  oakfield,
  requested,
  requestId,
  requestWithdrawn,
  type WishOf,
} from '../journey/testing/requests.examples.js';
import { agreedAtOakfield, placementId } from '../journey/testing/starts.examples.js';
import { offerOf, placementOf, placementsOf } from './offers.state.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
const before = [registered, requested, approvalSought, approved, offered] as const;
const ready = journey.given(...before);
const learner = { primaryNeed: 'ASD', cohort: 2019, district: 'E07000110' };

type Wish = WishOf<'AgreePlacement'>;
const agree: Wish = {
  type: 'AgreePlacement',
  data: agreePlacement,
  details: { occurredOn: '2025-10-06' },
};
const agreed = {
  ...agreePlacement,
  ...{ placementId, requestId, learner, school: harbour, vat: 'exempt' as const },
  lines: linesOf64000,
};

/** A place at a school that must admit, by a director who may decide on £250,000 alone. */
const { offerId: _offerId, approvalId: _approvalId, ...plain } = agreePlacement;
const byDirector = { occurredOn: '2025-10-06', decision: decidedBy(director) };
const name: Wish = {
  type: 'AgreePlacement',
  data: { ...plain, basis: 'dutyToAdmit', providerId: 'school-oakfield', lines: linesOf64000 },
  details: byDirector,
};
const naming = (asked: Partial<Wish['data']>, details: object = {}): Wish => ({
  ...name,
  data: { ...name.data, ...asked },
  details: { ...byDirector, ...details },
});

describe('a placement is agreed', () => {
  it('on an offer: at its school and its price, under its request', () =>
    void ready
      .when(agree)
      .thenRecorded({ type: 'PlacementAgreed', data: agreed, irregularities: [] })
      .thenState((state) => {
        expect(offerOf(state, offerId)?.status).toBe('taken');
        expect(placementOf(state, placementId)).toMatchObject({
          ...{ placementId, requestId, offerId, approvalId, basis: 'offer', route: 'spot' },
          ...{ rank: 'main', school: harbour, agreedOn: onDay(day('2025-10-06')) },
          ...{ lines: linesOf64000, weeksPerYear: 38, residential: false },
          ...{ expectedStartOn: '2025-11-03', fellThrough: undefined },
        });
      }));

  it('on an offer with the distance it told', () => {
    const far = { ...offered, data: { ...offered.data, distanceMiles: 38 } };
    journey
      .given(registered, requested, approvalSought, approved, far)
      .when(agree)
      .thenRecorded({ type: 'PlacementAgreed', data: { ...agreed, distanceMiles: 38 } });
  });

  it('on an offer at another price, where one was negotiated', () => {
    const lines = linesOf(60_000_00);
    ready.when({ ...agree, data: { ...agreePlacement, lines, vat: 'zero' } }).thenRecorded({
      type: 'PlacementAgreed',
      data: { ...agreed, lines, vat: 'zero' },
    });
  });

  it('at a school of the register, with its distance', () => {
    const { providerId: _providerId, ...data } = name.data;
    ready.when(name).thenRecorded({
      type: 'PlacementAgreed',
      data: {
        ...{ ...data, placementId, learner, school: oakfield, distanceMiles: 12.4 },
        ...{ lines: linesOf64000, vat: 'outsideScope' },
      },
      irregularities: [],
    });
  });

  it('at a setting that is not in the register, by its name and kind', () => {
    const setting = { settingName: 'Home tuition', settingCategory: 'tuition' };
    const data = { ...plain, basis: 'emergency' as const };
    const { expectedStartOn } = agreePlacement;
    ready.when({ ...name, data: { ...data, ...setting } }).thenRecorded({
      type: 'PlacementAgreed',
      data: {
        ...{ ...data, placementId, learner, lines: [], vat: 'outsideScope' as const },
        school: { name: 'Home tuition', category: 'tuition', asOf: day('2025-10-06') },
        ...(expectedStartOn && { expectedStartOn }),
      },
    });
  });

  it.each([
    ['a name', { settingName: 'Home tuition' }],
    ['a kind', { settingCategory: 'tuition' }],
    ['nothing', {}],
  ])(
    'nowhere, where only %s is said',
    (_name, asked) =>
      void ready
        .when({ ...name, data: { ...plain, basis: 'emergency', ...asked } })
        .thenRefused({ because: 'setting-not-said' }),
  );

  it('at no school that is unknown', () =>
    void ready
      .when(naming({ providerId: 'school-nowhere' }))
      .thenRefused({ because: 'unknown-school', providerId: 'school-nowhere' }));

  it('on no offer that is unknown', () =>
    void journey
      .given(registered, requested, approvalSought, approved)
      .when(agree)
      .thenRefused({ because: 'unknown-offer', offerId }));

  it('on no offer that is unknown, whoever would have to approve it', () => {
    const { approvalId: _id, ...data } = agreePlacement;
    journey
      .given(registered, requested)
      .when({ ...agree, data: { ...data, lines: linesOf64000 } })
      .thenRefused({ because: 'unknown-offer', offerId });
  });

  it('once: the same offer on the same day changes nothing', () => {
    const taken = journey.given(...before, agreedOnOffer);
    taken.when(agree).thenNothing();
    taken
      .when({ ...agree, details: { occurredOn: '2025-10-07' } })
      .thenRefused({ because: 'offer-closed', offerId, as: 'taken' });
  });

  it('on another offer on the same day is no repetition', () => {
    const second = { ...offered, data: { ...offered.data, offerId: 'offer-2' } };
    journey
      .given(...before, second, agreedOnOffer)
      .when(
        { ...agree, data: { ...agreePlacement, offerId: 'offer-2', rank: 'dual' } },
        { newId: (kind) => `${kind}-2` },
      )
      .thenState((state) => expect(placementsOf(state)).toHaveLength(2));
  });

  it('on this offer, though another was taken up on the same day', () => {
    const another = { ...offered, data: { ...offered.data, offerId: 'offer-2' } };
    const taken = { ...agreedOnOffer, data: { ...agreedOnOffer.data, offerId: 'offer-2' } };
    journey
      .given(...before, another, taken)
      .when(agree)
      .thenIrregular('second-main-placement');
  });

  it('beside another, where no offer is taken up', () =>
    void journey
      .given(registered, agreedAtOakfield)
      .when(naming({ rank: 'dual' }), { newId: (kind) => `${kind}-2` })
      .thenState((state) => expect(placementsOf(state)).toHaveLength(2)));
});

describe('an agreement', () => {
  it('on the basis of an offer must name it', () =>
    void ready.when(naming({ basis: 'offer' })).thenRefused({ because: 'offer-needed' }));

  it('names no request that is unknown', () =>
    void journey
      .given(registered)
      .when(naming({ requestId }))
      .thenRefused({ because: 'unknown-request', requestId }));

  it('may name the request, and no other than that of its offer', () => {
    expect(ready.when({ ...agree, data: { ...agreePlacement, requestId } }).planned.outcome).toBe(
      'record',
    );
    const other = { ...requested, data: { ...requested.data, requestId: 'request-2' } };
    journey
      .given(...before, { ...other, occurredOn: '2025-09-08' })
      .when({ ...agree, data: { ...agreePlacement, requestId: 'request-2' } })
      .thenRefused({ because: 'offer-of-another-request', offerId, requestId });
  });

  it('takes up an open offer only', () =>
    void journey
      .given(...before, offerWithdrawn)
      .when(agree)
      .thenRefused({ because: 'offer-closed', offerId, as: 'withdrawn' }));

  it('may come on the day of the offer, and not before', () => {
    const { approvalId: _id, ...data } = agreePlacement;
    const on = (occurredOn: string) => ({ ...agree, data, details: { ...byDirector, occurredOn } });
    expect(ready.when(on('2025-09-22')).planned.outcome).toBe('record');
    ready.when(on('2025-09-21')).thenRefused({
      because: 'before-the-offer',
      offerId,
      receivedOn: onDay(day('2025-09-22')),
    });
  });

  it('honours an offer on its last day, and after it only knowingly', () => {
    const on = (occurredOn: string, ...codes: string[]) => ({
      ...agree,
      details: { occurredOn, acknowledge: knowingly(...codes) },
    });
    expect(ready.when(on('2025-10-10')).planned.outcome).toBe('record');
    ready.when(on('2025-10-11')).thenRefused({
      because: 'irregular',
      irregularities: [{ code: 'offer-lapsed', offerId, validUntil: '2025-10-10' }],
    });
    ready.when(on('2025-10-11', 'offer-lapsed')).thenRecorded({
      type: 'PlacementAgreed',
      data: agreed,
      irregularities: ['offer-lapsed'],
    });
  });

  it('needs an approval above what its officer may decide', () => {
    const costing = (pence: number) =>
      naming({ lines: linesOf(pence) }, { decision: decidedBy(manager) });
    expect(ready.when(costing(60_000_00)).planned.outcome).toBe('record');
    ready.when(costing(60_000_01)).thenRefused({
      because: 'approval-needed',
      askedPence: 60_000_01,
      limitPence: 60_000_00,
    });
  });

  it('is measured by the limit of the one who records, where nobody else decided', () =>
    void ready
      .when({ ...name, details: { occurredOn: '2025-10-06' } })
      .thenRefused({ because: 'approval-needed', askedPence: 64_000_00, limitPence: 0 }));

  it('rests on an approval that was given, for placements', () => {
    journey
      .given(registered, requested, approvalSought, offered)
      .when(agree)
      .thenRefused({ because: 'not-approved', approvalId });
    const other = {
      ...approvalSought,
      data: { ...approvalSought.data, for: { kind: 'interim' as const, id: 'interim-1' } },
    };
    journey
      .given(registered, requested, other, approved, offered)
      .when(agree)
      .thenRefused({ because: 'approved-for-something-else', approvalId, forKind: 'interim' });
  });

  it('goes above its approval, or comes after it, only knowingly', () => {
    const lines = linesOf(64_000_01);
    ready
      .when({ ...agree, data: { ...agreePlacement, lines } })
      .thenIrregular('above-approved-ceiling');
    ready
      .when({ ...agree, details: { occurredOn: '2026-09-01' } })
      .thenIrregular('approval-not-in-force', 'offer-lapsed');
  });

  it('under a request that was withdrawn before is made only knowingly', () =>
    void journey
      .given(...before, requestWithdrawn)
      .when(agree)
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'request-was-withdrawn', requestId }],
      }));

  it('names a school without its offer only where it must admit', () => {
    const at = (providerId: string) => ready.when(naming({ providerId }));
    expect(at('school-oakfield').planned.outcome).toBe('record');
    expect(at('school-meadow').planned.outcome).toBe('record');
    at('school-harbour').thenRefused({
      because: 'irregular',
      irregularities: [{ code: 'named-without-an-offer', category: 'independent' }],
    });
  });

  it('may name the offer of a school it calls bound to admit', () =>
    void ready.when({ ...agree, data: { ...agreePlacement, basis: 'dutyToAdmit' } }).thenRecorded({
      type: 'PlacementAgreed',
      data: { ...agreed, basis: 'dutyToAdmit' },
      irregularities: [],
    }));

  it('on another basis than the duty to admit asks for no offer', () =>
    void ready
      .when(naming({ providerId: 'school-harbour', basis: 'transferIn' }))
      .thenState((state) => expect(placementOf(state, placementId)?.basis).toBe('transferIn')));
});
