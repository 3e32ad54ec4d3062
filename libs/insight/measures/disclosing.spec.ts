import type { Instant, LocalDate } from '#libs/event-sourcing';
import type { Answer, Cell } from './answer.js';
import { measureNamed } from './catalogue.js';
import type { Kind } from './described.js';
import { AS_COUNTED, disclosed, FOR_PUBLICATION } from './disclosing.js';
import { isAnswerable, readQuestion } from './read-question.js';

const period = { label: '2025', from: '2025-01-01' as LocalDate, to: '2025-12-31' as LocalDate };
const cell = (need: string, n: number): Cell => ({
  ...{ period, dims: { need }, value: n, n, unknown: 0 },
});

const answer = (cells: readonly Cell[], kind: Kind = 'count'): Answer => {
  const measure = measureNamed('placements-started');
  if (!measure) throw new Error('There is no such measure.');
  const question = readQuestion(measure, { from: period.from, to: period.to, by: 'need' });
  if (!isAnswerable(question)) throw new Error(question.because);
  return {
    ...{ measure: { ...measure, kind }, tablesVersion: 1, question, asOf: period.to, parked: 0 },
    ...{
      cells,
      totals: [
        cell(
          '',
          cells.reduce((sum, { n }) => sum + (n ?? 0), 0),
        ),
      ],
    },
    ...{ excluded: [{ says: 'some', n: 3 }], unknown: [{ says: 'more', n: 13 }] },
    ...{ disclosure: AS_COUNTED, knownAt: '2026-01-01T00:00:00.000000Z' as Instant },
  };
};

const values = ({ cells, totals }: Answer) => [...cells, ...totals].map(({ value }) => value);

describe('what is published', () => {
  it('is rounded to 5 and counts nobody out of few', () => {
    const given = disclosed(answer([cell('ASD', 12), cell('SEMH', 8)]), FOR_PUBLICATION);
    expect(values(given)).toEqual([10, 10, 20]);
    expect(given.excluded).toEqual([{ says: 'some', n: null }]);
    expect(given.unknown).toEqual([{ says: 'more', n: 15 }]);
  });

  it('keeps a second cell back, so that the total does not give the first away', () => {
    const given = disclosed(
      answer([cell('ASD', 40), cell('SEMH', 3), cell('MLD', 9)]),
      FOR_PUBLICATION,
    );
    expect(values(given)).toEqual([40, null, null, 50]);
    expect(given.disclosure).toMatchObject({ suppressedBelow: 5, suppressedCells: 2 });
  });

  it('keeps more back as long as those kept back are few together', () => {
    const cells = [cell('ASD', 40), cell('SEMH', 1), cell('MLD', 2), cell('PD', 9)];
    expect(values(disclosed(answer(cells), FOR_PUBLICATION))).toEqual([40, null, null, null, 50]);
  });

  it('keeps the total back where there is no second cell', () => {
    const given = disclosed(answer([cell('SEMH', 3)]), FOR_PUBLICATION);
    expect(values(given)).toEqual([null, null]);
  });

  it('keeps a share back when few are in it, or few are not', () => {
    const share = (numerator: number, denominator: number): Cell => ({
      ...cell(String(numerator), denominator),
      ...{ value: numerator / denominator, numerator, denominator },
    });
    const cells = [share(2, 50), share(48, 50), share(20, 60), share(31, 60)];
    const given = disclosed(answer(cells, 'rate'), FOR_PUBLICATION);
    expect(given.cells.map(({ value }) => value)).toEqual([null, null, 0.33, 0.52]);
  });

  const rate = (need: string, numerator: number, denominator: number): Cell => ({
    ...cell(need, denominator),
    ...{ value: numerator / denominator, numerator, denominator },
  });

  it('keeps more shares back while those in them are few together', () => {
    const cells = [rate('A', 2, 50), rate('B', 0, 10), rate('C', 30, 100), rate('D', 20, 60)];
    const given = disclosed(answer(cells, 'rate'), FOR_PUBLICATION);
    expect(given.cells.map(({ value }) => value)).toEqual([null, null, 0.3, null]);
  });

  it('keeps back events over many days of few learners', () => {
    const cells = [{ ...rate('A', 6, 30), n: 2 }, rate('B', 20, 60), rate('C', 20, 70)];
    const given = disclosed(answer(cells, 'rate'), FOR_PUBLICATION);
    expect(given.cells.map(({ value }) => value)).toEqual([null, null, 0.29]);
  });

  it('leaves out the bounds and days from which what is rounded could be worked out', () => {
    const cells = [{ ...rate('A', 21, 62), low: 0.23, high: 0.46, days: 4321, is: 'median' }];
    const [given] = disclosed(answer(cells, 'rate'), FOR_PUBLICATION).cells;
    expect(given).toMatchObject({ value: 0.34, numerator: 20, denominator: 60, is: 'median' });
    expect(given).not.toHaveProperty('low');
    expect(given).not.toHaveProperty('days');
  });

  it('keeps the total back where what is beyond the largest is few', () => {
    const counted = answer([cell('ASD', 40), cell('SEMH', 30)]);
    const totals = [cell('', 72)];
    const given = disclosed({ ...counted, totals, left: { cells: 1, n: 2 } }, FOR_PUBLICATION);
    expect(values(given)).toEqual([40, 30, null]);
    expect(given.left).toBeUndefined();
  });

  it('leaves zero as it is, for it says nothing of anybody', () =>
    expect(values(disclosed(answer([cell('ASD', 0), cell('PD', 20)]), FOR_PUBLICATION))).toEqual([
      0, 20, 20,
    ]));

  it('can be suppressed without being rounded, and left as counted', () => {
    const counted = answer([cell('ASD', 12), cell('SEMH', 13)]);
    expect(disclosed(counted, { suppressBelow: undefined, roundTo: undefined })).toBe(counted);
    expect(values(disclosed(counted, { suppressBelow: 5, roundTo: undefined }))).toEqual([
      12, 13, 25,
    ]);
  });
});
