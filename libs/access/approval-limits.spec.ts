import { approvalLimitPence } from './approval-limits.js';

describe('what a role may approve by itself, in pence a year', () => {
  it.each([
    ['caseworker', 0],
    ['finance', 0],
    ['panel-clerk', 0],
    ['team-manager', 3_000_000],
    ['service-manager', 6_000_000],
    ['head-of-send', 12_000_000],
    ['director', Number.MAX_SAFE_INTEGER],
    ['nobody', 0],
    ['toString', 0],
  ])('%s: %s unless the authority says otherwise', (role, pence) =>
    expect(approvalLimitPence()(role)).toBe(pence),
  );

  it('is as configured for the roles that are named, and as before for the rest', () => {
    const limit = approvalLimitPence({ 'team-manager': 2_500_000, caseworker: 100_000 });
    expect(['team-manager', 'caseworker', 'service-manager'].map(limit)).toEqual([
      ...[2_500_000, 100_000, 6_000_000],
    ]);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('is never %s', (pence) =>
    expect(() => approvalLimitPence({ director: pence })).toThrow('Give whole pence a year'),
  );
});
