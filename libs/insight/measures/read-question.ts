import type { Instant, LocalDate } from '#libs/event-sourcing';
import { isLocalDate } from '#libs/lifecycle';
import { UNKNOWN } from './judging.js';
import { isComputed, type Measure } from './measure.js';
import { periodNames, type PeriodName } from './periods.js';
import type { Question } from './question.js';

/** A question as it comes from an address or a command line: text only. */
export type RawQuestion = Readonly<
  Partial<
    Record<
      'by' | 'from' | 'to' | 'period' | 'on' | 'at' | 'dated' | 'where' | 'top' | 'asOf',
      string
    >
  >
> &
  Readonly<{ knownAt?: Instant | undefined }>;

export type NotAnswerable = Readonly<{
  because:
    | 'unknown-dimension'
    | 'unknown-word'
    | 'unknown-period'
    | 'unknown-date'
    | 'bad-filter'
    | 'time-not-said';
  parameter: string;
  said?: string;
  known?: readonly string[];
}>;

export type ReadQuestion = Question | NotAnswerable;

export const isAnswerable = (read: ReadQuestion): read is Question => !('because' in read);

const MOST_DAYS = 400;
const MOST_CELLS = 1_000;

/** The names of what a measure can be split by. */
export const dimensionsOf = (measure: Measure): readonly string[] =>
  Object.keys(isComputed(measure) ? measure.dimensions : measure.facts.dimensions);

const isHeld = (measure: Measure): boolean =>
  isComputed(measure) ? measure.asked === 'held' : 'held' in measure.facts.dating;

/** Splits at commas, dropping what is empty. */
const listed = (text = ''): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** `need:ASD,SEMH;district:E07000106` */
const filtersIn = (text = ''): Question['where'] | undefined => {
  const parts = text.split(';').filter((part) => part.trim() !== '');
  const pairs = parts.map((part): [string, readonly string[]] => {
    const [name = '', ...rest] = part.split(':');
    return [name.trim(), listed(rest.join(':'))];
  });
  return pairs.every(([, values]) => values.length > 0) ? Object.fromEntries(pairs) : undefined;
};

const notA = (
  because: NotAnswerable['because'],
  parameter: string,
  more: Partial<NotAnswerable> = {},
): NotAnswerable => ({ because, parameter, ...more });

const wrongDimension = (
  measure: Measure,
  parameter: string,
  names: readonly string[],
): NotAnswerable | undefined => {
  const known = dimensionsOf(measure);
  const said = names.find((name) => !known.includes(name));
  return said === undefined ? undefined : notA('unknown-dimension', parameter, { said, known });
};

/** A word that no fact can have would be answered by nought, as if it had been looked for. */
const wrongWord = (measure: Measure, where: Question['where']): NotAnswerable | undefined => {
  if (isComputed(measure)) return undefined;
  for (const [name, wanted] of Object.entries(where)) {
    const known = measure.facts.dimensions[name]?.words;
    const said = wanted.find((word) => word !== UNKNOWN && known?.includes(word) === false);
    if (known && said !== undefined) return notA('unknown-word', 'where', { said, known });
  }
  return undefined;
};

const wrongDay = (parameter: string, days: readonly string[]): NotAnswerable | undefined => {
  const said = days.find((day) => !isLocalDate(day));
  if (said !== undefined) return notA('unknown-date', parameter, { said });
  return days.length > MOST_DAYS ? notA('unknown-date', parameter) : undefined;
};

const wrongPeriod = ({ period, at }: RawQuestion): NotAnswerable | undefined => {
  if (period !== undefined && !periodNames.includes(period as PeriodName))
    return notA('unknown-period', 'period', { said: period, known: periodNames });
  return at === undefined || at === 'first' || at === 'last'
    ? undefined
    : notA('unknown-period', 'at', { said: at, known: ['first', 'last'] });
};

const wrongRole = (measure: Measure, dated: string | undefined): NotAnswerable | undefined => {
  if (dated === undefined) return undefined;
  const roles =
    isComputed(measure) || !('happened' in measure.facts.dating)
      ? []
      : Object.keys(measure.facts.dating.happened);
  return roles.includes(dated)
    ? undefined
    : notA('unknown-dimension', 'dated', { said: dated, known: roles });
};

const wrongSpan = ({ from, to }: RawQuestion): NotAnswerable | undefined =>
  from !== undefined && to !== undefined && from > to
    ? notA('unknown-date', 'to', { said: to })
    : undefined;

const wrongTime = (measure: Measure, raw: RawQuestion): NotAnswerable | undefined => {
  const { from, to, on, period } = raw;
  const spanned = from !== undefined && to !== undefined;
  if (!isHeld(measure))
    return spanned ? undefined : notA('time-not-said', from === undefined ? 'from' : 'to');
  const onDays = on !== undefined || (spanned && period !== undefined);
  return onDays ? undefined : notA('time-not-said', 'on');
};

const wrongTop = ({ top }: RawQuestion): NotAnswerable | undefined =>
  top === undefined || (/^\d{1,4}$/.test(top) && Number(top) > 0 && Number(top) <= MOST_CELLS)
    ? undefined
    : notA('bad-filter', 'top', { said: top });

type Lists = Readonly<{ by: readonly string[]; on: readonly string[]; where: Question['where'] }>;

const whatIsWrong = (
  measure: Measure,
  raw: RawQuestion,
  { by, on, where }: Lists,
): NotAnswerable | undefined =>
  wrongDimension(measure, 'by', by) ??
  wrongDimension(measure, 'where', Object.keys(where)) ??
  wrongWord(measure, where) ??
  wrongDay('on', on) ??
  wrongDay(
    'from',
    [raw.from, raw.to, raw.asOf].filter((day) => day !== undefined),
  ) ??
  wrongPeriod(raw) ??
  wrongRole(measure, raw.dated) ??
  wrongSpan(raw) ??
  wrongTime(measure, raw) ??
  wrongTop(raw);

/** Reads a question, or says what in it cannot be answered. Nothing of it is guessed. */
export const readQuestion = (measure: Measure, raw: RawQuestion): ReadQuestion => {
  const [by, on, where] = [listed(raw.by), listed(raw.on), filtersIn(raw.where)];
  if (where === undefined) return notA('bad-filter', 'where');
  return (
    whatIsWrong(measure, raw, { by, on, where }) ?? {
      ...{ measure: measure.name, by: [...new Set(by)], where, dated: raw.dated },
      on: [...new Set(on as readonly LocalDate[])].toSorted(),
      ...{ from: raw.from as LocalDate | undefined, to: raw.to as LocalDate | undefined },
      period: raw.period as PeriodName | undefined,
      at: raw.at === 'last' ? 'last' : 'first',
      knownAt: raw.knownAt,
      asOf: raw.asOf as LocalDate | undefined,
      top: raw.top === undefined ? undefined : Number(raw.top),
    }
  );
};
