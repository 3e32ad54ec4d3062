import { onDay, type LocalDate } from '#libs/event-sourcing';
import { knowingly, scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import {
  ended,
  noticeDisputed,
  noticeGiven,
  noticeId,
  noticeSettled,
  noticeWithdrawn,
  recordNotice,
} from '../journey/testing/breakdowns.examples.js';
import { fellThrough } from '../journey/testing/offers.examples.js';
import {
  approvalId,
  approvalSought,
  approved,
  context,
  decidedBy,
  manager,
  registered,
} from '../journey/testing/record.examples.js';
import type { WishOf } from '../journey/testing/requests.examples.js';
import { agreedAtOakfield, placementId, started } from '../journey/testing/starts.examples.js';
import { noticeOf, openNoticeOf } from './breakdowns.state.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
const givenOn = onDay(day('2026-03-16'));
const agreed = journey.given(registered, agreedAtOakfield);
const running = journey.given(registered, agreedAtOakfield, started);
const underNotice = journey.given(registered, agreedAtOakfield, started, noticeGiven);
const secondNotice = (kind: string) => `${kind}-2`;

const give: WishOf<'RecordNotice'> = { type: 'RecordNotice', data: recordNotice };
const giving = (asked: Partial<WishOf<'RecordNotice'>['data']>, occurredOn = '2026-03-16') => ({
  ...give,
  data: { ...recordNotice, ...asked },
  details: { occurredOn },
});

describe('a notice', () => {
  it('is recorded as of the date of its letter', () =>
    void running
      .when({ ...giving({}), details: { occurredOn: '2026-03-16', receivedOn: day('2026-03-18') } })
      .thenRecorded({
        type: 'NoticeGiven',
        occurredOn: '2026-03-16',
        data: { ...recordNotice, noticeId },
        irregularities: [],
      })
      .thenState((state) =>
        expect(openNoticeOf(state, placementId)).toEqual({
          ...{ noticeId, placementId, by: 'provider', givenOn, status: 'given' },
          ...{ expiresOn: '2026-04-24', feesPayableUntil: '2026-04-24', settled: undefined },
        }),
      ));

  it('needs no more than who gave it and when it expires', () =>
    void running
      .when({ ...give, data: { placementId, by: 'family', expiresOn: day('2026-04-24') } })
      .thenRecorded({
        type: 'NoticeGiven',
        data: { placementId, by: 'family', expiresOn: day('2026-04-24'), noticeId },
      }));

  it('needs a placement', () =>
    void journey
      .given(registered)
      .when(give)
      .thenRefused({ because: 'unknown-placement', placementId }));

  it('is not given on a placement that fell through', () =>
    void journey
      .given(registered, agreedAtOakfield, fellThrough)
      .when(give)
      .thenRefused({ because: 'placement-fell-through', placementId }));

  it('may come on the day of the agreement, before the start, and not before that', () => {
    expect(agreed.when(giving({}, '2025-10-06')).planned.outcome).toBe('record');
    agreed.when(giving({}, '2025-10-05')).thenRefused({
      because: 'before-placement-agreed',
      placementId,
      agreedOn: onDay(day('2025-10-06')),
    });
    running.when(giving({}, '2025-10-05')).thenRefused('before-placement-agreed');
  });

  it('may come from the first day on where the agreement came late', () => {
    const early = { ...started, occurredOn: '2025-09-15' };
    const history = journey.given(registered, agreedAtOakfield, early);
    expect(history.when(giving({}, '2025-09-15')).planned.outcome).toBe('record');
    history.when(giving({}, '2025-09-14')).thenRefused('before-placement-agreed');
  });

  it('may come until the place ends, and not after', () => {
    const over = journey.given(registered, agreedAtOakfield, started, ended);
    expect(over.when(giving({}, '2026-04-24')).planned.outcome).toBe('record');
    over.when(giving({ expiresOn: day('2026-05-29') }, '2026-04-25')).thenRefused({
      because: 'after-placement-ended',
      placementId,
      placeEndedOn: '2026-04-24',
    });
  });

  it('may expire on the day of its letter, and not before', () => {
    const sameDay = { expiresOn: day('2026-03-16'), feesPayableUntil: day('2026-03-16') };
    expect(running.when(giving(sameDay)).planned.outcome).toBe('record');
    running
      .when(giving({ expiresOn: day('2026-03-15') }))
      .thenRefused({ because: 'notice-expires-before-given', expiresOn: '2026-03-15' });
  });

  it('leaves fees to be paid until it expires, or somebody says why not', () => {
    expect(running.when(giving({})).planned.outcome).toBe('record');
    running.when(giving({ feesPayableUntil: day('2026-04-23') })).thenRefused({
      because: 'irregular',
      irregularities: [
        {
          ...{ code: 'fees-stop-before-place-ends', feesUntil: '2026-04-23' },
          placeEndsOn: '2026-04-24',
        },
      ],
    });
  });

  it('stands beside another open one only knowingly', () => {
    underNotice
      .when(giving({ by: 'authority' }, '2026-03-17'), { newId: secondNotice })
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'another-notice-open', noticeId, by: 'provider' }],
      });
    const acknowledge = knowingly('another-notice-open');
    underNotice
      .when(
        { ...giving({ by: 'authority' }), details: { occurredOn: '2026-03-17', acknowledge } },
        { newId: secondNotice },
      )
      .thenRecorded({
        type: 'NoticeGiven',
        data: { ...recordNotice, by: 'authority', noticeId: 'notice-2' },
        irregularities: ['another-notice-open'],
      });
  });

  it.each([
    ['withdrawn', noticeWithdrawn],
    ['settled', noticeSettled],
  ])(
    'may follow one that was %s',
    (_name, closing) =>
      void journey
        .given(registered, agreedAtOakfield, started, noticeGiven, closing)
        .when(giving({}, '2026-03-23'), { newId: secondNotice })
        .thenRecorded({
          type: 'NoticeGiven',
          data: { ...recordNotice, noticeId: 'notice-2' },
          irregularities: [],
        }),
  );

  it('on another placement is no matter', () => {
    const elsewhere = { ...noticeGiven, data: { ...noticeGiven.data, placementId: 'placement-9' } };
    journey
      .given(registered, agreedAtOakfield, started, elsewhere)
      .when(giving({}), { newId: secondNotice })
      .thenRecorded({
        type: 'NoticeGiven',
        data: { ...recordNotice, noticeId: 'notice-2' },
        irregularities: [],
      });
  });
});

