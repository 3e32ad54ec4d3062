import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import { ended, noticeGiven, noticeWithdrawn } from '../journey/testing/breakdowns.examples.js';
import { agreePlacement, fellThrough, linesOf64000 } from '../journey/testing/offers.examples.js';
import { context, decidedBy, director, registered } from '../journey/testing/record.examples.js';
import {
  expressed,
  meadow,
  oakfield,
  requested,
  requestId,
  type WishOf,
} from '../journey/testing/requests.examples.js';
import {
  agreedAtOakfield,
  notStarted,
  placementId,
  started,
} from '../journey/testing/starts.examples.js';
import { transitionPlanned } from '../journey/testing/transitions.examples.js';
import type { SchoolSnapshot } from '../shared-kernel/index.js';

const journey = scenario(journeyRules, { context });

type Wish = WishOf<'AgreePlacement'>;
/** A place at a school that must admit, by a director who may decide on £250,000 alone. */
const { offerId: _offerId, approvalId: _approvalId, ...plain } = agreePlacement;
const naming = (asked: Partial<Wish['data']>, occurredOn = '2025-10-06'): Wish => ({
  type: 'AgreePlacement',
  data: {
    ...{ ...plain, basis: 'dutyToAdmit', providerId: 'school-oakfield', lines: linesOf64000 },
    ...asked,
  },
  details: { occurredOn, decision: decidedBy(director) },
});

describe('a second main placement', () => {
  const second = (...events: readonly GivenEvent<JourneyEvent>[]) =>
    journey
      .given(registered, agreedAtOakfield, ...events)
      .when(naming({ providerId: 'school-meadow' }, '2026-05-04'), {
        newId: (kind) => `${kind}-2`,
      });
  const planned = { ...transitionPlanned, occurredOn: '2026-02-09' };

  it.each([
    ['agreed', []],
    ['attended', [started]],
    ['attended after a notice that was withdrawn', [started, noticeGiven, noticeWithdrawn]],
  ] as const)(
    'is agreed only knowingly while another is %s',
    (_name, events) =>
      void second(...events).thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'second-main-placement', placementIds: [placementId] }],
      }),
  );

  it.each([
    ['fell through', [fellThrough]],
    ['never started', [notStarted]],
    ['has ended', [started, ended]],
    ['is under notice', [started, noticeGiven]],
    ['is to end by a planned transition', [started, planned]],
  ] as const)('is the main one where the other %s', (_name, events) =>
    expect(second(...events).planned.outcome).toBe('record'),
  );

  it('is no matter where either is a dual placement', () => {
    const dual = { ...agreedAtOakfield, data: { ...agreedAtOakfield.data, rank: 'dual' as const } };
    const other = { newId: (kind: string) => `${kind}-2` };
    const first = journey.given(registered, dual).when(naming({}), other);
    const next = journey.given(registered, agreedAtOakfield).when(naming({ rank: 'dual' }), other);
    expect([first.planned.outcome, next.planned.outcome]).toEqual(['record', 'record']);
  });
});

describe('a school under embargo', () => {
  const at = (status: SchoolSnapshot['status'], asked: Partial<Wish['data']> = {}) =>
    journey.given(registered, requested, expressed).when(naming(asked), {
      schools: {
        'school-oakfield': { ...oakfield, status },
        'school-meadow': { ...meadow, status },
      },
    });

  it.each(['embargo', 'suspended', 'removed'] as const)(
    '(%s) wants a reason',
    (status) =>
      void at(status).thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'school-under-embargo', status }],
      }),
  );

  it.each(['active', 'monitored', 'closed', undefined] as const)('is none that is %s', (status) =>
    expect(at(status).planned.outcome).toBe('record'),
  );

  it('does not bar what a tribunal orders', () =>
    expect(at('embargo', { basis: 'tribunalOrder' }).planned.outcome).toBe('record'));

  it('does not bar what the family asked for under section 38, in that request', () => {
    expect(at('embargo', { requestId }).planned.outcome).toBe('record');
    at('embargo', { requestId, providerId: 'school-meadow' }).thenIrregular('school-under-embargo');
  });
});
