import { CompiledQuery, type Compilable, type Kysely } from 'kysely';
import { createCodec, type Instant } from '#libs/event-sourcing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import { openProjection, type OpenedProjection } from '#libs/projections';
import { journeyTables, type JourneyTables } from './journey-tables.js';
import { peopleTables, type PeopleTables } from './people-tables.js';
import { peopleQuery } from './queries/find-people.js';
import { dataQualityQuery, irregularitiesQuery } from './queries/findings-pages.js';
import type { Page } from './queries/page.js';
import { registerQuery } from './queries/register-page.js';
import { worklistQuery } from './queries/worklist-page.js';
import { agreed, assigned, day, openWorld, registered, type World } from './testing/index.js';

const viewer = { id: 'staff-9', seesRestricted: false };
const COUNT = 23;

describe('pages', () => {
  let world: World;
  const projections: OpenedProjection[] = [];

  beforeAll(async () => {
    world = openWorld();
    for (let at = 0; at < COUNT; at += 1) {
      const id = String(at).padStart(3, '0');
      await world.tell(id, registered(`Okafor-${id}`), assigned(1, `officer-${at % 2}`));
      await world.tell(id, agreed(30, at % 3, { irregular: ['lapsed-offer', 'second-main'] }));
    }
    await world.settled();
  }, 60_000);
  afterAll(async () => {
    for (const one of projections) await one.close();
    await world.close();
  });

  const allOf = async <Row>(
    ask: (cursor: string | undefined) => Promise<Page<Row>>,
  ): Promise<readonly (readonly Row[])[]> => {
    const pages: (readonly Row[])[] = [];
    let cursor: string | undefined;
    do {
      const { rows, next } = await ask(cursor);
      pages.push(rows);
      cursor = next;
    } while (cursor !== undefined);
    return pages;
  };

  it('come one after the other, with nothing missing and nothing twice', async () => {
    const pages = await allOf((cursor) =>
      world.readModels.registerPage({ viewer, cursor, limit: 5 }),
    );
    expect(pages.map(({ length }) => length)).toEqual([5, 5, 5, 5, 3]);
    expect(new Set(pages.flat().map(({ journeyId }) => journeyId)).size).toBe(COUNT);
  });

  it('have no next where the last is full', async () => {
    const { next } = await world.readModels.registerPage({ viewer, limit: COUNT });
    expect(next).toBeUndefined();
  });

  it('go through each other list too', async () => {
    const { readModels } = world;
    const today = day(5);
    const whose = { officer: 'officer-1' };
    const lists = [
      await allOf((cursor) => readModels.worklistPage({ viewer, cursor, limit: 4, whose, today })),
      await allOf((cursor) => readModels.irregularitiesPage({ viewer, cursor, limit: 7 })),
      await allOf((cursor) => readModels.findPeople({ viewer, cursor, limit: 5, text: 'okafor' })),
    ];
    expect(lists.map((pages) => pages.map(({ length }) => length))).toEqual([
      [4, 4, 3],
      [7, 7, 7, 7, 7, 7, 4],
      [5, 5, 5, 5, 3],
    ]);
    for (const pages of lists)
      expect(new Set(pages.flat().map((row) => JSON.stringify(row))).size).toBe(
        pages.flat().length,
      );
  });

  it('hold only what the filters let through', async () => {
    const urns = async (urn: string) =>
      (await world.readModels.registerPage({ viewer, limit: 50, filters: { urn } })).rows;
    expect((await urns('140001')).map(({ urn }) => urn)).toEqual(Array(8).fill('140001'));
    expect(await urns('999999')).toEqual([]);
  });

  it('show what was known at a moment', async () => {
    // Each learner took two seconds: the third agreement was told in the sixth.
    const knownAt = '2025-09-01T09:00:06.000000Z' as Instant;
    const { rows } = await world.readModels.registerPage({ viewer, limit: 50, knownAt });
    expect(rows.map(({ journeyId }) => journeyId)).toEqual(['000', '001', '002']);
  });

  it.each(['nonsense', 'WzFd', Buffer.from('["a"]').toString('base64url')])(
    'refuse the cursor %p, which is not theirs',
    async (cursor) => {
      const asked = world.readModels.registerPage({ viewer, limit: 5, cursor });
      await expect(asked).rejects.toThrow('not one of this list');
    },
  );

  describe('read by an index', () => {
    let db: Kysely<JourneyTables>;
    let people: Kysely<PeopleTables>;

    beforeAll(async () => {
      const store = { readAll: () => Promise.reject(new Error('Nothing is to be read.')) } as never;
      const source = { store, codec: createCodec<JourneyEvent>(journeyCatalogue) };
      const folder = world.folder;
      const keysOf = (stream: string) => world.keys.keysOf(stream);
      const tables = openProjection({ folder, source, projection: journeyTables });
      const found = openProjection({ folder, source, projection: peopleTables(keysOf) });
      projections.push(tables, found);
      db = await tables.reader<JourneyTables>();
      people = await found.reader<PeopleTables>();
    });

    const planOf = async <T>(on: Kysely<T>, query: Compilable): Promise<string> => {
      const { sql, parameters } = query.compile();
      const explain = CompiledQuery.raw(`EXPLAIN QUERY PLAN ${sql}`, [...parameters]);
      const { rows } = await on.executeQuery<{ detail: string }>(explain);
      return rows.map(({ detail }) => detail).join('\n');
    };
    const cursor = Buffer.from('["journey-1","x"]').toString('base64url');
    const latest = Buffer.from('[1,"journey-1","x"]').toString('base64url');
    const today = day(5);
    const asked = { viewer, limit: 20 };

    it.each<[string, () => Compilable, RegExp]>([
      [
        'the register',
        () => registerQuery(db, { ...asked, cursor }),
        /SEARCH register USING INDEX register_rows \(\(?stream/,
      ],
      [
        'a school’s part of the register',
        () => registerQuery(db, { ...asked, cursor, filters: { urn: '140001' } }),
        /SEARCH register USING INDEX register_urn_stream_row_key_current \(urn=\?/,
      ],
      [
        'the register as known at a moment',
        () =>
          registerQuery(db, {
            ...{ ...asked, cursor },
            knownAt: '2025-09-01T09:00:06.000000Z' as Instant,
          }),
        /SEARCH register USING INDEX register_rows \(\(?stream/,
      ],
      [
        'irregularities',
        () => irregularitiesQuery(db, { ...asked, cursor: latest }),
        /SEARCH irregularities USING INDEX irregularities_known_from_stream_row_key_current/,
      ],
      [
        'irregularities of one kind',
        () => irregularitiesQuery(db, { ...asked, cursor: latest, code: 'lapsed-offer' }),
        /SEARCH irregularities USING INDEX irregularities_code_known_from_stream_row_key_current/,
      ],
      [
        'data quality of one kind',
        () => dataQualityQuery(db, { ...asked, cursor, kind: 'partialDate' }),
        /SEARCH data_quality USING INDEX data_quality_kind_stream_row_key_current \(kind=\?/,
      ],
    ])('%s', async (_what, query, index) => {
      const plan = await planOf(db, query());
      expect(plan).toMatch(index);
      expect(plan).not.toMatch(/^SCAN (?!parked)|TEMP B-TREE/m);
    });

    it('an officer’s worklist: their cases only are sorted', async () => {
      const query = worklistQuery(db, { ...asked, cursor, whose: { officer: 'o' }, today });
      const plan = await planOf(db, query);
      expect(plan).toMatch(
        /SEARCH assignments USING INDEX assignments_officer_stream_current \(officer=\?/,
      );
      expect(plan).toMatch(/SEARCH next_steps USING INDEX next_steps_rows \(/);
      expect(plan).not.toMatch(/^SCAN (?!parked)/m);
    });

    it.each<['identifier' | 'name', RegExp]>([
      ['identifier', /search_terms_kind_term_stream \(kind=\? AND term=\?/],
      ['name', /search_terms_kind_term_stream \(kind=\? AND term>\? AND term<\?/],
    ])('people by %s', async (by, index) => {
      const plan = await planOf(people, peopleQuery(people, { ...asked, text: 'okafor' }, by));
      expect(plan).toMatch(index);
      expect(plan).not.toMatch(/^SCAN/m);
    });
  });
});
