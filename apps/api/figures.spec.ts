import {
  registered,
  recorded,
  said,
  served,
  tuition,
  entered,
  type Served,
} from './testing/index.js';

type Listed = readonly Readonly<{ journeyId: string; events: readonly string[] }>[];

describe('a published figure', () => {
  let service: Served;
  let school: string;
  beforeAll(async () => {
    service = await served();
    school = await entered(service, 'Harbour House', 'independent');
  });
  afterAll(() => service.close());

  const settled = async (): Promise<void> => {
    const { readModels, store } = service.service;
    await readModels.waitFor(await store.head(), 10_000);
  };
  const post = (id: string, path: string, body: object) =>
    recorded(service.as('head-of-send').post(`/api/journeys/${id}/${path}`, body));

  /** The entry of the agreement. */
  const placed = async (id: string, occurredOn: string): Promise<string> => {
    const agreed = await post(id, 'offers/agree-placement', {
      ...{ providerId: school, basis: 'emergency', route: 'spot', rank: 'main', occurredOn },
      ...{ weeksPerYear: 38, residential: false, vat: 'exempt', lines: tuition(0) },
    });
    return said(agreed, 'entryIds.0');
  };
  const question = {
    ...{ measure: 'placements-started', dated: 'agreed', disclosure: 'counted' },
    ...{ from: '2025-09-01', to: '2025-12-31', period: 'month' },
  };
  const valuesOf = (answer: unknown) =>
    (answer as { cells: readonly { value: number }[] }).cells.map(({ value }) => value);
  const journeysOf = (entries: unknown) => (entries as Listed).map(({ journeyId }) => journeyId);

  it('is given again to the digit, beside what is known now and the entries that explain it', async () => {
    const ids = [];
    for (let at = 0; at < 4; at += 1)
      ids.push(
        await registered(service.as('caseworker'), {
          name: { given: 'Robin', family: `Example-${at}` },
        }),
      );
    const [first = '', second = '', third = '', twin = ''] = ids;
    const wrong = await placed(first, '2025-09-10');
    await placed(twin, '2025-10-10');
    await settled();
    const commissioner = service.as('commissioner');
    const published = await recorded(commissioner.post('/api/figures', question));
    expect(valuesOf(published.body['published'])).toEqual([1, 1, 0, 0]);
    const figure = `/api/figures/${said(published, 'figureId')}`;

    // Told late; on the wrong day; and on a record that was a duplicate.
    await placed(second, '2025-11-05');
    await post(first, `entries/${wrong}/correction`, { reasonCode: 'neverHappened' });
    await post(twin, 'merge', { into: third });
    await settled();

    const { status, body } = await commissioner.get(`${figure}/difference`);
    expect(status).toBe(200);
    expect(body['isReproduced']).toBe(true);
    expect(valuesOf(body['published'])).toEqual([1, 1, 0, 0]);
    expect(valuesOf(body['reproduced'])).toEqual([1, 1, 0, 0]);
    expect(valuesOf(body['restated'])).toEqual([0, 1, 1, 0]);
    expect(journeysOf(body['lateFacts'])).toEqual([second]);
    const corrected = new Set(journeysOf(body['corrections']));
    expect(corrected).toEqual(new Set([first, third, twin]));
    expect(body).toMatchObject({ explainedByEntries: true, repairedParking: [] });
    expect((await commissioner.get(figure)).body['published']).toEqual(body['published']);
  });

  it('is known by its id alone', async () => {
    const answer = await service.as('commissioner').get('/api/figures/no-such-figure');
    expect([answer.status, answer.body['code']]).toEqual([404, 'unknown-figure']);
  });

  it('is published by those who may', async () => {
    const answer = await service.as('caseworker').post('/api/figures', question);
    expect([answer.status, answer.body['code']]).toEqual([403, 'not-permitted']);
  });
});
