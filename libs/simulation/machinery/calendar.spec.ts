import type { LocalDate } from '#libs/event-sourcing';
import { addDays } from '#libs/lifecycle';
import {
  halfTermsOf,
  isWorkday,
  schoolDayFrom,
  termsOf,
  workdayFrom,
  workdayUpTo,
} from './calendar.js';

const day = (text: string): LocalDate => text as LocalDate;
const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027];

describe('the simulated calendar', () => {
  it.each([
    ['2026-03-02', true, 'a Monday'],
    ['2026-03-06', true, 'a Friday'],
    ['2026-03-07', false, 'a Saturday'],
    ['2026-03-08', false, 'a Sunday'],
    ['2026-12-24', true, 'Christmas Eve, a Thursday'],
    ['2026-12-29', false, 'between Christmas and New Year'],
    ['2026-01-01', false, 'New Year'],
  ])('on %s the office is open: %s (%s)', (text, open) => expect(isWorkday(day(text))).toBe(open));

  it('goes on to the next day that the office is open, or back to the last', () => {
    expect(workdayFrom(day('2026-12-25'))).toBe('2027-01-04');
    expect(workdayUpTo(day('2027-01-03'))).toBe('2026-12-24');
    expect(workdayFrom(day('2026-03-02'))).toBe('2026-03-02');
  });

  it.each(YEARS)('%i has three terms in order, with half-terms within', (year) => {
    const days = termsOf(year).flatMap(({ firstDay, halfTermFrom, halfTermTo, lastDay }) => [
      ...[firstDay, halfTermFrom, halfTermTo, lastDay],
    ]);
    expect(days).toEqual(days.toSorted());
    expect(new Set(days).size).toBe(12);
    expect(halfTermsOf(year).map(({ halfTerm }) => halfTerm)).toEqual([
      ...['autumn1', 'autumn2', 'spring1', 'spring2', 'summer1', 'summer2'],
    ]);
  });

  it.each(['2026-08-10', '2026-10-28', '2026-12-28', '2026-04-10', '2026-05-27'])(
    'on %s school is out, and goes on later',
    (text) => {
      const next = schoolDayFrom(day(text));
      expect(next > text).toBe(true);
      expect(next < addDays(day(text), 40)).toBe(true);
      expect(schoolDayFrom(next)).toBe(next);
    },
  );

  it('a day in term is a school day itself', () =>
    expect(schoolDayFrom(day('2026-03-04'))).toBe('2026-03-04'));
});
