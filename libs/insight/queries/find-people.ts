import type { Kysely, SelectQueryBuilder } from 'kysely';
import { ERASED, unseal, type Erased, type StreamKeys } from '#libs/event-sourcing';
import type { PersonName } from '#libs/lifecycle';
import type { PeopleTables } from '../people-tables.js';
import { journeyIdOf, streamOf } from '../tables/columns.js';
import { identifierTerm, nameTerms } from '../tables/search-terms.js';
import { keysIn, pageOf, type Page, type Paging } from './page.js';
import { isShownItselfTo, type Viewer } from './viewer.js';

export type PeopleQuery = Paging & Readonly<{ viewer: Viewer; text: string }>;

/** Above every character: what begins so lies between itself and itself with this behind it. */
const BEYOND = '\u{10FFFF}';

type Selecting = SelectQueryBuilder<PeopleTables, 'people', { stream: string }>;

const beginsWith = (select: Selecting, db: Kysely<PeopleTables>, word: string): Selecting =>
  select.where(
    'people.stream',
    'in',
    db
      .selectFrom('search_terms')
      .select('search_terms.stream')
      .where('kind', '=', 'name')
      .where('term', '>=', word)
      .where('term', '<', word + BEYOND),
  );

const hasIdentifier = (select: Selecting, db: Kysely<PeopleTables>, term: string): Selecting =>
  select.where(
    'people.stream',
    'in',
    db
      .selectFrom('search_terms')
      .select('search_terms.stream')
      .where('kind', '=', 'identifier')
      .where('term', '=', term),
  );

/** An identifier that is known as a whole, or the beginnings of names, all of which must fit. */
export const peopleQuery = (
  db: Kysely<PeopleTables>,
  { viewer, text, cursor, limit }: PeopleQuery,
  by: 'identifier' | 'name',
) => {
  const all: Selecting = db.selectFrom('people').select('people.stream');
  const found =
    by === 'identifier'
      ? hasIdentifier(all, db, identifierTerm(text))
      : nameTerms(text).reduce((select, word) => beginsWith(select, db, word), all);
  const after = keysIn(cursor, ['']);
  const shown = found.where(isShownItselfTo(viewer, 'people'));
  return (after ? shown.where('people.stream', '>', String(after[0])) : shown)
    .orderBy('people.stream')
    .limit(limit + 1);
};

/** The ids of the journeys whose learner the text finds. */
export const findPeople = async (
  db: Kysely<PeopleTables>,
  query: PeopleQuery,
): Promise<Page<string>> => {
  if (nameTerms(query.text).length === 0) return { rows: [], next: undefined };
  const byIdentifier = await peopleQuery(db, query, 'identifier').execute();
  const read =
    byIdentifier.length > 0 ? byIdentifier : await peopleQuery(db, query, 'name').execute();
  const page = pageOf(read, query.limit, ({ stream }) => [stream]);
  return { ...page, rows: page.rows.map(({ stream }) => journeyIdOf(stream)) };
};

type KeysOf = (stream: string) => Promise<StreamKeys>;
type PersonRow = Awaited<ReturnType<typeof peopleRows>>[number];

const peopleRows = (db: Kysely<PeopleTables>, journeyIds: readonly string[]) =>
  db.selectFrom('people').selectAll().where('stream', 'in', journeyIds.map(streamOf)).execute();

/** The names to show beside these journeys, opened with their keys; unknown ids are left out. */
export const namesOf = async (
  db: Kysely<PeopleTables>,
  keysOf: KeysOf,
  journeyIds: readonly string[],
): Promise<ReadonlyMap<string, PersonName | Erased>> => {
  if (journeyIds.length === 0) return new Map();
  const names = new Map<string, PersonName | Erased>();
  for (const row of await peopleRows(db, journeyIds))
    names.set(journeyIdOf(row.stream), openedName(row, await keysOf(row.stream)));
  return names;
};

type Values = Readonly<Record<string, unknown>>;

const openedName = (row: PersonRow, { open }: StreamKeys): PersonName | Erased => {
  const { stream, name_event: named, sealed_event: eventId, sealed_type: type } = row;
  const key = row.kid === null ? undefined : open(row.kid);
  if (!key || named === null || eventId === null || type === null) return ERASED;
  const values = unseal(key, sealedIn(row), { format: 1, stream, eventId, type }) as Values;
  return nameAmong(values, { named, eventId }) ?? ERASED;
};

const sealedIn = ({ kid, iv, ct }: PersonRow) => ({ kid: kid ?? '', iv: iv ?? '', ct: ct ?? '' });

/** Sealed by its own event, or among the values of many in a restatement. */
const nameAmong = (
  values: Values,
  { named, eventId }: Readonly<{ named: string; eventId: string }>,
): PersonName | undefined => {
  if (named === eventId) return values['name'] as PersonName | undefined;
  const restated = values['values'] as Readonly<Record<string, Values>> | undefined;
  return restated?.[named]?.['name'] as PersonName | undefined;
};
