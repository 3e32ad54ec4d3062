import { openCli, type Cli } from './testing/index.js';

describe('placements measure', () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = openCli();
    const opening =
      'reference,given,family,dateOfBirth,asOf\r\nK-1,Robin,Example,14/3/2012,31/3/2026\r\n';
    await cli.run('import', 'journeys', cli.file('journeys.csv', opening));
  });
  afterAll(() => cli.remove());
  const year = ['--from', '2025-09-01', '--to', '2026-08-31'];

  it('lists what there is to ask', async () => {
    const { out, code } = await cli.run('measure', 'list');
    expect([out, code]).toEqual([expect.stringContaining('placements-started: New placements'), 0]);
  });

  it('answers as CSV, of a log without placements with nought', async () => {
    const { out, code } = await cli.run('measure', 'placements-started', ...year, '--csv');
    expect([out.split('\r\n').slice(-3), code]).toEqual([
      [
        'period,from,to,value,n,unknown,note',
        '2025-09-01 to 2026-08-31,2025-09-01,2026-08-31,0,0,0,',
        '',
      ],
      0,
    ]);
  });

  it.each([
    [['no-such-measure', ...year], 'There is no measure no-such-measure.'],
    [['placements-started', ...year, '--by', 'colour'], '--by colour: unknown-dimension. It knows'],
    [['placements-started'], '--from: time-not-said.'],
  ])('says what is wrong with %p', async (asked, problem) => {
    const { out, code } = await cli.run('measure', ...asked);
    expect([out, code]).toEqual([expect.stringContaining(problem), 1]);
  });
});
