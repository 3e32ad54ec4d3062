import { openDesk, type Desk } from '#libs/recording/testing';
import { badRowsCsv } from '../file/bad-rows.js';
import { fileOf, fullRow, operator, spreadsheet } from '../testing/index.js';
import { importJourneys } from './import-journeys.js';
import { journeyColumns } from './journey-columns.js';

const columns = Object.keys(journeyColumns);
let desk: Desk;
beforeEach(() => {
  desk = openDesk({
    'school-1': {
      snapshot: {
        name: 'Brambledown School',
        category: 'independent',
        asOf: '2026-03-31' as never,
      },
    },
    'school-2': {
      snapshot: {
        ...{ name: 'Thistledown School', category: 'independent', status: 'embargo' },
        asOf: '2026-03-31' as never,
      },
    },
  });
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const SCHOOLS: Readonly<Record<string, string>> = { 100001: 'school-1', 100003: 'school-2' };

const importing = (content: string) =>
  importJourneys(
    {
      ...{ journeys: desk.journeys, authority: '886' },
      schoolOf: async (urn) => SCHOOLS[urn],
      districtOf: async () => undefined,
    },
    {
      ...{ file: fileOf(content), actor: operator },
      whole: { decided: { by: 'staff-40', role: 'team-manager' } },
    },
  );

const good = { ...fullRow, pricePerYear: '29,500' };
const unplaced = { schoolUrn: '', agreedOn: '', startedOn: '', pricePerYear: '', route: '' };

describe('a bad row', () => {
  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['no reference', { reference: '' }, 'reference', 'is empty'],
    ['a reference with spaces', { reference: 'K 1' }, 'reference', 'takes 1 to 80 letters'],
    ['no name', { family: '' }, 'family', 'is empty'],
    ['no date of birth', { dateOfBirth: 'unknown' }, 'dateOfBirth', 'is needed'],
    ['a birth that is no day', { dateOfBirth: '2012' }, 'dateOfBirth', 'full date'],
    ['a birth that never was', { dateOfBirth: '30/02/2012' }, 'dateOfBirth', 'no date'],
    ['a wrong check letter', { upn: 'A886200026001' }, 'upn', 'not a valid UPN'],
    ['a wrong check digit', { uln: '9276308687' }, 'uln', 'not a valid ULN'],
    ['no such need', { primaryNeed: 'ADHD' }, 'primaryNeed', 'is none of SPLD'],
    ['no such further need', { furtherNeeds: 'SLCN, ADD' }, 'furtherNeeds', 'is none of SPLD'],
    ['no postcode', { postcode: 'ME14' }, 'postcode', 'is not a postcode'],
    ['a cohort that does not fit', { cohort: '2001' }, 'cohort', 'cohort'],
    ['an officer without a team', { team: '' }, 'team', 'is needed'],
    ['no day of the position', { asOf: '' }, 'asOf', 'is not said'],
    ['a position to come', { asOf: '2026-06-02' }, 'asOf', 'has not happened'],
    ['a plan to come', { planMadeOn: '1/4/2026' }, 'planMadeOn', 'is after asOf'],
    ['a plan before birth', { planMadeOn: '2010' }, 'planMadeOn', 'before the learner was born'],
    ['a review before the plan', { lastReviewedOn: '1/9/2019' }, 'lastReviewedOn', 'dates'],
    ['no such school', { schoolUrn: '100002' }, 'schoolUrn', 'no school of the register'],
    ['no URN', { schoolUrn: '1001' }, 'schoolUrn', 'six digits'],
    ['nowhere', { schoolUrn: '' }, 'schoolUrn', 'a placement is at a school'],
    ['a name alone', { schoolUrn: '', settingName: 'Hill' }, 'settingCategory', 'is needed'],
    [
      'no such category',
      { schoolUrn: '', settingName: 'Hill', settingCategory: 'boat' },
      'settingCategory',
      'must be one of',
    ],
    ['an agreement to come', { agreedOn: '2026-05' }, 'agreedOn', 'is after asOf'],
    ['weeks beyond the year', { weeksPerYear: '54' }, 'weeksPerYear', 'from 0 to 53'],
    ['perhaps residential', { residential: 'maybe' }, 'residential', 'neither yes nor no'],
    ['no such pattern', { pattern: 'sometimes' }, 'pattern', 'must be one of'],
    ['no amount', { pricePerYear: 'a lot' }, 'pricePerYear', 'no amount in pounds'],
    ['a price without a route', { route: '' }, 'route', 'is needed with a price'],
    ['a price above the limit', { pricePerYear: '31k' }, 'pricePerYear', 'approval'],
    ['an ending reason alone', { endingReason: 'PHASE' }, 'endedOn', 'is needed'],
    ['no such ending reason', { endedOn: '2026', endingReason: 'GONE' }, 'endingReason', 'none of'],
    ['an end without a start', { startedOn: 'no', endedOn: '2026' }, 'endedOn', 'not started'],
    ['an end before the start', { endedOn: '1/9/2023' }, 'endedOn', 'before'],
    ['a school under embargo', { schoolUrn: '100003' }, 'agreedOn', 'No new placements'],
    ['a role without an officer', { decidedRole: 'director' }, 'decidedBy', 'is needed'],
    ['an officer without a role', { decidedBy: 'staff-2' }, 'decidedRole', 'is needed'],
  ])(
    'with %s is told by line, column and reason, and leaves no trace',
    async (...[, wrong, column, reason]) => {
      const { badRows, bad } = await importing(spreadsheet(columns, { ...good, ...wrong }));
      expect(badRows).toBe(1);
      expect(bad).toEqual([{ line: 2, column, reason: expect.stringContaining(reason) }]);
      expect(await desk.store.head()).toBe('start');
    },
  );

  it('keeps no good one from going in', async () => {
    const content = spreadsheet(
      columns,
      { ...good, ...unplaced, reference: 'K-1', upn: '' },
      { ...good, ...unplaced, reference: 'K-2', upn: '', dateOfBirth: '31/31/2012' },
      { ...good, ...unplaced, reference: 'K-1', upn: '' },
      { ...good, ...unplaced, reference: 'K-3' },
      { ...good, ...unplaced, reference: 'K-4' },
    );
    const { imported, bad } = await importing(content);
    expect(imported).toBe(2);
    expect(bad).toEqual([
      { line: 3, column: 'dateOfBirth', reason: expect.stringContaining('no date') },
      { line: 4, column: 'reference', reason: 'stands in line 2 already' },
      { line: 6, column: 'upn', reason: 'stands in line 5 already' },
    ]);
  });

  it('tells all that is wrong with it at once', async () => {
    const wrong = { ...good, dateOfBirth: 'x', postcode: 'x', primaryNeed: 'x' };
    const { bad } = await importing(spreadsheet(columns, wrong));
    expect(bad.map(({ column }) => column)).toEqual(['dateOfBirth', 'primaryNeed', 'postcode']);
  });

  it('never repeats a value: it may be personal', async () => {
    const secret = Object.fromEntries(columns.map((column) => [column, 'Quibblethwaite']));
    const { bad } = await importing(spreadsheet(columns, secret));
    expect(bad.length).toBeGreaterThan(3);
    expect(JSON.stringify(bad)).not.toContain('Quibblethwaite');
  });

  it('is none that started before it was agreed here: that is what it is to be brought forward', async () => {
    const told = { ...good, startedOn: '31/5/2023' };
    expect(await importing(spreadsheet(columns, told))).toMatchObject({ imported: 1, badRows: 0 });
  });

  it('that breaks rules knowingly goes in with its reason', async () => {
    const knowingly = 'Emergency; agreed in writing the week after.';
    const told = { ...good, schoolUrn: '100003', knowingly };
    expect(await importing(spreadsheet(columns, told))).toMatchObject({ imported: 1, badRows: 0 });
    expect(await importing(spreadsheet(columns, told))).toMatchObject({ unchanged: 1 });
  });

  it('with too many or too few fields, or a quotation mark that never closes, is told', async () => {
    const lines = [
      'reference,given,family,dateOfBirth,asOf',
      'K-1,Robin,Example,2012-03-14,2026-03-31',
    ];
    const broken = [
      'K-2,Robin,Example',
      'K-3,Robin,Example,2012-03-14,2026-03-31,more',
      'K-4,"Robin,',
    ];
    const { imported, bad } = await importing([...lines, '', ...broken].join('\r\n'));
    expect(imported).toBe(1);
    expect(bad).toEqual([
      { line: 4, column: '', reason: 'it has 3 fields, the heading 5' },
      { line: 5, column: '', reason: 'it has 6 fields, the heading 5' },
      { line: 6, column: '', reason: expect.stringContaining('never closed') },
    ]);
  });

  it('can be written to a file that a spreadsheet opens', () => {
    const bad = [{ line: 2, column: 'upn', reason: 'is wrong, or "odd"' }];
    expect(badRowsCsv(bad)).toBe('line,column,reason\r\n2,upn,"is wrong, or ""odd"""\r\n');
  });
});
