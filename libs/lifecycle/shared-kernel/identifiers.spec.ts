import { isUln, isUpn } from './identifiers.js';

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

describe('a unique pupil number', () => {
  it.each([
    ['B801200005001', 'permanent'],
    ['E886200026001', 'permanent, of Kent'],
    ['P207000016049', 'as it should be where a much-read help page has Q'],
    ['D88620002601A', 'temporary'],
  ])('may be %s: %s', (upn) => expect(isUpn(upn)).toBe(true));

  it.each([
    ['B801200005001', 'B'],
    ['E886200026001', 'E'],
    ['D88620002601A', 'D'],
  ])('has one check letter and no other: %s', (upn, letter) =>
    expect(LETTERS.filter((other) => isUpn(other + upn.slice(1)))).toEqual([letter]),
  );

  it.each([
    ['A801200005001', 'the wrong check letter'],
    ['Q207000016049', 'the help page that is wrong by one'],
    ['B801200005002', 'a mistyped digit'],
    ['B081200005001', 'two digits swapped'],
    ['D88620002601B', 'the wrong letter at the end'],
    ['D88620002601I', 'a letter that is never used'],
    ['D88620002601O', 'a letter that is never used'],
    ['D88620002601S', 'a letter that is never used'],
    ['D8862000260AA', 'two letters at the end'],
    ['b801200005001', 'small letters'],
    ['B80120000500', 'a digit too few'],
    ['B8012000050010', 'a digit too many'],
    [' B801200005001', 'a space'],
    ['B801200005001\n', 'a line break'],
    ['8801200005001', 'no letter'],
    ['', 'nothing'],
  ])('is not "%s": %s', (text) => expect(isUpn(text)).toBe(false));
});

describe('a unique learner number', () => {
  it.each(['9276308686', '1020000014'])('may be %s', (uln) => expect(isUln(uln)).toBe(true));

  it.each(['927630868', '102000001'])('has one check digit and no other: %s', (nine) =>
    expect(Array.from('0123456789').filter((digit) => isUln(nine + digit))).toHaveLength(1),
  );

  it('has none where the remainder is 0', () => {
    // 10 times the first digit and 2 times the ninth: 10·1 + 2·6 = 22 = 2·11.
    const digits = Array.from('0123456789');
    expect(digits.filter((digit) => isUln(`100000006${digit}`))).toEqual([]);
  });

  it.each([
    ['9999999999', 'a placeholder'],
    ['9276308685', 'the wrong check digit'],
    ['9276308868', 'two digits swapped'],
    ['0000000000', 'zeros'],
    ['0276308686', 'a zero in front'],
    ['927630868', 'a digit too few'],
    ['92763086860', 'a digit too many'],
    ['92763O8686', 'a letter'],
    ['9276308686\n', 'a line break'],
    ['', 'nothing'],
  ])('is not "%s": %s', (text) => expect(isUln(text)).toBe(false));
});
