import fc from 'fast-check';
import { certainlyBefore, instantOf, microsOf, onDay } from './index.js';
import type { Instant, LocalDate } from './index.js';

const instant = (text: string): Instant => text as Instant;
const day = (text: string): LocalDate => text as LocalDate;

describe('an instant', () => {
  it.each([
    ['1970-01-01T00:00:00.000000Z', 0n],
    ['1970-01-01T00:00:00.000001Z', 1n],
    ['2000-02-29T23:59:59.999999Z', 951868799999999n],
    ['2026-03-02T09:00:00.000123Z', 1772442000000123n],
    ['1969-12-31T23:59:59.999999Z', -1n],
  ])('%s is %s µs', (text, micros) => {
    expect(microsOf(instant(text))).toBe(micros);
    expect(instantOf(micros)).toBe(text);
  });

  const millis = fc.integer({ min: Date.UTC(1700, 0, 1), max: Date.UTC(2255, 0, 1) });
  const rest = fc.integer({ min: 0, max: 999 });

  it('agrees with the calendar of the platform', () => {
    fc.assert(
      fc.property(millis, rest, (ms, micros) => {
        const text = `${new Date(ms).toISOString().slice(0, 23)}${String(micros).padStart(3, '0')}Z`;
        expect(instantOf(BigInt(ms) * 1000n + BigInt(micros))).toBe(text);
        expect(microsOf(instant(text))).toBe(BigInt(ms) * 1000n + BigInt(micros));
      }),
    );
  });

  it('sorts as text as it does in time', () => {
    const micros = fc.bigInt({ min: 0n, max: 8_900_000_000_000_000n });
    fc.assert(
      fc.property(micros, micros, (a, b) => {
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
      }),
    );
  });

  it('is refused where numbers are no longer exact', () =>
    expect(() => instantOf(2n ** 60n)).toThrow(RangeError));
});

describe('certainly before', () => {
  const autumn = { from: day('2025-09-01'), to: day('2025-12-31'), precision: 'term' } as const;

  it.each([
    [onDay(day('2025-08-31')), autumn, true],
    [onDay(day('2025-09-01')), autumn, false],
    [autumn, onDay(day('2025-12-31')), false],
    [autumn, onDay(day('2026-01-01')), true],
    [autumn, autumn, false],
  ])('%j before %j: %s', (earlier, later, answer) =>
    expect(certainlyBefore(earlier, later)).toBe(answer),
  );
});
