import { onDay, type LocalDate } from '#libs/event-sourcing';
import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import {
  ended,
  endedAwaitingReason,
  endPlacement,
  reasonSettled,
  suspended,
  suspensionId,
} from '../journey/testing/breakdowns.examples.js';
import { fellThrough } from '../journey/testing/offers.examples.js';
import { context, decidedBy, manager, registered } from '../journey/testing/record.examples.js';
import type { WishOf } from '../journey/testing/requests.examples.js';
import {
  agreedAtOakfield,
  notStarted,
  placementId,
  started,
} from '../journey/testing/starts.examples.js';
import { endingOf } from './breakdowns.state.js';
import { endingReasonsVersion } from './ending-reasons.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
const march = { from: day('2026-03-01'), to: day('2026-03-31'), precision: 'month' as const };
const agreed = journey.given(registered, agreedAtOakfield);
const running = journey.given(registered, agreedAtOakfield, started);
const over = journey.given(registered, agreedAtOakfield, started, ended);
const awaiting = journey.given(registered, agreedAtOakfield, started, endedAwaitingReason);

const learner = {
  ...{ primaryNeed: 'ASD', cohort: 2019, district: 'E07000110' },
};
const startedOn = onDay(day('2025-11-03'));
const lastDay = { occurredOn: '2026-03-27' };

const end: WishOf<'EndPlacement'> = {
  type: 'EndPlacement',
  data: endPlacement,
  details: lastDay,
};
const ending = (asked: Partial<WishOf<'EndPlacement'>['data']>, occurredOn = '2026-03-27') => ({
  ...end,
  data: { ...endPlacement, ...asked },
  details: { occurredOn },
});

