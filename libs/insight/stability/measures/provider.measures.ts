import type { Cell } from '../../measures/answer.js';
import type { ComputedMeasure } from '../../measures/measure.js';
import { shrink } from '../statistics/index.js';
import {
  AWAITED_REASON,
  daysAtRisk,
  endedIn,
  endsUnexplained,
  overlaps,
  SOURCE,
  UNSEEN,
  VAGUE_DAYS,
} from './within-a-window.js';
import { phaseOn } from './dimensions.js';
import { BREAKDOWN } from './figures.js';
import { stabilityMeasure, type Told } from './stability-measure.js';

/** A placement's time at risk in the span, with the mix of cases that it belongs to. */
export type Exposed = Readonly<{ mix: string; broke: number; days: number }>;

/** The fewest expected breakdowns for which a school is put in order among others. */
export const LEAST_EXPECTED = 3;

const byMix = (all: readonly Exposed[]): Readonly<Record<string, Exposed>> => {
  const sums: Record<string, Exposed> = {};
  for (const { mix, broke, days } of all) {
    const sum = sums[mix] ?? { mix, broke: 0, days: 0 };
    sums[mix] = { mix, broke: sum.broke + broke, days: sum.days + days };
  }
  return sums;
};

type Mixes = Readonly<Record<string, Exposed>>;

/** Expected: what each mix of cases would have broken down at the rate of all schools together. */
const expectedOf = (own: Mixes, all: Mixes): number =>
  Object.values(own).reduce((sum, { mix, days }) => {
    const whole = all[mix];
    return whole && whole.days > 0 ? sum + (days * whole.broke) / whole.days : sum;
  }, 0);

const mixesOf = (cell: Cell): Mixes => cell['mixes'] as Mixes;

/** Observed to expected of each cell, shrunk; the mix of all cells of the period is the standard. */
const compared = (cells: readonly Cell[]): readonly Cell[] => {
  const all = byMix(cells.flatMap((cell) => Object.values(mixesOf(cell))));
  const groups = cells.map((cell) => ({
    cell,
    observed: cell.numerator ?? 0,
    expected: expectedOf(mixesOf(cell), all),
  }));
  const shrunk = shrink(groups);
  const ranked = shrunk
    .filter(({ expected }) => expected >= LEAST_EXPECTED)
    .toSorted((a, b) => a.shrunk - b.shrunk);
  return shrunk.map((one) => {
    const { mixes: _mixes, ...cell } = one.cell;
    const rank = ranked.indexOf(one);
    return {
      ...(cell as Cell),
      ...{ value: one.ratio ?? null, observed: one.observed, expected: one.expected },
      ...{ shrunk: one.shrunk, rank: rank < 0 ? null : rank + 1 },
    };
  });
};

const breakdownsByProvider = stabilityMeasure<Exposed>({
  ...{ name: 'breakdowns-compared', title: 'M20 Breakdowns by school, compared', version: 1 },
  ...{ kind: 'number', unit: 'observed to expected', asked: 'happened' },
  definition: `Breakdowns at each school over those expected of its mix of cases (need, phase, day or residential) at the rates of all schools together; beside it the ratio drawn towards that of all by how little was expected. Schools with fewer than 3 expected are not ranked. Ask it by provider, school or urn. ${VAGUE_DAYS}`,
  population: 'main placements that went on in the span, under observation',
  formula:
    'O / E, E = sum over need x phase x boarding of days at risk x breakdowns of all / days of all; empirical Bayes after Marshall; rank by the shrunken ratio, fewest first',
  source: SOURCE,
  exclusions: [UNSEEN],
  told: (child, { window }) =>
    child.main
      .filter((one) => overlaps(one, window))
      .flatMap((episode): readonly Told<Exposed>[] => {
        const about = { child, episode, day: episode.to ?? window.to };
        const days = daysAtRisk(episode, window);
        if (days === 0) return [{ ...about, excluded: UNSEEN }];
        const phase = phaseOn(child, episode.from > window.from ? episode.from : window.from);
        const mix = [child.need, phase, episode.residential].join('/');
        const broke = Number(endedIn(episode, window) && episode.group === BREAKDOWN);
        return [
          { ...about, value: { mix, broke, days } },
          ...(endsUnexplained(episode, window) ? [{ ...about, unknown: AWAITED_REASON }] : []),
        ];
      }),
  figure: (values) => ({
    ...{ value: null, n: values.length, mixes: byMix(values) },
    numerator: values.reduce((sum, { broke }) => sum + broke, 0),
  }),
  together: compared,
});

export const providerMeasures: readonly ComputedMeasure[] = [breakdownsByProvider];
