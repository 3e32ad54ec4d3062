import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonical } from './index.js';

describe('the canonical form', () => {
  // RFC 8785, section 3.2.2 and appendix B.
  it('writes the example of RFC 8785', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,4.5,0.002,1e-27],' +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts keys by their UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonical(value)) as object)).toEqual([
      'One',
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(canonical({ 10: 'a', 9: 'b' })).toBe('{"10":"a","9":"b"}');
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-5e-324, '-5e-324'],
    [9007199254740991, '9007199254740991'],
    [0.1, '0.1'],
    [1e-7, '1e-7'],
    [333333333.3333332, '333333333.3333332'],
    [Number('1424953923781206.25'), '1424953923781206.2'],
  ])('writes the number %s as %s', (number, text) => expect(canonical(number)).toBe(text));

  it('takes absent and undefined fields for the same', () =>
    expect(canonical({ a: undefined, b: 1, c: { d: undefined } })).toBe('{"b":1,"c":{}}'));

  it('writes an instance of a class by its fields', () => {
    class Asked {
      readonly z = 1;
      readonly a = [new Date(0)];
    }
    expect(canonical(new Asked())).toBe('{"a":["1970-01-01T00:00:00.000Z"],"z":1}');
  });

  it.each<[string, unknown]>([
    ['NaN', Number.NaN],
    ['infinity', { deep: [Number.POSITIVE_INFINITY] }],
    ['an integer beyond 2^53', 2 ** 53],
    ['a large whole number', 1e21],
    ['half a character', { text: 'a\ud83d' }],
    ['half a character in a key', { '\udc00': 1 }],
    ['a function', { run: () => 1 }],
    ['a big integer', 1n],
    ['nothing', undefined],
    ['a list with nothing in it', [1, undefined]],
  ])('refuses %s', (_, value) => expect(() => canonical(value)).toThrow());

  it('agrees with another implementation on any value', () => {
    const whole = fc.anything({
      key: fc.string({ unit: 'grapheme' }),
      values: [
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }).filter((text) => !/\p{Surrogate}/u.test(text)),
        fc.boolean(),
        fc.constant(null),
        fc.maxSafeInteger(),
        fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
      ],
    });
    fc.assert(fc.property(whole, (value) => canonical(value) === canonicalize(value)));
  });
});
