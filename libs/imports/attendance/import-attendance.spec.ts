import { readFileSync } from 'node:fs';
import { importJourneys } from '../journeys/import-journeys.js';
import { journeyOfReference } from '../journeys/record-position.js';
import type { LocalDate } from '#libs/event-sourcing';
import type { SchoolSnapshot } from '#libs/lifecycle';
import { openDesk, type Desk } from '#libs/recording/testing';
import { fileOf, fullRow, operator, spreadsheet } from '../testing/index.js';
import { attendanceIn } from './attendance-row.js';
import { importAttendance, type AttendanceImportOptions } from './import-attendance.js';

const oak: SchoolSnapshot = {
  ...{ providerId: 'school-1', urn: '100001', name: 'Oak House', category: 'independent' },
  ...{ section41: false, asOf: '2026-03-31' as LocalDate },
};
const decided = { by: 'staff-2', role: 'team-manager', on: '2023-06-01' as LocalDate };

let desk: Desk;
const journeyId = journeyOfReference('K-1001');
beforeEach(async () => {
  desk = openDesk({ 'school-1': { snapshot: oak } }, undefined, (ports) => ({
    ...ports,
    approvalLimitPence: () => 100_000_00,
  }));
  await importJourneys(
    {
      ...{ journeys: desk.journeys, authority: '886', districtOf: async () => undefined },
      schoolOf: async () => 'school-1',
    },
    {
      file: fileOf(spreadsheet(Object.keys(fullRow), fullRow)),
      ...{ actor: operator, whole: { decided } },
    },
  );
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const importing = (content: string, more: Partial<AttendanceImportOptions> = {}) =>
  importAttendance(
    {
      journeys: desk.journeys,
      bearersOf: async (told) => (told === 'E886200026001' ? [journeyId] : []),
    },
    { file: fileOf(content), actor: operator, system: 'case-system', ...more },
  );

const columns = ['urn', 'learner', 'schoolYear', 'halfTerm', 'returnedOn'];
const codes = ['/', '\\', 'L', 'C', 'C2', 'X', 'I'];
const csv = (...rows: readonly Readonly<Record<string, string>>[]) =>
  spreadsheet([...columns, ...codes], ...rows);
const row = {
  ...{ urn: '100001', learner: 'K-1001', schoolYear: '2025/26', halfTerm: 'autumn1' },
  ...{ returnedOn: '3/11/2025', '/': '30', '\\': '28', L: '2', C2: '5', X: '4', I: '5' },
};
const returned = async () =>
  (await desk.journeys.history(journeyId)).events.flatMap((one) =>
    one.type === 'AttendanceReturned' ? [one] : [],
  );

describe('importing attendance', () => {
  it('records a return with its codes, and the totals that they come to', async () => {
    expect(await importing(csv(row))).toEqual({
      ...{ rows: 1, recorded: 1, unchanged: 0, badRows: 0, bad: [], unread: [] },
    });
    const [event] = await returned();
    expect(event).toMatchObject({
      ...{ source: 'import', actor: operator, occurredOn: { from: '2025-11-03' } },
      data: {
        ...{ schoolYear: 2025, halfTerm: 'autumn1' },
        // Sessions that could not be attended (X) are in neither.
        ...{ possible: 70, attended: 60 },
      },
    });
    expect(event?.data.byCode).toContainEqual({ code: 'X', sessions: 4 });
  });

  it('changes nothing when it is repeated, under whichever name of the learner', async () => {
    await importing(csv(row));
    const head = await desk.store.head();
    const other = { ...row, learner: 'E886200026001' };
    for (const again of [row, other, { ...row, returnedOn: '' }])
      expect(await importing(csv(again))).toMatchObject({ recorded: 0, unchanged: 1, bad: [] });
    expect(await desk.store.head()).toBe(head);
  });

  it('lets a later return that differs replace the one before', async () => {
    await importing(csv(row));
    const sameDay = await importing(csv({ ...row, I: '6' }));
    expect(sameDay.bad).toEqual([{ line: 2, column: '', reason: expect.any(String) }]);
    const later = { ...row, I: '6', returnedOn: '10/11/2025' };
    expect(await importing(csv(later))).toMatchObject({ recorded: 1, bad: [] });
    expect((await returned()).map(({ data }) => data.possible)).toEqual([70, 71]);
  });

  it('decides in a dry run as in earnest, and records nothing', async () => {
    const file = csv(row, { ...row, halfTerm: 'Autumn 2' }, { ...row, urn: '100002' });
    const dry = await importing(file, { dryRun: true });
    expect(await returned()).toEqual([]);
    expect(dry).toMatchObject({ recorded: 2, badRows: 1 });
    expect(await importing(file)).toEqual(dry);
  });

  it('takes the example that is documented', async () => {
    const example = readFileSync('docs/how-to/attendance.csv', 'utf8');
    const { bad, unread } = await importing(example);
    // Both rows are about the one learner there is here.
    expect(bad).toEqual([
      { line: 3, column: 'halfTerm', reason: expect.stringContaining('line 2') },
    ]);
    expect(unread).toEqual([]);
  });

  it('leaves other columns unread, and says so', async () => {
    const content = spreadsheet([...columns, 'Surname', '/'], { ...row, Surname: 'Example' });
    expect(await importing(content)).toMatchObject({ recorded: 1, unread: ['Surname'] });
  });

  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['no URN', { urn: 'Oak' }, 'urn', 'no URN'],
    ['another school', { urn: '100002' }, 'urn', 'no placement at this school'],
    ['a time before the placement', { schoolYear: '2021/22' }, 'urn', 'no placement'],
    ['nobody', { learner: '' }, 'learner', 'is empty'],
    ['somebody else', { learner: 'K-404' }, 'learner', 'finds no record'],
    ['no school year', { schoolYear: '2025/27' }, 'schoolYear', 'no school year'],
    ['no half-term', { halfTerm: 'Michaelmas' }, 'halfTerm', 'is none of'],
    ['no day', { returnedOn: 'November' }, 'returnedOn', 'no date'],
    ['no number of sessions', { '/': '12.5' }, '/', 'no whole number'],
    ['no session', { '/': '', '\\': '', L: '', C2: '', I: '' }, '', 'no session'],
  ])('tells a row with %s by its line, and takes the others', async (...told) => {
    const [, wrong, column, reason] = told;
    const file = csv({ ...row, ...wrong }, { ...row, halfTerm: 'spring1' });
    const { recorded, badRows, bad } = await importing(file);
    expect([recorded, badRows]).toEqual([1, 1]);
    expect(bad).toEqual([{ line: 2, column, reason: expect.stringContaining(reason) }]);
    for (const value of Object.values(wrong))
      if (value !== '') expect(bad[0]?.reason).not.toContain(value);
  });

  it('needs its columns', async () => {
    await expect(importing('urn,learner\r\n100001,K-1001')).rejects.toThrow('no column');
  });

  it('knows a year by its first number too', () =>
    expect(attendanceIn({ line: 2, values: { ...row, schoolYear: '2025' } })).toMatchObject({
      schoolYear: 2025,
    }));
});
