import type { Instant } from '#libs/event-sourcing';
import {
  agreed,
  day,
  month,
  on,
  openWorld,
  registered,
  started,
  type World,
} from '../testing/index.js';
import { measureNamed } from './catalogue.js';
import type { Answer } from './answer.js';
import { isAnswerable, readQuestion, type RawQuestion } from './read-question.js';

describe('a measure of what happened', () => {
  let world: World;
  beforeEach(() => {
    world = openWorld();
  });
  afterEach(() => world.close());

  const ask = async (raw: RawQuestion, name = 'placements-started'): Promise<Answer> => {
    const measure = measureNamed(name);
    if (!measure) throw new Error(`No measure ${name}.`);
    const question = readQuestion(measure, raw);
    if (!isAnswerable(question)) throw new Error(JSON.stringify(question));
    await world.settled();
    return world.readModels.askMeasure({ measure, question }, day(400));
  };
  const life = async (id: string, school: number, start: Parameters<typeof started>[0]) => {
    await world.tell(id, registered());
    await world.tell(id, agreed(30, school));
    await world.tell(id, started(start));
  };
  const year = { from: '2022-09-01', to: '2023-08-31' };
  const shown = ({ cells }: Answer) =>
    cells.map(({ period, dims, value }) => [period.label, ...Object.values(dims), value]);

  it('counts what lies in the span, and says how it was understood', async () => {
    await life('1', 1, on(45));
    await life('2', 1, on(364));
    await life('3', 1, on(365));
    const answer = await ask(year);
    expect(shown(answer)).toEqual([['2022-09-01 to 2023-08-31', 2]]);
    expect(answer).toMatchObject({
      measure: { name: 'placements-started', unit: 'placements', version: 1 },
      asOf: day(400),
      knownAt: '2025-09-01T09:00:09.000000Z',
      question: { by: [], ...year },
      excluded: [{ n: 0 }, { n: 0 }],
      parked: 0,
    });
  });

  it.each([
    [
      'month',
      [
        ['2022-10', 1],
        ['2022-11', 0],
        ['2022-12', 1],
      ],
    ],
    ['quarter', [['2022 Q4', 2]]],
    ['calendar', [['2022', 2]]],
    ['academic', [['2022/23', 2]]],
    ['financial', [['2022-23', 2]]],
  ])('divides the span by %s, with nothing left out where nothing happened', async (period, is) => {
    await life('1', 1, on(45));
    await life('2', 1, on(100));
    expect(shown(await ask({ from: '2022-10-01', to: '2022-12-31', period }))).toEqual(is);
  });

  it('splits and filters by what is known of the facts', async () => {
    await life('1', 1, on(45));
    await life('2', 1, on(50));
    await life('3', 3, on(55));
    const answer = await ask({ ...year, by: 'area,need' });
    expect(shown(answer)).toEqual([
      ['2022-09-01 to 2023-08-31', 'in area', 'ASD', 2],
      ['2022-09-01 to 2023-08-31', 'out of area', 'ASD', 1],
    ]);
    expect(answer.totals.map(({ value }) => value)).toEqual([3]);
    expect(shown(await ask({ ...year, where: 'area:out of area;need:ASD,SEMH' }))).toEqual([
      ['2022-09-01 to 2023-08-31', 1],
    ]);
  });

  it('works out year group and phase from the day of the fact', async () => {
    await life('1', 1, on(45));
    expect(shown(await ask({ ...year, by: 'yearGroup,phase' }))).toEqual([
      ['2022-09-01 to 2023-08-31', 6, 'primary', 1],
    ]);
  });

  it('counts a vague date where it lies within one period, and as unknown where it does not', async () => {
    await life('1', 1, month('2022-10'));
    expect(shown(await ask({ ...year, period: 'month', to: '2022-10-31' }))).toEqual([
      ['2022-09', 0],
      ['2022-10', 1],
    ]);
    const cut = await ask({ from: '2022-10-15', to: '2022-10-31' });
    expect([shown(cut), cut.unknown.map(({ n }) => n)]).toEqual([
      [['2022-10-15 to 2022-10-31', 0]],
      [1],
    ]);
  });

  it('answers as it was known, and as it is known still at the instant it names', async () => {
    await life('1', 1, on(45));
    const before = await ask(year);
    await life('2', 1, on(46));
    expect((await ask(year)).cells[0]?.value).toBe(2);
    expect((await ask({ ...year, knownAt: before.knownAt })).cells).toEqual(before.cells);
    const early = '2025-09-01T09:00:02.500000Z' as Instant;
    expect((await ask({ ...year, knownAt: early })).cells[0]?.value).toBe(0);
  });

  it('keeps to the largest cells when asked to, and counts the rest', async () => {
    await life('1', 1, on(45));
    await life('2', 1, on(46));
    await life('3', 2, on(47));
    const answer = await ask({ ...year, by: 'school', top: '1' });
    expect(shown(answer)).toEqual([['2022-09-01 to 2023-08-31', 'School 1', 2]]);
    expect(answer.left).toEqual({ cells: 1, n: 1 });
  });
});

describe('a question that cannot be answered', () => {
  const measure = measureNamed('placements-started');
  const read = (raw: RawQuestion) => measure && readQuestion(measure, raw);
  const year = { from: '2022-09-01', to: '2023-08-31' };

  it.each<[string, RawQuestion, object]>([
    [
      'a dimension it lacks',
      { ...year, by: 'colour' },
      { because: 'unknown-dimension', said: 'colour' },
    ],
    [
      'a filter it lacks',
      { ...year, where: 'colour:red' },
      { because: 'unknown-dimension', parameter: 'where' },
    ],
    [
      'a filter by a word that no placement can have',
      { ...year, where: 'area:yes' },
      { because: 'unknown-word', said: 'yes', known: ['in area', 'out of area'] },
    ],
    ['a filter without a value', { ...year, where: 'need' }, { because: 'bad-filter' }],
    ['a period', { ...year, period: 'decade' }, { because: 'unknown-period', said: 'decade' }],
    ['a day that does not exist', { ...year, to: '2023-02-29' }, { because: 'unknown-date' }],
    ['an end before the beginning', { from: year.to, to: year.from }, { because: 'unknown-date' }],
    [
      'a date role',
      { ...year, dated: 'born' },
      { because: 'unknown-dimension', parameter: 'dated' },
    ],
    ['no span', { from: year.from }, { because: 'time-not-said', parameter: 'to' }],
    ['a number of cells', { ...year, top: 'ten' }, { because: 'bad-filter', parameter: 'top' }],
  ])('says which part is not understood: %s', (_, raw, expected) =>
    expect(read(raw)).toMatchObject(expected),
  );
});