describe('an ending', () => {
  it('is recorded with what was known of the learner, and the version of the reasons', () =>
    void running
      .when(end)
      .thenRecorded({
        type: 'PlacementEnded',
        occurredOn: '2026-03-27',
        data: { ...endPlacement, codeListVersion: endingReasonsVersion, learner },
        irregularities: [],
      })
      .thenState((state) =>
        expect(endingOf(state, placementId)).toEqual({
          ...{ placementId, endedOn: onDay(day('2026-03-27')), reasonCode: 'PRVBEH' },
          ...{ placeEndedOn: '2026-04-24', fundedUntil: '2026-04-24' },
        }),
      ));

  it('keeps the decision it rests on', () =>
    void running
      .when(ending({ reasonCode: 'STEPDN', decisionRef: 'minute-7', decidedOn: day('2026-02-09') }))
      .thenState((state) =>
        expect(endingOf(state, placementId)).toMatchObject({
          ...{ reasonCode: 'STEPDN', decisionRef: 'minute-7', decidedOn: '2026-02-09' },
        }),
      ));

  it('was decided when its officer decided it, where no other day is told', () => {
    const decision = decidedBy(manager, { on: day('2026-03-02') });
    running
      .when({ ...end, details: { ...lastDay, decision } })
      .thenState((state) => expect(endingOf(state, placementId)?.decidedOn).toBe('2026-03-02'));
    running
      .when({ ...ending({ decidedOn: day('2026-02-09') }), details: { ...lastDay, decision } })
      .thenState((state) => expect(endingOf(state, placementId)?.decidedOn).toBe('2026-02-09'));
  });

  it('needs a placement', () =>
    void journey
      .given(registered)
      .when(end)
      .thenRefused({ because: 'unknown-placement', placementId }));

  it.each([
    ['never started', agreed],
    ['is known not to have started', journey.given(registered, agreedAtOakfield, notStarted)],
    ['fell through', journey.given(registered, agreedAtOakfield, fellThrough)],
  ])(
    'is not that of a placement that %s',
    (_name, history) =>
      void history.when(end).thenRefused({ because: 'placement-not-started', placementId }),
  );

  it('may be on the first day attended, and not before', () => {
    expect(running.when(ending({}, '2025-11-03')).planned.outcome).toBe('record');
    running
      .when(ending({}, '2025-11-02'))
      .thenRefused({ because: 'before-placement-started', placementId, startedOn });
  });

  it('may be vaguely dated, when it may have been after the start', () => {
    const vague = (from: string, to: string) => ({
      ...end,
      details: { occurredOn: { from: day(from), to: day(to), precision: 'unknown' as const } },
    });
    expect(running.when(vague('2025-09-01', '2025-11-03')).planned.outcome).toBe('record');
    running
      .when(vague('2025-09-01', '2025-11-02'))
      .thenRefused({ because: 'before-placement-started', placementId, startedOn });
  });

  it('of a placement that started some time in the autumn comes after the start', () => {
    const autumn = {
      ...{ from: day('2025-09-01'), to: day('2025-12-31'), precision: 'term' as const },
    };
    const vaguely = journey.given(registered, agreedAtOakfield, { ...started, occurredOn: autumn });
    expect(vaguely.when(ending({}, '2025-09-15')).planned.outcome).toBe('record');
  });

  it('cannot be told twice', () =>
    void over.when(ending({}, '2026-03-26')).thenRefused({
      because: 'later-entry-no-longer-holds',
      entry: 'entry-3',
      event: 'PlacementEnded',
      refusal: { because: 'already-ended', placementId, endedOn: onDay(day('2026-03-26')) },
    }));

  it.each([
    ['of another reason', ending({ reasonCode: 'PRVNEED' })],
    ['with another last day of the place', ending({ placeEndedOn: day('2026-04-25') })],
    ['paid for until another day', ending({ fundedUntil: day('2026-04-25') })],
    ['with another decision', ending({ decisionRef: 'minute-7' })],
    ['decided on another day', ending({ decidedOn: day('2026-02-09') })],
    ['on a later day', ending({}, '2026-03-28')],
  ])(
    '%s is no second one',
    (_name, wish) =>
      void over.when(wish).thenRefused({
        because: 'already-ended',
        placementId,
        endedOn: onDay(day('2026-03-27')),
      }),
  );

  it('changes nothing when told again', () => void over.when(end).thenNothing());

  it('changes nothing when told again without its decision', () => {
    const decided = {
      ...ended,
      data: { ...ended.data, decisionRef: 'minute-7', decidedOn: day('2026-03-02') },
    };
    journey.given(registered, agreedAtOakfield, started, decided).when(end).thenNothing();
  });

  it('holds the place until the last day attended at least', () => {
    const { fundedUntil: _fundedUntil, ...unfunded } = endPlacement;
    const until = (text: string) => ({
      ...end,
      data: { ...unfunded, placeEndedOn: day(text) },
    });
    expect(running.when(until('2026-03-27')).planned.outcome).toBe('record');
    running.when(until('2026-03-26')).thenRefused({
      because: 'place-ends-before-last-day',
      placementId,
      placeEndedOn: '2026-03-26',
    });
  });

  it('is paid for while the place is held, or somebody says why not', () => {
    const early = ending({ fundedUntil: day('2026-04-23') });
    running.when(early).thenIrregular('fees-stop-before-place-ends');
    const knowing = { ...lastDay, acknowledge: knowingly('fees-stop-before-place-ends') };
    running.when({ ...early, details: knowing }).thenRecorded({
      type: 'PlacementEnded',
      data: { ...early.data, codeListVersion: endingReasonsVersion, learner },
      irregularities: ['fees-stop-before-place-ends'],
    });
  });

  it('says what the days are, where payment stops early', () =>
    void running.when(ending({ fundedUntil: day('2026-04-23') })).thenRefused({
      because: 'irregular',
      irregularities: [
        {
          ...{ code: 'fees-stop-before-place-ends', feesUntil: '2026-04-23' },
          placeEndsOn: '2026-04-24',
        },
      ],
    }));

  it('may leave open until when is paid', () => {
    const { fundedUntil: _fundedUntil, ...data } = endPlacement;
    expect(running.when({ ...end, data }).planned.outcome).toBe('record');
  });

  it('cannot lie before what is recorded of the place', () =>
    void journey
      .given(registered, agreedAtOakfield, started, suspended)
      .when(
        ending({ placeEndedOn: day('2026-03-01'), fundedUntil: day('2026-03-01') }, '2026-02-13'),
      )
      .thenRefused({
        because: 'later-entry-no-longer-holds',
        entry: 'entry-3',
        event: 'SuspensionReported',
        refusal: { because: 'after-placement-ended', placementId, placeEndedOn: '2026-03-01' },
      })
      .thenState((state) => expect(state.breakdowns.suspensions).toHaveProperty(suspensionId)));
});