describe('the open notice of a placement', () => {
  const second = {
    ...noticeGiven,
    data: { ...noticeGiven.data, noticeId: 'notice-2', expiresOn: day('2026-04-10') },
  };
  const openAfter = (...events: readonly GivenEvent<JourneyEvent>[]) =>
    openNoticeOf(journey.given(registered, agreedAtOakfield, started, ...events).state, placementId)
      ?.noticeId;

  it('is none before notice is given', () => expect(openAfter()).toBeUndefined());

  it('is the one that expires first', () => {
    expect(openAfter(noticeGiven, second)).toBe('notice-2');
    expect(openAfter(second, noticeGiven)).toBe('notice-2');
  });

  it('is the first by its id where both expire together', () => {
    const twin = { ...noticeGiven, data: { ...noticeGiven.data, noticeId: 'notice-0' } };
    expect(openAfter(noticeGiven, twin)).toBe('notice-0');
  });

  it('may be disputed', () => expect(openAfter(noticeGiven, noticeDisputed)).toBe(noticeId));

  it('is none once it is withdrawn or settled, or the placement ended', () => {
    expect(openAfter(noticeGiven, noticeWithdrawn)).toBeUndefined();
    expect(openAfter(noticeGiven, noticeSettled)).toBeUndefined();
    expect(openAfter(noticeGiven, ended)).toBeUndefined();
  });
});

const settlement = {
  ...{ noticeId, lastDay: day('2026-03-27'), feesPayableUntil: day('2026-04-24') },
  ...{ pence: 5_000_00, terms: 'Without admission.' },
};
const dispute: WishOf<'DisputeNotice'> = {
  type: 'DisputeNotice',
  data: { noticeId, grounds: 'Given a week too late.' },
};
const withdraw: WishOf<'WithdrawNotice'> = {
  type: 'WithdrawNotice',
  data: { noticeId, explanation: 'A new plan of support.' },
};
/** By the manager, who may decide up to £60,000 alone. */
const settle = {
  type: 'SettleNotice' as const,
  data: settlement as WishOf<'SettleNotice'>['data'],
  details: { decision: decidedBy(manager) },
};

describe.each([
  ['a dispute', dispute],
  ['a withdrawal', withdraw],
  ['a settlement', settle],
] as const)('%s', (_name, wish) => {
  const on = (occurredOn: string) => ({ ...wish, details: { ...wish.details, occurredOn } });

  it('needs a notice', () =>
    void running.when(wish).thenRefused({ because: 'unknown-notice', noticeId }));

  it('may come on the day of the notice, and not before', () => {
    expect(underNotice.when(on('2026-03-16')).planned.outcome).toBe('record');
    underNotice
      .when(on('2026-03-15'))
      .thenRefused({ because: 'before-notice-given', noticeId, givenOn });
  });

  it('may come after a dispute', () => {
    const disputed = journey.given(
      ...[registered, agreedAtOakfield, started, noticeGiven, noticeDisputed],
    );
    expect(disputed.when(wish).planned.outcome).toBe(wish === dispute ? 'unchanged' : 'record');
  });

  it('does not follow a withdrawal', () => {
    const history = journey.given(
      ...[registered, agreedAtOakfield, started, noticeGiven, noticeWithdrawn],
    );
    if (wish === withdraw) history.when(wish).thenNothing();
    else history.when(wish).thenRefused({ because: 'notice-closed', noticeId, as: 'withdrawn' });
  });

  it('does not follow a settlement', () => {
    const history = journey.given(
      ...[registered, agreedAtOakfield, started, noticeGiven, noticeSettled],
    );
    if (wish === settle) history.when(wish).thenNothing();
    else history.when(wish).thenRefused({ because: 'notice-closed', noticeId, as: 'settled' });
  });
});

