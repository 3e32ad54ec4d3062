import { hash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded chance: the same seed and the same questions in the same order give the same answers. */
export type Chance = Readonly<{
  /** A whole number, both ends included. */
  between: (from: number, to: number) => number;
  /** True in `share` of all cases. */
  happens: (share: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  /** One of the pairs' first parts, as often as the second part says. */
  weighted: <T>(choices: readonly (readonly [T, number])[]) => T;
  /** Some of the list, in an order of its own. */
  some: <T>(list: readonly T[], count: number) => readonly T[];
  /** Days until something that happens `perYear` times a year, on average, happens next. */
  daysUntil: (perYear: number) => number;
}>;

const DAYS_A_YEAR = 365.25;

/** Chance of its own for each name: what one asks never changes what another hears. */
export const chanceOf = (seed: number, name: string): Chance => {
  const generator = xoroshiro128plus(
    parseInt(hash('sha256', `${seed} ${name}`).slice(0, 8), 16) | 0,
  );
  const between = (from: number, to: number): number => uniformInt(generator, from, to);
  const share = (): number => uniformFloat64(generator);

  const pick = <T>(list: readonly T[]): T => {
    const [one] = list.slice(between(0, list.length - 1));
    if (one === undefined) throw new Error('There is nothing to pick from.');
    return one;
  };

  const weighted = <T>(choices: readonly (readonly [T, number])[]): T => {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
    let left = share() * total;
    for (const [choice, weight] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    return pick(choices)[0];
  };

  const some = <T>(list: readonly T[], count: number): readonly T[] => {
    const left = [...list];
    const chosen: T[] = [];
    while (left.length > 0 && chosen.length < count)
      chosen.push(...left.splice(between(0, left.length - 1), 1));
    return chosen;
  };

  return {
    ...{ between, pick, weighted, some },
    happens: (wanted) => share() < wanted,
    daysUntil: (perYear) => Math.ceil((-Math.log(1 - share()) / perYear) * DAYS_A_YEAR),
  };
};