describe('the reason of an ending', () => {
  const settle: WishOf<'SettleEndingReason'> = {
    type: 'SettleEndingReason',
    data: { placementId, reasonCode: 'PRVNEED', explanation: 'As the review found.' },
  };
  const settled = { ...settle.data, codeListVersion: endingReasonsVersion };

  it('is settled where it was awaited', () =>
    void awaiting
      .when(settle)
      .thenRecorded({ type: 'EndingReasonSettled', data: settled, irregularities: [] })
      .thenState((state) =>
        expect(endingOf(state, placementId)).toMatchObject({
          ...{ reasonCode: 'PRVNEED', placeEndedOn: '2026-04-24' },
        }),
      ));

  it('is settled anew where it was thought another', () =>
    void over.when(settle).thenRecorded({ type: 'EndingReasonSettled', data: settled }));

  it('changes nothing when settled again', () =>
    void journey
      .given(registered, agreedAtOakfield, started, endedAwaitingReason, reasonSettled)
      .when(settle)
      .thenNothing());

  it('may bring the decision after it', () => {
    const decided = {
      ...{ placementId, reasonCode: 'PRVBEH' as const, decisionRef: 'minute-7' },
      decidedOn: day('2026-03-02'),
    };
    over
      .when({ ...settle, data: decided })
      .thenRecorded({
        type: 'EndingReasonSettled',
        data: { ...decided, codeListVersion: endingReasonsVersion },
      })
      .thenState((state) =>
        expect(endingOf(state, placementId)).toMatchObject({
          ...{ decisionRef: 'minute-7', decidedOn: '2026-03-02' },
        }),
      );
  });

  it('leaves the decision that was told before', () => {
    const decided = {
      ...ended,
      data: { ...ended.data, decisionRef: 'minute-7', decidedOn: day('2026-03-02') },
    };
    journey
      .given(registered, agreedAtOakfield, started, decided)
      .when(settle)
      .thenState((state) =>
        expect(endingOf(state, placementId)).toMatchObject({
          ...{ reasonCode: 'PRVNEED', decisionRef: 'minute-7', decidedOn: '2026-03-02' },
        }),
      );
  });

  it('needs an ending', () =>
    void running.when(settle).thenRefused({ because: 'placement-not-ended', placementId }));

  it('may be settled on the last day attended, and not before', () => {
    expect(awaiting.when({ ...settle, details: lastDay }).planned.outcome).toBe('record');
    awaiting.when({ ...settle, details: { occurredOn: '2026-03-26' } }).thenRefused({
      because: 'before-placement-ended',
      placementId,
      endedOn: onDay(day('2026-03-27')),
    });
  });

  it('comes after an ending that is vaguely dated', () => {
    const vague = { ...endedAwaitingReason, occurredOn: march };
    const history = journey.given(registered, agreedAtOakfield, started, vague);
    const on = (occurredOn: string) => history.when({ ...settle, details: { occurredOn } });
    expect(on('2026-03-01').planned.outcome).toBe('record');
    on('2026-02-28').thenRefused('before-placement-ended');
  });
});

describe('a review of a breakdown', () => {
  const review: WishOf<'RecordBreakdownReview'> = {
    type: 'RecordBreakdownReview',
    data: {
      ...{ placementId, preventable: 'partly', learning: ['earlierReview', 'staffing'] },
      ...{ findings: 'The early signs were missed.', lessons: 'Ask after every suspension.' },
    },
  };
  const breakdownReviewId = 'breakdown-review-1';

  it('is recorded', () =>
    void over.when(review).thenRecorded({
      type: 'BreakdownReviewed',
      data: { ...review.data, learning: ['earlierReview', 'staffing'], breakdownReviewId },
      irregularities: [],
    }));

  it('may have found nothing to learn', () =>
    void over
      .when({ ...review, data: { placementId, preventable: 'no' } })
      .thenRecorded({
        type: 'BreakdownReviewed',
        data: { placementId, preventable: 'no', learning: [], breakdownReviewId },
      })
      .thenState((state) => expect(state.breakdowns).toEqual(over.state.breakdowns)));

  it('comes before the ending only knowingly', () => {
    running.when(review).thenRefused({
      because: 'irregular',
      irregularities: [{ code: 'placement-still-open', placementId }],
    });
    running
      .when({ ...review, details: { acknowledge: knowingly('placement-still-open') } })
      .thenRecorded({
        type: 'BreakdownReviewed',
        data: { ...review.data, learning: ['earlierReview', 'staffing'], breakdownReviewId },
        irregularities: ['placement-still-open'],
      });
  });

  it('needs a placement that has started', () => {
    journey
      .given(registered)
      .when(review)
      .thenRefused({ because: 'unknown-placement', placementId });
    agreed.when(review).thenRefused({ because: 'placement-not-started', placementId });
    over
      .when({ ...review, details: { occurredOn: '2025-11-02' } })
      .thenRefused({ because: 'before-placement-started', placementId, startedOn });
  });
});

describe('a safety check', () => {
  const check: WishOf<'RecordSafetyCheck'> = {
    type: 'RecordSafetyCheck',
    data: { placementId, trigger: 'inspection', outcome: 'stayWithPlan', notes: 'Visit weekly.' },
  };

  it('is recorded', () =>
    void running
      .when(check)
      .thenRecorded({
        type: 'SafetyCheckRecorded',
        data: { ...check.data, safetyCheckId: 'safety-check-1' },
        irregularities: [],
      })
      .thenState((state) => expect(state.breakdowns).toEqual(running.state.breakdowns)));

  it('is of a placement while its place is held', () => {
    agreed.when(check).thenRefused({ because: 'placement-not-started', placementId });
    over.when({ ...check, details: { occurredOn: '2026-04-25' } }).thenRefused({
      because: 'after-placement-ended',
      placementId,
      placeEndedOn: '2026-04-24',
    });
  });
});
