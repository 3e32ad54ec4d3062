import type { LocalDate } from '#libs/event-sourcing';
import { defaultTerms, easterOf, weekdayOf, type SchoolTerm } from './default-terms.js';
import { ENGLAND, schoolCalendar } from './school-calendar.js';

const day = (text: string) => text as LocalDate;
const between = (from: string, to: string, calendar = ENGLAND) =>
  calendar.schoolDaysBetween(day(from), day(to));

const autumn: SchoolTerm = {
  ...{ term: 'autumn', firstDay: day('2025-09-08'), lastDay: day('2025-12-12') },
  halfTerm: { from: day('2025-10-20'), to: day('2025-10-31') },
  closedDays: [day('2025-11-28')],
};

describe('the days of the week', () => {
  it.each([
    ['2026-11-23', 0],
    ['2026-11-29', 6],
    ['1899-12-31', 6],
    ['2024-02-29', 3],
  ])('%s is day %i', (text, weekday) => expect(weekdayOf(day(text))).toBe(weekday));

  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
  ])('Easter of %i is %s', (year, sunday) => expect(easterOf(year)).toBe(sunday));
});

describe('England by default', () => {
  it('has the terms that most authorities had in 2025/26', () =>
    expect(defaultTerms(2025)).toEqual([
      {
        ...{ term: 'autumn', firstDay: '2025-09-02', lastDay: '2025-12-19', closedDays: [] },
        halfTerm: { from: '2025-10-27', to: '2025-10-31' },
      },
      {
        ...{ term: 'spring', firstDay: '2026-01-05', lastDay: '2026-04-02', closedDays: [] },
        halfTerm: { from: '2026-02-16', to: '2026-02-20' },
      },
      {
        ...{ term: 'summer', firstDay: '2026-04-20', lastDay: '2026-07-22' },
        ...{ closedDays: ['2026-05-04'], halfTerm: { from: '2026-05-25', to: '2026-05-29' } },
      },
    ]));

  it('takes two weeks before a late Easter', () => {
    const [, spring, summer] = defaultTerms(2024);
    expect([spring?.lastDay, summer?.firstDay]).toEqual(['2025-04-04', '2025-04-22']);
  });

  it.each([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2031])(
    'comes to about the 195 days of a school year (%i)',
    (year) => {
      const { days, byDefault } = between(`${year}-09-01`, `${year + 1}-08-31`);
      expect(days).toBeGreaterThanOrEqual(188);
      expect(days).toBeLessThanOrEqual(198);
      expect(byDefault).toBe(days);
    },
  );
});

describe('school days', () => {
  it('are counted with both ends, without weekends, half term and closed days', () => {
    const own = schoolCalendar(new Map([[2025, [autumn]]]));
    expect(between('2025-09-08', '2025-09-12', own)).toEqual({ days: 5, byDefault: 0 });
    expect(between('2025-09-12', '2025-09-15', own)).toEqual({ days: 2, byDefault: 0 });
    // Six weeks before the half term, six after it, one Friday closed.
    expect(between('2025-09-01', '2025-12-31', own)).toEqual({ days: 59, byDefault: 0 });
    expect(between('2025-09-06', '2025-09-07', own)).toEqual({ days: 0, byDefault: 0 });
    expect(between('2025-09-12', '2025-09-11', own)).toEqual({ days: 0, byDefault: 0 });
  });

  it('are those of England in the terms that a school has not told, and are counted apart', () => {
    const own = schoolCalendar(new Map([[2025, [autumn]]]));
    expect(between('2025-12-11', '2026-01-06', own)).toEqual({ days: 4, byDefault: 2 });
    expect(between('2026-08-31', '2026-09-04', own)).toEqual({ days: 3, byDefault: 3 });
  });

  it('go on over any number of years', () => {
    const one = between('2024-09-01', '2025-08-31').days;
    const other = between('2025-09-01', '2026-08-31').days;
    expect(between('2024-09-01', '2026-08-31').days).toBe(one + other);
  });

  it('can be counted on from a day', () => {
    expect(ENGLAND.schoolDayAfter(day('2025-12-18'), 1)).toBe('2025-12-19');
    expect(ENGLAND.schoolDayAfter(day('2025-12-18'), 3)).toBe('2026-01-06');
    expect(ENGLAND.schoolDayAfter(day('2025-07-30'), 1)).toBe('2025-09-02');
    expect(ENGLAND.isSchoolDay(day('2025-10-28'))).toBe(false);
    expect(ENGLAND.isSchoolDay(day('2025-11-03'))).toBe(true);
  });
});
