import type { LocalDate } from '#libs/event-sourcing';
import { addDays } from '#libs/lifecycle';
import type { ComputedMeasure } from '../../measures/measure.js';
import { childOn, episodeOn, type Child, type Transfer } from '../cohort/index.js';
import { isWithin, SOURCE } from './within-a-window.js';
import { share } from './figures.js';
import { stabilityMeasure, type Context, type Told } from './stability-measure.js';

/** By when the next school is to be named, in the year of the transfer (regulation 18). */
const DUE: Readonly<Record<string, string>> = {
  before15February: '02-15',
  before31March: '03-31',
  // Five months before the first of September.
  fiveMonthsBefore: '04-01',
};

const FIRST_DAY = '09-01';
const SETTLED_AFTER = 10;

const NOT_DUE = 'transfers that do not apply: all-through schools, deferred, moved away';
const TOO_EARLY = 'transfers of which the tenth school day has not passed';

type Transferred = Readonly<{ named: boolean; attended: boolean }>;

/** The tenth school day of the autumn term, by the calendar of the school that was named. */
const tenthDay = ({ year, named }: Transfer, { cohort: { facts } }: Context): LocalDate => {
  const before = addDays(`${year}-${FIRST_DAY}` as LocalDate, -1);
  return facts.calendarOf(named?.providerId).schoolDayAfter(before, SETTLED_AFTER);
};

const toldOf = (child: Child, transfer: Transfer, context: Context): Told<Transferred> => {
  const on = tenthDay(transfer, context);
  const then = childOn(child, on);
  const episode = episodeOn(then, on);
  const about = { child: then, episode, day: on };
  if (!transfer.applies) return { ...about, excluded: NOT_DUE };
  if (on > context.window.asOf) return { ...about, excluded: TOO_EARLY };
  const { named, namedOn, rule, year } = transfer;
  const due = `${year}-${DUE[rule]}`;
  const { isSame } = context.cohort;
  const attended =
    named !== undefined && episode !== undefined && isSame(named, episode.establishment);
  return { ...about, value: { named: namedOn !== undefined && namedOn <= due, attended } };
};

const phaseTransferSuccess = stabilityMeasure<Transferred>({
  ...{ name: 'phase-transfer-success', title: 'M15 Phase transfers that succeeded', version: 1 },
  ...{ kind: 'rate', unit: 'share of children', asked: 'happened', beside: ['phase_transfers'] },
  definition:
    'Children due to change phase whose final plan named the next school in time (15 February, 31 March, or five months before), and who were at that school, or one that carried on from it, on the tenth school day of the autumn term.',
  population: 'phase transfers whose 1 September lies in the span',
  formula: 'named in time and attending / due; `namedInTime` and `attending` are told apart',
  source: `${SOURCE}; SEND Regulations 2014, regulation 18 (C18, C19)`,
  exclusions: [NOT_DUE, TOO_EARLY],
  told: (child, context) =>
    child.transfers
      .filter(({ year }) => isWithin(`${year}-${FIRST_DAY}` as LocalDate, context.window))
      .map((transfer) => toldOf(child, transfer, context)),
  figure: (values) => ({
    ...share(values.map(({ named, attended }) => named && attended)),
    namedInTime: values.filter(({ named }) => named).length,
    attending: values.filter(({ attended }) => attended).length,
  }),
});

export const phaseMeasures: readonly ComputedMeasure[] = [phaseTransferSuccess];
