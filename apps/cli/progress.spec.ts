import { lineOf } from './progress.js';

const line = (done: number, total: number | undefined, ms: number) =>
  lineOf({ what: 'Verifying', unit: 'events', done, total, ms });

describe('a line of progress', () => {
  it('shows a bar, how much of how much, the rate and the time to go', () =>
    expect(line(1_200, 4_800, 2_000)).toBe(
      'Verifying ██████░░░░░░░░░░░░░░░░░░ 25 % · 1,200 of 4,800 events · 600/s · 6 s to go',
    ));

  it('shows what is known where the end is not', () => {
    expect(line(1_200, undefined, 2_000)).toBe('Verifying 1,200 events · 600/s');
    expect(line(0, 0, 0)).toBe('Verifying 0 events · 0/s');
  });

  it('promises no time before anything is done', () =>
    expect(line(0, 10, 500)).toBe('Verifying ░░░░░░░░░░░░░░░░░░░░░░░░ 0 % · 0 of 10 events · 0/s'));

  it('is full when all is done, and never fuller', () => {
    expect(line(10, 10, 1_000)).toContain('████████████████████████ 100 %');
    expect(line(12, 10, 1_000)).toContain('████████████████████████ 100 %');
  });
});
