import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { AWAITED, contractRoutes, endingReasons } from '#libs/lifecycle';
import {
  isUnknown,
  squeezed,
  toldCode,
  toldPence,
  toldWhole,
  toldYesNo,
} from '../told/told-values.js';
import type { JourneyColumn } from './journey-columns.js';
import type { ToldPlacement, ToldSetting } from './position.js';
import type { RowReader } from './row-reader.js';

type WithRow = Readonly<{ asOf: LocalDate; decided: ToldPlacement['decided'] }>;

const OF_A_PLACEMENT: readonly JourneyColumn[] = [
  ...(['schoolUrn', 'settingName', 'settingCategory', 'agreedOn', 'startedOn'] as const),
  ...(['pricePerYear', 'route', 'endedOn', 'endingReason'] as const),
];

/** The placement that a row tells of; a row may tell of none. */
export const placementIn = (row: RowReader, whole: WithRow): ToldPlacement | undefined => {
  if (OF_A_PLACEMENT.every((column) => isUnknown(row.text(column)))) return undefined;
  const setting = settingIn(row);
  const beginning = beginningIn(row, whole.asOf);
  const terms = termsIn(row);
  const agreedOn = pastDate(row, 'agreedOn', whole.asOf);
  const ended = endedIn(row, { asOf: whole.asOf, hasStarted: beginning.started !== 'not yet' });
  const decided = decidedIn(row) ?? whole.decided;
  return setting && { setting, agreedOn, ...beginning, ended, ...terms, decided };
};

const settingIn = (row: RowReader): ToldSetting | undefined => {
  const urn = row.matching('schoolUrn', (told) => /^[1-9]\d{5}$/.test(told), 'six digits');
  const settingName = row.read('settingName', (told) => told);
  const settingCategory = row.read('settingCategory', (told) => told);
  if (urn !== undefined) return { urn };
  if (settingName !== undefined && settingCategory !== undefined)
    return { settingName, settingCategory };
  if (isUnknown(row.text('schoolUrn')))
    row.wrong(
      settingName === undefined ? 'schoolUrn' : 'settingCategory',
      'is needed: a placement is at a school with a URN, or at a setting with name and category',
    );
  return undefined;
};

const pastDate = (row: RowReader, column: JourneyColumn, asOf: LocalDate) => {
  const when = row.date(column);
  if (when && when.from > asOf) return row.wrong(column, 'is after asOf');
  return when && notBeyond(when, asOf);
};

/** "In 2025/26", told in March of it, is by March. */
const notBeyond = (when: OccurredOn, asOf: LocalDate): OccurredOn =>
  when.to > asOf ? { from: when.from, to: asOf, precision: 'unknown' } : when;

const NOT_YET: readonly string[] = ['notstarted', 'notyet', 'no', 'none'];

const beginningIn = (
  row: RowReader,
  asOf: LocalDate,
): Pick<ToldPlacement, 'started' | 'expectedStartOn'> => {
  if (NOT_YET.includes(squeezed(row.text('startedOn'))))
    return { started: 'not yet', expectedStartOn: undefined };
  const when = row.date('startedOn');
  if (when === undefined || when.from <= asOf)
    return { started: { on: when && notBeyond(when, asOf) }, expectedStartOn: undefined };
  const expectedStartOn = when.precision === 'day' ? when.from : undefined;
  return { started: 'not yet', expectedStartOn };
};

const SCHOOL_WEEKS = 38;
const WHOLE_YEAR = 52;

const termsIn = (row: RowReader) => {
  const weeks = (told: string) => toldWhole(told, { min: 0, max: 53 });
  const weeksPerYear = row.read('weeksPerYear', weeks) ?? SCHOOL_WEEKS;
  const residential = row.read('residential', toldYesNo) ?? false;
  const pencePerYear = row.read('pricePerYear', toldPence);
  const route = row.read('route', (told) => toldCode(told, contractRoutes));
  if (route === undefined && pencePerYear && isUnknown(row.text('route')))
    row.wrong('route', 'is needed with a price');
  return {
    ...{ weeksPerYear, residential, pencePerYear, route: route ?? 'none' },
    pattern: row.read('pattern', (told) => told) ?? patternOf(residential, weeksPerYear),
  };
};

const patternOf = (residential: boolean, weeksPerYear: number): string => {
  if (!residential) return 'fullTime';
  return weeksPerYear >= WHOLE_YEAR ? 'fiftyTwoWeeks' : 'termlyBoarding';
};

const endedIn = (
  row: RowReader,
  { asOf, hasStarted }: Readonly<{ asOf: LocalDate; hasStarted: boolean }>,
): ToldPlacement['ended'] => {
  const reason = row.read('endingReason', (told) => toldCode(told, endingReasons));
  if (row.text('endedOn') === '') {
    if (reason !== undefined) row.wrong('endedOn', 'is needed where there is an ending reason');
    return undefined;
  }
  if (!hasStarted) return row.wrong('endedOn', 'cannot be: it has not started');
  const on = pastDate(row, 'endedOn', asOf);
  return { on, reasonCode: reason ?? AWAITED };
};

const decidedIn = (row: RowReader): ToldPlacement['decided'] => {
  const by = row.read('decidedBy', (told) => told);
  const role = row.read('decidedRole', (told) => told);
  if (by !== undefined && role !== undefined) return { by, role };
  if (by !== undefined) row.wrong('decidedRole', 'is needed where there is a decidedBy');
  if (role !== undefined) row.wrong('decidedBy', 'is needed where there is a decidedRole');
  return undefined;
};
