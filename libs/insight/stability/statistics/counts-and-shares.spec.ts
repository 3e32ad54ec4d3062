import { shareInterval } from './confidence.js';
import { poissonInterval } from './poisson.js';
import { median, quantile } from './quantiles.js';
import { shrink } from './shrinkage.js';

describe('the exact interval of a Poisson mean', () => {
  // Tabulated values of Garwood's limits.
  it.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [4, 1.09, 10.242],
    [10, 4.795, 18.39],
    [100, 81.364, 121.627],
  ])('after %d events', (events, low, high) => {
    const interval = poissonInterval(events);
    expect(interval.low).toBeCloseTo(low, 2);
    expect(interval.high).toBeCloseTo(high, 2);
  });

  it('holds for many events, as the normal law has it', () => {
    const { low, high } = poissonInterval(10_000);
    expect(Math.abs(low - 9_805)).toBeLessThan(2);
    expect(Math.abs(high - 10_198)).toBeLessThan(2);
  });

  it('rises with every event', () => {
    let before = poissonInterval(0);
    for (let events = 1; events < 200; events += 1) {
      const now = poissonInterval(events);
      expect([now.low > before.low, now.high > before.high]).toEqual([true, true]);
      before = now;
    }
  });
});

describe('the interval of a share', () => {
  it('is Wilson’s', () => {
    // 5 of 20: centre (0.25 + 0.09604) / 1.19207, spread 1.96 x sqrt(0.009375 + 0.0024010) / 1.19207.
    const { low, high } = shareInterval(5, 20) ?? { low: 0, high: 0 };
    expect(low).toBeCloseTo(0.1119, 3);
    expect(high).toBeCloseTo(0.4687, 3);
  });

  it('says nothing of nothing', () => {
    expect(shareInterval(0, 0)).toBeUndefined();
  });
});

describe('shrinking', () => {
  it('leaves the overall ratio to groups that differ by no more than chance', () => {
    const shrunk = shrink([
      { observed: 5, expected: 5 },
      { observed: 6, expected: 5 },
    ]);
    expect(shrunk.map((one) => one.shrunk)).toEqual([1.1, 1.1]);
  });

  it('draws a small group further than a large one', () => {
    const [large, small, calm] = shrink([
      { observed: 40, expected: 20 },
      { observed: 4, expected: 2 },
      { observed: 6, expected: 28 },
    ]);
    expect([large?.ratio, small?.ratio]).toEqual([2, 2]);
    expect(small?.shrunk).toBeLessThan(large?.shrunk ?? 0);
    expect(small?.shrunk).toBeGreaterThan(1);
    expect(calm?.shrunk).toBeGreaterThan(calm?.ratio ?? 1);
  });

  it('knows a group of which nothing was expected', () => {
    expect(shrink([{ observed: 0, expected: 0 }])).toEqual([
      { observed: 0, expected: 0, ratio: undefined, shrunk: 0 },
    ]);
  });
});

describe('quantiles', () => {
  it('lie between neighbours', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(quantile([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 0.9)).toBe(90);
    expect(median([])).toBeUndefined();
  });
});
