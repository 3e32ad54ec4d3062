import type { LocalDate } from '#libs/event-sourcing';
import { journeysIn, simulated, type Simulated } from '#libs/simulation/testing';
import { openTables, type OpenTables } from '../testing/index.js';
import {
  endedBySchools,
  fromMainstream,
  inIndependent,
  newPlacements,
  reviewsByYear,
  toldLife,
  turnedDown,
  waitingOn,
  withoutSecondary,
  type Tally,
  type ToldLife,
} from '../testing/recount/index.js';
import type { Answer, Cell } from './answer.js';
import { measureNamed } from './catalogue.js';
import { isAnswerable, readQuestion, type RawQuestion } from './read-question.js';

// Questions that were put to councils. Each is parameters alone; each is counted again from the raw
// events by code that shares nothing with the tables or the engine.

const today = '2026-08-31' as LocalDate;

describe('a question put to a council', () => {
  let authority: Simulated;
  let tables: OpenTables;
  let lives: readonly ToldLife[];

  beforeAll(async () => {
    authority = await simulated({ learners: 220, years: 4, seed: 31 });
    tables = await openTables(authority);
    lives = [...(await journeysIn(authority)).values()]
      .map(toldLife)
      .filter(({ of }) => of('JourneyMergedInto').length === 0);
  }, 300_000);
  afterAll(async () => {
    await tables.close();
    await authority.close();
  });

  const ask = async (name: string, raw: RawQuestion): Promise<Answer> => {
    const measure = measureNamed(name);
    if (!measure) throw new Error(`No measure ${name}.`);
    const question = readQuestion(measure, raw);
    if (!isAnswerable(question)) throw new Error(JSON.stringify(question));
    return tables.readModels.askMeasure({ measure, question }, today);
  };
  const named = ({ period, dims }: Cell, withPeriod = true): string =>
    [
      ...(withPeriod ? [period.label] : []),
      ...Object.values(dims).map((one) => one ?? 'unknown'),
    ].join(' ');
  const tallied = (cells: readonly Cell[], withPeriod = true): Tally =>
    Object.fromEntries(cells.map((cell) => [named(cell, withPeriod), Number(cell.value)]));
  const spreadIn = ({ n, value, median, p90 }: Cell) => ({ n, mean: value, median, p90 });
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

  it('Devon: who had a plan and waited for a school place on 7 May and on each first of the month?', async () => {
    const days = ['2024-05-07', '2025-05-07', '2026-05-07'];
    const onDays = await ask('waiting-for-school-place', { on: days.join(',') });
    expect(onDays.cells.map(({ value }) => value)).toEqual(
      days.map((day) => waitingOn(lives, day)),
    );
    const monthly = { period: 'month', from: '2025-01-01', to: '2026-06-30' };
    const firsts = await ask('waiting-for-school-place', monthly);
    expect(firsts.cells).toHaveLength(18);
    expect(firsts.cells.map(({ value }) => value)).toEqual(
      firsts.cells.map(({ period }) => waitingOn(lives, period.from)),
    );
    expect(sum(firsts.cells.map(({ value }) => value ?? 0))).toBeGreaterThan(20);
  });

  it('Devon: how many consultations did special schools turn down, by ground?', async () => {
    const { cells, totals } = await ask('consultations-declined', {
      ...{ from: '2023-01-01', to: '2024-12-31', period: 'calendar' },
      ...{ where: 'special:special', by: 'ground' },
    });
    const recounted = turnedDown(lives, ['2023', '2024']);
    expect({ ...tallied(cells), ...tallied(totals) }).toEqual(recounted);
    expect(recounted['2024']).toBeGreaterThan(50);
  });

  it('Devon: how long from panel to a start at a special school from mainstream, and what share?', async () => {
    const span = { from: '2022-09-01', to: '2026-08-31' };
    const where = 'cameFrom:mainstream';
    const days = await ask('days-panel-to-start', { ...span, where: `${where};placedIn:special` });
    const share = await ask('moved-to-special-after-panel', { ...span, where });
    const recounted = fromMainstream(lives, span.from, span.to);
    expect(days.cells.map(spreadIn)).toEqual([recounted.days]);
    expect(share.cells).toMatchObject([
      { numerator: recounted.moved, denominator: recounted.considered },
    ]);
    expect(recounted.days.n).toBeGreaterThan(2);
  });

  it('Devon, Barnet: which annual reviews were completed, and which not 6, 12 and 24 months after?', async () => {
    const years = { from: '2023-01-01', to: '2025-12-31', period: 'calendar' };
    const found = tallied((await ask('annual-reviews-held', { ...years, by: 'completed' })).cells);
    for (const months of [6, 12, 24]) {
      const { cells } = await ask(`reviews-incomplete-after-${months}-months`, years);
      for (const { period, numerator, denominator } of cells) {
        if (denominator) found[`${period.label} held ${months} months ago`] = denominator;
        if (numerator) found[`${period.label} incomplete after ${months}`] = numerator;
      }
    }
    const recounted = reviewsByYear(lives, ['2023', '2024', '2025'], today);
    expect(found).toEqual(recounted);
    expect(recounted['2023 incomplete after 24']).toBeGreaterThan(0);
  });

  it('Wokingham: which new placements, in and out of area, at what fee, and after how many days?', async () => {
    const years = { from: '2024-04-01', to: '2026-03-31', period: 'financial' };
    const counted = await ask('placements-started', { ...years, by: 'providerType,area' });
    const fees = await ask('annual-fee', { ...years, by: 'providerType' });
    const panel = await ask('days-panel-to-offer', years);
    const start = await ask('days-offer-to-start', years);
    for (const [at, year] of [2024, 2025].entries()) {
      const recounted = newPlacements(lives, `${year}-04-01`, `${year + 1}-03-31`);
      const label = `${year}-${(year + 1) % 100}`;
      const of = ({ period }: Cell): boolean => period.label === label;
      expect(tallied(counted.cells.filter(of), false)).toEqual(recounted.counts);
      const spreads = fees.cells.filter(of).map((cell) => [named(cell, false), spreadIn(cell)]);
      expect(Object.fromEntries(spreads)).toEqual(recounted.fees);
      expect([panel, start].map(({ cells }) => cells[at] && spreadIn(cells[at]))).toEqual([
        recounted.panelToOffer,
        recounted.offerToStart,
      ]);
      expect(recounted.panelToOffer.n).toBeGreaterThan(0);
    }
  });

  it('Richmond: who was due to go to secondary school, and had none on 15 February and 1 March?', async () => {
    const days = ['2024-02-15', '2024-03-01', '2025-02-15', '2025-03-01', '2026-02-15'];
    const { cells } = await ask('phase-transfers-without-school', {
      ...{ on: days.join(','), where: 'change:primaryToSecondary' },
    });
    const recounted = days.map((day) => withoutSecondary(lives, day));
    expect(cells.map(({ numerator, denominator }) => [numerator, denominator])).toEqual(
      recounted.map(({ due, without }) => [without, due]),
    );
    expect(sum(recounted.map(({ without }) => without))).toBeGreaterThan(3);
  });

  it('Barnet: who was in independent special schools each 31 March, by need, weeks and area?', async () => {
    const { cells, totals } = await ask('children-placed', {
      ...{ period: 'financial', at: 'last', from: '2022-04-01', to: '2026-03-31' },
      ...{ where: 'providerType:independent special', by: 'need,weeks,area' },
    });
    const marches = ['2023-03-31', '2024-03-31', '2025-03-31', '2026-03-31'];
    expect(totals.map(({ period }) => period.from)).toEqual(marches);
    for (const day of marches) {
      const mine = cells.filter(({ period }) => period.from === day);
      expect(tallied(mine, false)).toEqual(inIndependent(lives, day));
    }
    expect(totals.at(-1)?.value).toBeGreaterThan(20);
  });

  it('Wokingham: how many placements did schools end, by reason and notice, each academic year?', async () => {
    const years = { from: '2022-09-01', to: '2026-08-31', period: 'academic' };
    const where = 'endedBy:school';
    const { cells } = await ask('placements-ended', { ...years, where, by: 'reason,notice' });
    const recounted = endedBySchools(lives, years.from, years.to);
    expect(tallied(cells)).toEqual(recounted);
    expect(sum(Object.values(recounted))).toBeGreaterThan(15);
  });
});
