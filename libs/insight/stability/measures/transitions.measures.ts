import { addMonths } from '#libs/lifecycle';
import type { Cell } from '../../measures/answer.js';
import type { ComputedMeasure } from '../../measures/measure.js';
import { childOn, episodeOn, spellOn, type Child } from '../cohort/index.js';
import type { Move } from '../episodes/index.js';
import { isWithin, movesIn, SOURCE, VAGUE_DAYS } from './within-a-window.js';
import { stabilityMeasure, type Context, type Figure, type Told } from './stability-measure.js';

const counted = (values: readonly unknown[]): Figure => ({
  value: values.length,
  n: values.length,
});

type Step = Readonly<{ from: string; to: string }>;

/** What a move says as of the end of the span: what started later has not started yet. */
const stepOf = (move: Move, { window }: Context): Step | undefined => {
  const started = move.startedOn !== undefined && move.startedOn <= window.to;
  if (isWithin(move.endedOn, window))
    return { from: move.fromType, to: started || move.to === undefined ? move.toType : 'unplaced' };
  const before = move.endedOn < window.from;
  return before && isWithin(move.startedOn, window) && move.toType !== 'exit'
    ? { from: 'unplaced', to: move.toType }
    : undefined;
};

const STATUS = 'endings that only changed the terms';

/** Each share is of what left the same type of setting, whatever else the answer is split by. */
const withShares = (cells: readonly Cell[]): readonly Cell[] => {
  const rowOf = ({ dims }: Cell) =>
    JSON.stringify(Object.entries(dims).filter(([name]) => name !== 'to'));
  const rows = Map.groupBy(cells, rowOf);
  return cells.map((cell) => {
    if (!('to' in cell.dims)) return cell;
    const row = (rows.get(rowOf(cell)) ?? []).reduce((sum, one) => sum + (one.value ?? 0), 0);
    return { ...cell, ofRow: row, share: row === 0 ? null : (cell.value ?? 0) / row };
  });
};

export const transitions = stabilityMeasure<Step>({
  ...{ name: 'transitions', title: 'M13 Moves between types of setting', version: 1 },
  ...{ kind: 'count', unit: 'moves', asked: 'happened' },
  definition: `Moves from one type of setting to another: from the type on the last day attended to that on the first day at the next; to “unplaced” where none had started by the end of the span, to “exit” where the plan was over. From “unplaced”: started in the span after an ending before it. ${VAGUE_DAYS}`,
  population: 'main placements that ended in the span, and starts in the span of those without one',
  formula: 'n(i, j) moves; with `by=from,to` also p(i, j) = n(i, j) / sum over j, told as `share`',
  source: SOURCE,
  exclusions: [STATUS],
  own: {
    from: 'type of setting left, or unplaced',
    to: 'type of setting gone to, unplaced or exit',
  },
  told: (child, context) =>
    movesIn(child, context).flatMap((move): readonly Told<Step>[] => {
      const step = stepOf(move, context);
      if (!step) return [];
      const about = { child, episode: move.from, day: move.startedOn ?? move.endedOn, own: step };
      return move.group === 'statusOnly'
        ? [{ ...about, excluded: STATUS }]
        : [{ ...about, value: step }];
    }),
  figure: counted,
  together: withShares,
});

type Change = 'joiner' | 'leaver' | 'mover' | 'stayer';

const CHANGES: readonly Change[] = ['joiner', 'leaver', 'mover', 'stayer'];
const MONTHS = 12;
const NOWHERE = 'unplaced';

const changeOf = (before: string | undefined, after: string | undefined): Change => {
  if (before === undefined) return 'joiner';
  if (after === undefined) return 'leaver';
  return before === after ? 'stayer' : 'mover';
};

/** The type of setting on a day of the plan; undefined where there was no plan. */
const typeOn = (child: Child, day: Parameters<typeof spellOn>[1]): string | undefined => {
  const then = childOn(child, day);
  if (!spellOn(then, day)) return undefined;
  return episodeOn(then, day)?.settingTo ?? NOWHERE;
};

const joinersAndLeavers = stabilityMeasure<Change>({
  ...{
    name: 'joiners-leavers-movers',
    title: 'M14 Joiners, leavers, movers and stayers',
    version: 1,
  },
  ...{ kind: 'count', unit: 'children', asked: 'held' },
  definition:
    'Compares the day with the same day a year before: stayers have a plan and the same type of setting on both, movers another, joiners had no plan before, leavers have none any more. Asked of January snapshots, the label is the year of the earlier one.',
  population: 'children with a plan on either day',
  formula: 'counts; split by `change`',
  source: `${SOURCE}; after the transitions of the SEND projections of MastodonC`,
  exclusions: [],
  own: { change: 'joiner, leaver, mover or stayer', from: 'type before', to: 'type now' },
  told: (child, { window: { to: day } }): readonly Told<Change>[] => {
    const [before, after] = [typeOn(child, addMonths(day, -MONTHS)), typeOn(child, day)];
    if (before === undefined && after === undefined) return [];
    const change = changeOf(before, after);
    const own = { change, from: before ?? 'none', to: after ?? 'none' };
    const then = childOn(child, day);
    return [{ child: then, episode: episodeOn(then, day), day, own, value: change }];
  },
  figure: (values) => ({
    ...counted(values),
    ...Object.fromEntries(
      CHANGES.map((change) => [`${change}s`, values.filter((one) => one === change).length]),
    ),
  }),
});

export const transitionMeasures: readonly ComputedMeasure[] = [transitions, joinersAndLeavers];
