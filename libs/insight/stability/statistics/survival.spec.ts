import fc from 'fast-check';
import { aalenJohansen, timeUntilShare } from './aalen-johansen.js';
import { endingsOf, type Duration } from './at-risk.js';
import { kaplanMeier, pointAt, restrictedMean, survivalAt, timeUntilGone } from './kaplan-meier.js';

const lasted = (until: number, cause?: string, entered = 0): Duration => ({
  ...{ entered, until, cause },
});

/** Ten placements: U broke down, P ended as planned, the others go on or left observation. */
const TEN = [
  ...[lasted(30, 'U'), lasted(60, 'U'), lasted(60), lasted(120, 'P'), lasted(180, 'U')],
  ...[lasted(200), lasted(365, 'P'), lasted(365), lasted(400, 'U'), lasted(500)],
];

const cause = fc.constantFrom('U', 'P', 'S', undefined);
const someDurations = fc.array(
  fc
    .record({
      from: fc.integer({ min: -3, max: 40 }),
      days: fc.integer({ min: 1, max: 60 }),
      cause,
    })
    .map(({ from, days, cause: why }) => lasted(Math.max(0, from) + days, why, from)),
  { minLength: 1, maxLength: 60 },
);

describe('survival with competing causes', () => {
  it('gives the worked values, endings before censorings of the same day', () => {
    const rows = aalenJohansen(TEN).map(({ time, atRisk, ended, byCause, survival, incidence }) => [
      ...[time, atRisk, ended, byCause['U'] ?? 0, survival.toFixed(6)],
      ...[incidence['U']?.probability.toFixed(6), incidence['P']?.probability.toFixed(6)],
    ]);
    expect(rows).toEqual([
      [30, 10, 1, 1, '0.900000', '0.100000', '0.000000'],
      [60, 9, 1, 1, '0.800000', '0.200000', '0.000000'],
      [120, 7, 1, 0, '0.685714', '0.200000', '0.114286'],
      [180, 6, 1, 1, '0.571429', '0.314286', '0.114286'],
      [365, 4, 1, 0, '0.428571', '0.314286', '0.257143'],
      [400, 2, 1, 1, '0.214286', '0.528571', '0.257143'],
    ]);
  });

  it('gives Greenwood’s errors of the worked values', () => {
    const errorAt = (time: number) => pointAt(kaplanMeier(TEN), time)?.error.toFixed(6);
    expect([errorAt(180), errorAt(365)]).toEqual(['0.163775', '0.174338']);
  });

  it('does not take the other endings for censorings', () => {
    const withoutOthers = TEN.map((one) =>
      one.cause === 'P' ? { ...one, cause: undefined } : one,
    );
    expect(1 - survivalAt(kaplanMeier(withoutOthers), 500)).toBeCloseTo(0.6667, 4);
    expect(pointAt(aalenJohansen(TEN), 500)?.incidence['U']?.probability).toBeCloseTo(0.5286, 4);
  });

  it('has intervals that hold the estimate and stay between 0 and 1', () => {
    for (const { survival, low, high } of kaplanMeier(TEN)) {
      expect(low).toBeLessThanOrEqual(survival);
      expect(high).toBeGreaterThanOrEqual(survival);
      expect([low >= 0, high <= 1]).toEqual([true, true]);
    }
    // By hand for S(180) = 4/7: exp(1.96 x 0.163775 / (0.571429 x ln 0.571429)) = 0.366549 (inverse 2.728).
    const at180 = pointAt(kaplanMeier(TEN), 180);
    expect(at180?.low).toBeCloseTo(0.571429 ** (1 / 0.366549), 3);
    expect(at180?.high).toBeCloseTo(0.571429 ** 0.366549, 3);
  });

  it('finds the median, and the time until a share has broken down', () => {
    expect(timeUntilGone(kaplanMeier(TEN), 0.5)).toBe(365);
    expect(timeUntilShare(aalenJohansen(TEN), 'U', 0.5)).toBe(400);
    expect(timeUntilShare(aalenJohansen(TEN), 'P', 0.5)).toBeUndefined();
  });

  it('means, within a limit, the area under the curve', () => {
    // 30 x 1 + 30 x 0.9 + 40 x 0.8
    expect(restrictedMean(kaplanMeier(TEN), 100)).toBeCloseTo(89, 10);
    expect(restrictedMean([], 100)).toBe(100);
  });

  it('counts who came under observation late from the day after', () => {
    const late = [lasted(10, 'U'), lasted(20, 'U'), lasted(30, 'U', 10), lasted(40, undefined, 15)];
    expect(endingsOf(late).map(({ time, atRisk }) => [time, atRisk])).toEqual([
      [10, 2],
      [20, 3],
      [30, 2],
    ]);
  });

  it('leaves out what was over before it came under observation', () => {
    expect(endingsOf([lasted(5, 'U', 5), lasted(7, 'U')]).map(({ atRisk }) => atRisk)).toEqual([1]);
  });

  it('counts a placement that ended on its first day', () => {
    expect(kaplanMeier([lasted(0, 'U'), lasted(9)]).map(({ survival }) => survival)).toEqual([0.5]);
  });
});

describe('whatever the durations', () => {
  it('all causes and what is left add up to 1', () => {
    fc.assert(
      fc.property(someDurations, (durations) => {
        for (const { survival, incidence } of aalenJohansen(durations)) {
          const gone = Object.values(incidence).reduce((sum, one) => sum + one.probability, 0);
          expect(gone + survival).toBeCloseTo(1, 9);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('of one cause the incidence is what Kaplan and Meier lose, error included', () => {
    fc.assert(
      fc.property(someDurations, (durations) => {
        const one = durations.map((all) =>
          all.cause === undefined ? all : { ...all, cause: 'U' },
        );
        const points = kaplanMeier(one);
        aalenJohansen(one).forEach(({ survival, incidence }, at) => {
          expect(survival).toBeCloseTo(points[at]?.survival ?? Number.NaN, 9);
          expect(incidence['U']?.probability).toBeCloseTo(1 - survival, 9);
          expect(incidence['U']?.error).toBeCloseTo(points[at]?.error ?? Number.NaN, 6);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('their order does not matter', () => {
    const shuffled = someDurations.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([told, otherwise]) => {
        expect(aalenJohansen(otherwise)).toEqual(aalenJohansen(told));
      }),
      { numRuns: 100 },
    );
  });

  it('entering at the very beginning is entering in time', () => {
    fc.assert(
      fc.property(someDurations, fc.integer({ min: -5, max: 0 }), (durations, entered) => {
        const plain = durations.map((one) => ({ ...one, entered: 0 }));
        const early = durations.map((one) => ({ ...one, entered }));
        expect(aalenJohansen(early)).toEqual(aalenJohansen(plain));
      }),
      { numRuns: 100 },
    );
  });

  it('survival never rises, and no incidence falls', () => {
    fc.assert(
      fc.property(someDurations, (durations) => {
        let [left, broken] = [1, 0];
        for (const { survival, incidence } of aalenJohansen(durations)) {
          expect(survival).toBeLessThanOrEqual(left + 1e-12);
          const now = incidence['U']?.probability ?? 0;
          expect(now).toBeGreaterThanOrEqual(broken - 1e-12);
          [left, broken] = [survival, now];
        }
      }),
      { numRuns: 100 },
    );
  });
});
