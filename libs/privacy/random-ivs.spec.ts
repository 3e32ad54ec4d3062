import { randomIvs } from './random-ivs.js';

describe('random ivs', () => {
  it('are twelve bytes each, and never the same twice', () => {
    const iv = randomIvs();
    const ivs = Array.from({ length: 2_000 }, iv);
    expect(new Set(ivs.map(({ length }) => length))).toEqual(new Set([12]));
    expect(new Set(ivs.map((one) => one.toString('hex'))).size).toBe(2_000);
  });

  it('stay as they were when more are drawn', () => {
    const iv = randomIvs();
    const first = iv();
    const before = first.toString('hex');
    for (let drawn = 0; drawn < 2_000; drawn += 1) iv();
    expect(first.toString('hex')).toBe(before);
  });
});