describe('a notice is answered', () => {
  it('by disputing it', () =>
    void underNotice
      .when(dispute)
      .thenRecorded({ type: 'NoticeDisputed', data: dispute.data })
      .thenState((state) => expect(noticeOf(state, noticeId)?.status).toBe('disputed')));

  it('by taking it back', () =>
    void underNotice
      .when(withdraw)
      .thenRecorded({ type: 'NoticeWithdrawn', data: withdraw.data })
      .thenState((state) => expect(noticeOf(state, noticeId)?.status).toBe('withdrawn')));

  it('by settling it', () =>
    void underNotice
      .when(settle)
      .thenRecorded({ type: 'NoticeSettled', data: settlement, irregularities: [] })
      .thenState((state) =>
        expect(noticeOf(state, noticeId)).toMatchObject({
          ...{ status: 'settled', expiresOn: '2026-04-24' },
          settled: {
            ...{ lastDay: '2026-03-27', feesPayableUntil: '2026-04-24', pence: 5_000_00 },
          },
        }),
      ));
});

describe('a settlement', () => {
  const settling = (asked: Partial<WishOf<'SettleNotice'>['data']>) => ({
    ...settle,
    data: { ...settlement, ...asked },
  });
  const forSettlement = {
    ...approvalSought,
    data: { ...approvalSought.data, for: { kind: 'settlement' as const, id: noticeId } },
  };
  const withApproval = journey.given(
    ...[registered, agreedAtOakfield, started, forSettlement, approved, noticeGiven],
  );

  it.each([
    ['last day', { lastDay: day('2026-03-28') }],
    ['end of the fees', { feesPayableUntil: day('2026-04-25') }],
    ['sum', { pence: 5_000_01 }],
  ])(
    'with another %s is another one',
    (_name, asked) =>
      void journey
        .given(registered, agreedAtOakfield, started, noticeGiven, noticeSettled)
        .when(settling(asked))
        .thenRefused({ because: 'notice-closed', noticeId, as: 'settled' }),
  );

  it('may make the day of the notice the last, and none before it', () => {
    expect(underNotice.when(settling({ lastDay: day('2026-03-16') })).planned.outcome).toBe(
      'record',
    );
    underNotice.when(settling({ lastDay: day('2026-03-15') })).thenRefused({
      because: 'last-day-before-notice',
      noticeId,
      lastDay: '2026-03-15',
      givenOn,
    });
  });

  it('pays fees until the last day, or somebody says why not', () => {
    const until = (text: string) => settling({ feesPayableUntil: day(text) });
    expect(underNotice.when(until('2026-03-27')).planned.outcome).toBe('record');
    underNotice.when(until('2026-03-26')).thenRefused({
      because: 'irregular',
      irregularities: [
        {
          ...{ code: 'fees-stop-before-place-ends', feesUntil: '2026-03-26' },
          placeEndsOn: '2026-03-27',
        },
      ],
    });
  });

  it('up to what its officer may decide needs no approval; a penny more does', () => {
    expect(underNotice.when(settling({ pence: 60_000_00 })).planned.outcome).toBe('record');
    underNotice.when(settling({ pence: 60_000_01 })).thenRefused({
      because: 'approval-needed',
      askedPence: 60_000_01,
      limitPence: 60_000_00,
    });
  });

  it('is measured by the limit of the one who records, where nobody else decided', () =>
    void underNotice.when({ ...settle, details: {} }).thenRefused({
      because: 'approval-needed',
      askedPence: 5_000_00,
      limitPence: 0,
    }));

  it('needs its notice before it needs an approval', () =>
    void running
      .when({ ...settle, details: {} })
      .thenRefused({ because: 'unknown-notice', noticeId }));

  it('rests on an approval for settlements', () => {
    withApproval.when(settling({ approvalId, pence: 64_000_00 })).thenRecorded({
      type: 'NoticeSettled',
      data: { ...settlement, approvalId, pence: 64_000_00 },
      irregularities: [],
    });
    underNotice.when(settling({ approvalId })).thenRefused({ because: 'not-approved', approvalId });
    journey
      .given(registered, agreedAtOakfield, started, approvalSought, approved, noticeGiven)
      .when(settling({ approvalId }))
      .thenRefused({
        because: 'approved-for-something-else',
        approvalId,
        forKind: 'placement',
      });
  });

  it('goes above its approval only knowingly', () =>
    void withApproval
      .when(settling({ approvalId, pence: 64_000_01 }))
      .thenIrregular('above-approved-ceiling'));

  it('is asked for both, when it stops the fees early and goes above its approval', () =>
    void withApproval
      .when(settling({ approvalId, pence: 64_000_01, feesPayableUntil: day('2026-03-26') }))
      .thenIrregular('above-approved-ceiling', 'fees-stop-before-place-ends'));
});
