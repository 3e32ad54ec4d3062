import { onDay, type LocalDate } from '#libs/event-sourcing';
import { needCodes, reception, type NeedCode } from '#libs/lifecycle';
import { parsePostcode } from '#libs/places';
import type { RowProblem } from '../file/bad-rows.js';
import { isUnknown, toldCode, toldCodes, toldWhole } from '../told/told-values.js';
import { placementIn } from './placement-in-row.js';
import type { Position, ToldLearner } from './position.js';
import { createRowReader, type RowReader } from './row-reader.js';

/** What the person who imports says of the whole file. */
export type ForWholeFile = Readonly<{
  asOf?: LocalDate | undefined;
  clocksFrom?: LocalDate | undefined;
  decided?: Readonly<{ by: string; role: string }> | undefined;
}>;

const ID = /^[\w.:/-]{1,80}$/;

/** What a row says, or everything that is wrong with it. */
export const positionIn = (
  values: Readonly<Record<string, string>>,
  whole: ForWholeFile,
): Position | Readonly<{ problems: readonly RowProblem[] }> => {
  const row = createRowReader(values);
  const reference = row.needed('reference');
  if (reference !== '' && !ID.test(reference))
    row.wrong('reference', 'takes 1 to 80 letters, digits and . _ : / -');
  const learner = learnerIn(row);
  const asOf = row.day('asOf') ?? whole.asOf ?? row.wrong('asOf', 'is not said');
  if (!learner || !asOf) return { problems: row.problems };
  const position: Position = {
    ...{ reference, asOf, learner },
    clocksFrom: row.day('clocksFrom') ?? whole.clocksFrom ?? asOf,
    ...caseIn(row),
    placement: placementIn(row, { asOf, decided: whole.decided }),
  };
  noneToCome(row, position);
  return row.problems.length > 0 ? { problems: row.problems } : position;
};

const caseIn = (row: RowReader) => ({
  assigned: assignedIn(row),
  planMadeOn: row.date('planMadeOn'),
  lastReviewedOn: row.date('lastReviewedOn'),
  knowingly: row.read('knowingly', (told) => told),
});

const learnerIn = (row: RowReader): ToldLearner | undefined => {
  const name = { given: row.needed('given'), family: row.needed('family') };
  const dateOfBirth = row.day('dateOfBirth');
  if (!dateOfBirth && row.problems.every(({ column }) => column !== 'dateOfBirth'))
    row.wrong('dateOfBirth', 'is needed');
  const told = toldOfLearner(row);
  if (!dateOfBirth) return undefined;
  const cohort =
    row.read('cohort', (text) => toldWhole(text, { min: 1950, max: 2199 })) ??
    reception(dateOfBirth);
  return { name, dateOfBirth, cohort, ...told };
};

const SEXES = ['female', 'male', 'notKnown'] as const;
const OTHER_WORDS = {
  ...{ f: 'female', girl: 'female', woman: 'female' },
  ...{ m: 'male', boy: 'male', man: 'male' },
} as const;

const toldOfLearner = (row: RowReader) => {
  const upn = row.read('upn', (told) => told.toUpperCase().replace(/\s/g, ''));
  const primaryNeed = row.read<NeedCode>('primaryNeed', (told) => toldCode(told, needCodes));
  const furtherNeeds = row.read('furtherNeeds', (told) => toldCodes<NeedCode>(told, needCodes));
  return {
    sex: row.read('sex', (told) => toldCode(told, SEXES, OTHER_WORDS)) ?? 'notKnown',
    ...(upn === undefined ? {} : upnOrWhyNone(upn)),
    ...only(
      'uln',
      row.read('uln', (told) => told.replace(/\s/g, '')),
    ),
    ...only('address', addressIn(row)),
    ...only('primaryNeed', primaryNeed),
    ...only('furtherNeeds', furtherNeeds && beside(primaryNeed, furtherNeeds)),
  };
};

/** Spreadsheets often have the primary need among the further ones: named twice, it says no more. */
const beside = (primary: NeedCode | undefined, further: readonly NeedCode[]) =>
  [...new Set(further)].filter((need) => need !== primary);

const upnOrWhyNone = (told: string) =>
  /^UN\d{1,2}$/.test(told) ? { upnUnknownReason: told } : { upn: told };

const only = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [name]: value } as Record<K, V>);

const addressIn = (row: RowReader): ToldLearner['address'] => {
  const postcode = row.read<string>(
    'postcode',
    (told) => parsePostcode(told) ?? { problem: 'is not a postcode' },
  );
  const told = isUnknown(row.text('addressLines')) ? '' : row.text('addressLines');
  const lines = told
    .split(/[\r\n;|]+|,\s/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  // An address has a line at least; of a home of which only the postcode is known, that is it.
  if (lines.length === 0)
    return postcode === undefined ? undefined : { lines: [postcode], postcode };
  return { lines, ...only('postcode', postcode) };
};

const assignedIn = (row: RowReader): Position['assigned'] => {
  const id = (column: 'officer' | 'team') =>
    row.matching(column, (told) => ID.test(told), 'an id of letters, digits and . _ : / -');
  const [officer, team] = [id('officer'), id('team')];
  if (team !== undefined) return { team, ...only('officer', officer) };
  if (officer !== undefined) row.wrong('team', 'is needed where there is an officer');
  return undefined;
};

/** A position holds what was so by its day: nothing that was to come. */
const noneToCome = (row: RowReader, { asOf, ...told }: Position): void => {
  for (const column of ['planMadeOn', 'lastReviewedOn'] as const)
    if ((told[column] ?? onDay(asOf)).from > asOf) row.wrong(column, 'is after asOf');
  if ((told.planMadeOn?.to ?? asOf) < told.learner.dateOfBirth)
    row.wrong('planMadeOn', 'is before the learner was born');
};
