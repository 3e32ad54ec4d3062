import { existsSync, readFileSync } from 'node:fs';
import { openCli, type Cli } from '../testing/index.js';

const GIAS =
  'URN,LA (code),EstablishmentName,TypeOfEstablishment (name),Easting,Northing,Odd\r\n' +
  '100001,886,Brambledown School,Other independent special school,576017,156294,x\r\n' +
  '100002,886,Nowhere School,School of Rock,,,x\r\n';
const ONSPD =
  'pcds,oseast1m,osnrth1m,laua\nME14 1XQ,576017,156294,E07000110\nME99 9ZZ,,,E07000110\n' +
  'NOWHERE,1,2,E07000110\n';
const JOURNEYS =
  'Reference,Given,Family,Date of birth,Team,School URN,Agreed on,Started on,Price per year,Route,Shoe size\r\n' +
  'K-1,Robin,Example,14/3/2012,east,100001,2023-06,2023/24 autumn,"£64,000.00",spot,3\r\n' +
  'K-2,Alex,Example,31/2/2013,east,100001,2023-06,unknown,,,3\r\n' +
  'K-3,Sam,Example,1 Sep 2014,east,100009,unknown,unknown,,,3\r\n';
const BOTH = ['--as-of', '31/3/2026', '--decided-by', 'staff-40'];

let cli: Cli;
let journeys: string;
beforeEach(async () => {
  cli = openCli();
  journeys = cli.file('journeys.csv', JOURNEYS);
});
afterEach(() => cli.remove());

const schools = () => cli.run('import', 'providers', cli.file('gias.csv', GIAS));

describe('placements import providers', () => {
  it('registers schools, tells bad rows, and changes nothing the second time', async () => {
    const first = await schools();
    expect(first).toMatchObject({ code: 1 });
    expect(first.out).toContain('2 rows read');
    expect(first.out).toContain('1 schools registered, 0 amended, 0 as they were');
    expect(first.out).toContain('line 3: There is no type of establishment');
    expect((await schools()).out).toContain('0 schools registered, 0 amended, 1 as they were');
  });
});

describe('placements import postcodes', () => {
  it('learns where postcodes are, and changes nothing the second time', async () => {
    const file = cli.file('onspd.csv', ONSPD);
    const first = await cli.run('import', 'postcodes', file);
    expect(first.out).toContain('1 postcodes added, 0 changed, 0 as they were');
    expect(first.out).toContain('1 without coordinates left out');
    expect(first.out).toContain('line 4: pcds');
    const again = await cli.run('import', 'postcodes', file);
    expect(again.out).toContain('0 postcodes added, 0 changed, 1 as they were');
  });
});

describe('placements import journeys', () => {
  it('says what went in and what did not, by line and column, and writes it to a file', async () => {
    await schools();
    const report = `${cli.folder}/bad.csv`;
    const { out, code } = await cli.run(
      'import',
      'journeys',
      journeys,
      ...BOTH,
      '--report',
      report,
    );
    expect(code).toBe(1);
    expect(out).toContain('3 rows read');
    expect(out).toContain('1 case brought forward, 0 cases in already');
    expect(out).toContain('Columns left out, as they mean nothing here: Shoe size.');
    expect(out).toContain('line 3, dateOfBirth: is no date that exists');
    expect(out).toContain('line 4, schoolUrn: no school of the register bears it');
    expect(out).not.toContain('Alex');
    const lines = readFileSync(report, 'utf8').split('\r\n');
    expect(lines.map((line) => line.split(',').slice(0, 2).join())).toEqual([
      ...['line,column', '3,dateOfBirth', '4,schoolUrn', ''],
    ]);
    const again = await cli.run('import', 'journeys', journeys, ...BOTH);
    expect(again.out).toContain('0 cases brought forward, 1 case in already');
  });

  it('asks who decided on a price that is above one’s own limit', async () => {
    await schools();
    const { out } = await cli.run('import', 'journeys', journeys, '--as-of', '31/3/2026');
    expect(out).toContain('line 2, pricePerYear:');
    expect(out).toContain('approval-needed');
  });

  it('records nothing in a dry run', async () => {
    await schools();
    const before = await cli.run('status');
    const { out } = await cli.run('import', 'journeys', journeys, ...BOTH, '--dry-run');
    expect(out).toContain('1 case would be brought forward');
    expect(out).toContain('Nothing was recorded');
    expect(await cli.run('status')).toEqual(before);
  });

  it('explains its columns', async () => {
    const { out, code } = await cli.run('import', 'journeys', '--help');
    expect(code).toBe(0);
    expect(out).toContain('pricePerYear');
    expect(out).toContain('--dry-run');
  });

  it('refuses days that do not exist, and ids with spaces, before it reads anything', async () => {
    const wrongDay = await cli.run('import', 'journeys', journeys, '--as-of', '31/2/2026');
    expect(wrongDay).toMatchObject({
      code: 1,
      out: expect.stringContaining('--as-of: is no date'),
    });
    const wrongId = await cli.run('import', 'journeys', journeys, ...BOTH, '--as', 'me and you');
    expect(wrongId).toMatchObject({ code: 1, out: expect.stringContaining('--as takes') });
    expect(existsSync(`${cli.folder}/data`)).toBe(false);
  });

  it('says when there is no such file', async () => {
    const { out, code } = await cli.run('import', 'journeys', `${cli.folder}/none.csv`, ...BOTH);
    expect([out.includes('none.csv'), code]).toEqual([true, 1]);
  });
});

describe('placements import entries', () => {
  const entry = (reference: string, journey: string, more = '') =>
    `${reference},${journey},RecordNote,4/5/2026,"{""kind"":""call"",""about"":[""learner""],""text"":""Rang home.${more}""}"\r\n`;

  it('records on the journeys that identifiers, references and ids name', async () => {
    await schools();
    await cli.run('import', 'journeys', journeys, ...BOTH);
    const heading = 'reference,journey,command,occurredOn,body\r\n';
    const opening =
      'C-1,,RegisterLearner,2026-01,"{""name"":{""given"":""Jo"",""family"":""Example""},""dateOfBirth"":""2014-02-03"",' +
      '""sex"":""male"",""responsibleAuthority"":""886"",""upn"":""E886200026001""}"\r\n';
    const first = cli.file('entries.csv', heading + opening + entry('E-1', 'K-1'));
    expect((await cli.run('import', 'entries', first)).out).toContain('2 entries recorded');
    const second = cli.file(
      'more.csv',
      heading +
        entry('E-2', 'E886 2000 26001') +
        entry('E-3', 'Example') +
        entry('E-1', 'K-1', '!'),
    );
    const { out, code } = await cli.run('import', 'entries', second);
    expect(code).toBe(1);
    expect(out).toContain('1 entry recorded');
    expect(out).toContain('line 3, journey: finds no record, or several');
    expect(out).toContain('line 4: is different from what was imported');
    expect((await cli.run('import', 'entries', first)).out).toContain('2 entries in already');
  });
});
