import { parsePostcode } from './postcode.js';

describe('a postcode', () => {
  it.each([
    ['M1 1AA', 'A9 9AA'],
    ['M60 1NW', 'A99 9AA'],
    ['CR2 6XH', 'AA9 9AA'],
    ['DN55 1PT', 'AA99 9AA'],
    ['W1A 1HQ', 'A9A 9AA'],
    ['EC1A 1BB', 'AA9A 9AA'],
    ['GIR 0AA', 'the one of its own kind'],
  ])('may be like %s: %s', (text) => expect(parsePostcode(text)).toBe(text));

  it.each(['me141xq', ' ME14 1XQ ', 'Me14  1xQ', 'ME 14 1XQ', 'ME14\u00a01XQ', 'M E1 41X Q'])(
    'is read from "%s"',
    (text) => expect(parsePostcode(text)).toBe('ME14 1XQ'),
  );

  it.each(['QE14 1XQ', 'VE14 1XQ', 'XE14 1XQ', 'Q1 1AA'])('never begins like %s', (text) =>
    expect(parsePostcode(text)).toBeUndefined(),
  );

  it.each(['MI14 1XQ', 'MJ14 1XQ', 'MZ14 1XQ', 'MZ1A 1AA'])(
    'never has the second letter of %s',
    (text) => expect(parsePostcode(text)).toBeUndefined(),
  );

  it.each(Array.from('CIKMOV').flatMap((letter) => [`ME14 1${letter}Q`, `ME14 1Q${letter}`]))(
    'never ends like %s',
    (text) => expect(parsePostcode(text)).toBeUndefined(),
  );

  it.each([
    ...['', 'ME14', '1XQ', 'ME14 1X', 'ME14 1XQQ', 'ME141 1XQ', 'ME14-1XQ', 'MEE4 1XQ'],
    ...['GIR 1AA', 'GIR 0AB', 'ME14 1XQ, Kent', 'ME14 1X0', '1E14 1XQ', 'M1AA 1AA'],
  ])('is not "%s"', (text) => expect(parsePostcode(text)).toBeUndefined());
});
