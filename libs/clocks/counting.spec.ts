import { isBankHoliday, isWorkingDay } from './bank-holidays.js';
import {
  days,
  daysBeginningWith,
  months,
  monthsStartingWith,
  rolledForward,
  weeks,
  workingDaysBeginningWith,
} from './counting.js';
import { day } from './testing/index.js';

describe('counting', () => {
  it.each([
    { what: '15 days', count: days(15), from: '2026-01-05', to: '2026-01-20' },
    {
      what: '15 days beginning with',
      count: daysBeginningWith(15),
      from: '2026-01-05',
      to: '2026-01-19',
    },
    { what: '2 weeks', count: weeks(2), from: '2026-01-14', to: '2026-01-28' },
    { what: '4 weeks', count: weeks(4), from: '2026-01-14', to: '2026-02-11' },
    { what: '12 weeks', count: weeks(12), from: '2026-01-14', to: '2026-04-08' },
    { what: '8 weeks, to a bank holiday', count: weeks(8), from: '2026-02-09', to: '2026-04-06' },
    { what: '20 weeks, to a bank holiday', count: weeks(20), from: '2026-01-05', to: '2026-05-25' },
    {
      what: '12 months starting with',
      count: monthsStartingWith(12),
      from: '2025-09-10',
      to: '2026-09-09',
    },
    {
      what: '12 months starting with a leap day',
      count: monthsStartingWith(12),
      from: '2024-02-29',
      to: '2025-02-28',
    },
    {
      what: '12 months starting with 1 March',
      count: monthsStartingWith(12),
      from: '2024-03-01',
      to: '2025-02-28',
    },
    {
      what: '2 months, to a shorter month',
      count: months(2),
      from: '2025-12-31',
      to: '2026-02-28',
    },
    { what: '5 months before', count: months(-5), from: '2026-09-01', to: '2026-04-01' },
    {
      what: '15 working days over Easter',
      count: workingDaysBeginningWith(15),
      from: '2026-03-23',
      to: '2026-04-14',
    },
    {
      what: '15 working days from a Saturday',
      count: workingDaysBeginningWith(15),
      from: '2026-05-09',
      to: '2026-06-01',
    },
  ])('$what: $from to $to', ({ count, from, to }) => {
    expect(count(day(from))).toBe(to);
  });

  it.each([
    ['2026-05-23', '2026-05-26'],
    ['2026-05-26', '2026-05-26'],
    ['2026-12-25', '2026-12-29'],
  ])('%s is rolled forward to the working day %s', (from, to) => {
    expect(rolledForward(day(from))).toBe(to);
  });
});

describe('bank holidays in England', () => {
  // As GOV.UK lists them, with the days in lieu and those proclaimed for a year.
  it.each([
    ['2020', '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28'],
    ['2021', '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    ['2022', '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    ['2023', '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26'],
    ['2024', '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
    ['2025', '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    ['2026', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    ['2027', '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  ])('of %s are those of GOV.UK', (year, list) => {
    for (const monthAndDay of list.split(' '))
      expect([monthAndDay, isBankHoliday(day(`${year}-${monthAndDay}`))]).toEqual([
        monthAndDay,
        true,
      ]);
  });

  it('of 2020 do not include the Monday that Victory in Europe Day took the place of', () => {
    expect(isBankHoliday(day('2020-05-04'))).toBe(false);
    expect(isBankHoliday(day('2022-05-30'))).toBe(false);
  });

  it('and weekends are no working days, Scotland’s 2 January is one', () => {
    expect(
      ['2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05', '2019-12-28', '2019-12-30'].map(
        (text) => isWorkingDay(day(text)),
      ),
    ).toEqual([true, false, false, true, false, true]);
  });
});
