import { isProblem, toldDate, toldDay } from './told-dates.js';

describe('a date as people in England type it', () => {
  it.each([
    ['2025-09-03', '2025-09-03', '2025-09-03', 'day'],
    ['2025-09-03 00:00:00', '2025-09-03', '2025-09-03', 'day'],
    ['2025-09-03T00:00:00.000Z', '2025-09-03', '2025-09-03', 'day'],
    ['03/09/2025', '2025-09-03', '2025-09-03', 'day'],
    ['3.9.2025', '2025-09-03', '2025-09-03', 'day'],
    ['3 Sep 2025', '2025-09-03', '2025-09-03', 'day'],
    ['3rd  September 2025', '2025-09-03', '2025-09-03', 'day'],
    ['3-Sept-2025', '2025-09-03', '2025-09-03', 'day'],
    ['29/02/2024', '2024-02-29', '2024-02-29', 'day'],
    ['2025-09', '2025-09-01', '2025-09-30', 'month'],
    ['Sept 2025', '2025-09-01', '2025-09-30', 'month'],
    ['09/2025', '2025-09-01', '2025-09-30', 'month'],
    ['2009-10', '2009-10-01', '2009-10-31', 'month'],
    ['2024/25', '2024-09-01', '2025-08-31', 'academicYear'],
    ['2024-25', '2024-09-01', '2025-08-31', 'academicYear'],
    ['2024/2025', '2024-09-01', '2025-08-31', 'academicYear'],
    ['1999/00', '1999-09-01', '2000-08-31', 'academicYear'],
    ['2024/25 autumn', '2024-09-01', '2024-12-31', 'term'],
    ['2024/25 Spring term', '2025-01-01', '2025-03-31', 'term'],
    ['Autumn 2024', '2024-09-01', '2024-12-31', 'term'],
    ['summer term 2025', '2025-04-01', '2025-08-31', 'term'],
    ['Summer 2024/25', '2025-04-01', '2025-08-31', 'term'],
    ['2025', '2025-01-01', '2025-12-31', 'unknown'],
    ['2026-01-03/2026-02-14', '2026-01-03', '2026-02-14', 'unknown'],
  ])('%s lies from %s to %s (%s)', (text, ...[from, to, precision]) =>
    expect(toldDate(text)).toEqual({ from, to, precision }),
  );

  it.each([
    ['45903', 'day number'],
    ['03/09/25', 'year in full'],
    ['3 Sep 25', 'year in full'],
    ['29/02/2025', 'no date that exists'],
    ['09/31/2025', 'no date that exists'],
    ['2024/26', 'no date that exists'],
    ['3 Smarch 2025', 'no date that exists'],
    ['soon', 'no date that exists'],
    ['', 'no date that exists'],
  ])('%s is refused: %s', (text, problem) =>
    expect(toldDate(text)).toEqual({ problem: expect.stringContaining(problem) }),
  );

  it('says what is wrong without repeating what was typed', () => {
    const told = toldDate('Tuesday before Robin left');
    expect(isProblem(told) && told.problem).not.toContain('Robin');
  });

  it('is not enough where a day is needed', () => {
    expect(toldDay('3 Sep 2025')).toBe('2025-09-03');
    expect(toldDay('Sep 2025')).toEqual({ problem: expect.stringContaining('full date') });
    expect(toldDay('later')).toEqual({ problem: expect.stringContaining('no date') });
  });
});
