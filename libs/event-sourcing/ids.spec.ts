import fc from 'fast-check';
import { derivedId } from './index.js';

describe('a derived id', () => {
  it('is frozen: what was recorded under it must be found again', () => {
    expect(derivedId('journey-1', 'api', 'command-1', 0)).toBe(
      '1e12c58d-e7f3-55dc-b2fa-a2eb0f10285f',
    );
    expect(derivedId()).toBe('3a0a73d7-5de6-5c2a-a0ba-a6f4f2a62a86');
    expect(derivedId('ä', '👩‍👧')).toBe('2565d1dc-a150-5a9e-a286-d99e6f1023e3');
  });

  it('is a UUID of version 5 and the variant of RFC 9562', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (parts) => {
        expect(derivedId(...parts)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  it('differs when any part differs, also when parts are cut elsewhere', () => {
    const parts = fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = a.length === b.length && a.every((part, index) => part === b[index]);
        expect(derivedId(...a) === derivedId(...b)).toBe(same);
      }),
    );
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
    expect(derivedId('a')).not.toBe(derivedId('a', ''));
  });
});
