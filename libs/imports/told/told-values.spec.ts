import { isUnknown, toldCode, toldCodes, toldPence, toldWhole, toldYesNo } from './told-values.js';

describe('values as people type them', () => {
  it.each([
    ['£64,000.00', 6_400_000],
    ['64000', 6_400_000],
    ['£ 64,000', 6_400_000],
    ['£1,064,000.5', 106_400_050],
    ['64k', 6_400_000],
    ['£64,000 p.a.', 6_400_000],
    ['£64,000 per year', 6_400_000],
    ['0', 0],
  ])('%s is %s pence', (text, pence) => expect(toldPence(text)).toBe(pence));

  it.each(['64,00', '-5', '64.000,00', 'lots', '£', '1.234'])('%s is no amount', (text) =>
    expect(toldPence(text)).toEqual({ problem: expect.stringContaining('pounds') }),
  );

  it.each(['', ' ', 'unknown', 'Not known', '?', 'n/k', 'TBC', '-'])('“%s” is not known', (text) =>
    expect(isUnknown(text)).toBe(true),
  );

  it('an empty price is unknown, a price of nothing is known', () =>
    expect([isUnknown('0'), isUnknown('no')]).toEqual([false, false]));

  it('yes and no come in several words', () => {
    expect(['Y', 'yes', 'TRUE', 'x', '1'].map(toldYesNo)).toEqual(Array(5).fill(true));
    expect(['N', 'no', 'False', '0'].map(toldYesNo)).toEqual(Array(4).fill(false));
    expect(toldYesNo('perhaps')).toEqual({ problem: 'is neither yes nor no' });
  });

  it('whole numbers keep to their limits', () => {
    const weeks = (text: string) => toldWhole(text, { min: 1, max: 53 });
    expect(['1', '53'].map(weeks)).toEqual([1, 53]);
    for (const text of ['0', '54', '3.5', '-1', 'many'])
      expect(weeks(text)).toEqual({ problem: 'is no whole number from 1 to 53' });
  });

  it('codes are found whatever their capitals, and by other words for them', () => {
    const lots = ['lotA', 'lotB', 'spot'] as const;
    expect(toldCode('Lot A', lots)).toBe('lotA');
    expect(toldCode('off framework', lots, { offframework: 'spot' })).toBe('spot');
    expect(toldCode('toString', lots)).toEqual({ problem: 'is none of lotA, lotB, spot' });
  });

  it('several codes stand apart by commas, semicolons or spaces', () => {
    expect(toldCodes('asd; SLCN,pd', ['ASD', 'SLCN', 'PD'])).toEqual(['ASD', 'SLCN', 'PD']);
    expect(toldCodes('', ['ASD'])).toEqual([]);
    expect(toldCodes('ASD XX', ['ASD'])).toEqual({ problem: 'is none of ASD' });
  });
});
