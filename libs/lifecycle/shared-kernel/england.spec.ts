import type { Instant, LocalDate } from '#libs/event-sourcing';
import { dayOf, endOfDay, timeOf } from './england.js';

describe('the day in England', () => {
  it.each([
    ['2026-01-15T23:59:59.999999Z', '2026-01-15'],
    ['2026-06-15T22:59:59.999999Z', '2026-06-15'],
    ['2026-06-15T23:00:00.000000Z', '2026-06-16'],
    ['2026-03-29T00:59:59.000000Z', '2026-03-29'],
    ['2026-10-25T23:30:00.000000Z', '2026-10-25'],
  ])('at %s is %s', (instant, day) => {
    expect(dayOf(instant as Instant)).toBe(day);
    expect(dayOf(instant as Instant)).toBe(day);
  });

  it.each([
    ['2026-01-15T00:05:59.000000Z', '00:05'],
    ['2026-06-15T23:05:00.000000Z', '00:05'],
    ['2026-06-15T13:02:00.000000Z', '14:02'],
  ])('has its clocks at %s at %s', (instant, time) =>
    expect(timeOf(instant as Instant)).toBe(time),
  );

  it.each([
    ['2026-01-15', '2026-01-15T23:59:59.999999Z'],
    ['2026-06-15', '2026-06-15T22:59:59.999999Z'],
    // The clocks go forward, and back, within these days.
    ['2026-03-28', '2026-03-28T23:59:59.999999Z'],
    ['2026-03-29', '2026-03-29T22:59:59.999999Z'],
    ['2026-10-24', '2026-10-24T22:59:59.999999Z'],
    ['2026-10-25', '2026-10-25T23:59:59.999999Z'],
  ])('%s ends at %s', (day, instant) => {
    expect(endOfDay(day as LocalDate)).toBe(instant);
  });
});
