import fc from 'fast-check';
import type { LocalDate } from '#libs/event-sourcing';
import { addDays, addMonths, daysBetween, isLocalDate } from './dates.js';

const DAY = 86_400_000;
const on = (millis: number): LocalDate => new Date(millis).toISOString().slice(0, 10) as LocalDate;
const [FIRST, LAST] = [Date.UTC(1900, 0, 1) / DAY, Date.UTC(2199, 11, 31) / DAY];
const anyDay = fc.integer({ min: FIRST, max: LAST }).map((days) => days * DAY);

describe('a date', () => {
  it('is one when the calendar has it, and else is none', () => {
    const digits = (most: number) =>
      fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
    const texts = fc
      .tuple(fc.integer({ min: 1900, max: 2199 }), digits(13), digits(33))
      .map((parts) => parts.join('-'));
    fc.assert(
      fc.property(texts, (text) => {
        const millis = Date.parse(`${text}T00:00:00Z`);
        expect(isLocalDate(text)).toBe(!Number.isNaN(millis) && on(millis) === text);
      }),
    );
    const written = ['2024-02-29', '2000-02-29', '2026-02-29', '1900-02-29', '2026-06-31'];
    expect(written.map(isLocalDate)).toEqual([true, true, false, false, false]);
    expect(['1899-12-31', '2200-01-01', '2026-6-01', ''].some(isLocalDate)).toBe(false);
  });

  it('counts days as the calendar does', () =>
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4_000, max: 4_000 }), (millis, days) => {
        const later = addDays(on(millis), days);
        expect(later).toBe(on(millis + days * DAY));
        expect(daysBetween(on(millis), later)).toBe(days);
      }),
    ));

  it('counts months to the corresponding day, or to the last of a shorter month', () => {
    const counted = (date: string, months: number) => addMonths(date as LocalDate, months);
    expect(counted('2025-12-31', 2)).toBe('2026-02-28');
    expect(counted('2023-12-31', 2)).toBe('2024-02-29');
    expect(counted('2026-05-15', -5)).toBe('2025-12-15');
    expect(counted('2026-05-31', -12)).toBe('2025-05-31');
    expect(counted('2026-11-30', 1)).toBe('2026-12-30');
    expect(counted('2026-01-31', 13)).toBe('2027-02-28');
  });
});
