import type { Instant } from '#libs/event-sourcing';
import { dayOf } from '#libs/lifecycle';
import {
  call,
  recorded,
  registered,
  said,
  served,
  type Answer,
  type Asker,
  type Served,
} from './testing/index.js';

let service: Served;
let caseworker: Asker;
let journey: string;
let notes: Answer[];

beforeAll(async () => {
  service = await served();
  caseworker = service.as('caseworker');
  journey = `/api/journeys/${await registered(caseworker, { receivedOn: '2025-09-02' })}`;
  const note = (body: object) => recorded(caseworker.post(`${journey}/record/record-note`, body));
  notes = [
    await note({ ...call('In time.', '2026-01-05'), receivedOn: '2026-01-06' }),
    await note({ ...call('Told late.', '2026-01-07'), receivedOn: '2026-03-02' }),
    await note({ ...call('Later.', '2026-02-03'), receivedOn: '2026-02-03' }),
  ];
});
afterAll(() => service.close());

const told = async (query: string): Promise<readonly string[]> => {
  const { body } = await caseworker.get(`${journey}/timeline?${query}`);
  const entries = body['entries'] as readonly Readonly<{ sentences: readonly string[] }>[];
  return entries.flatMap(({ sentences }) => sentences.filter((one) => !one.includes('registered')));
};

const knownAtOf = async (at: number): Promise<string> =>
  said(
    await caseworker.get(`${journey}/entries/${said(notes[at] as Answer, 'entryIds.0')}`),
    'knownAt',
  );

describe('a timeline', () => {
  it('tells all that is known now, in the order in which it happened', async () => {
    expect(await told('')).toEqual([
      expect.stringContaining('In time.'),
      expect.stringContaining('Told late.'),
      expect.stringContaining('Later.'),
    ]);
  });

  it('as known at an instant leaves out what was recorded after it', async () => {
    const instant = await knownAtOf(1);
    expect(await told(`knownAt=${instant}`)).toHaveLength(2);
    expect(await told(`knownAt=${await knownAtOf(0)}`)).toHaveLength(1);
  });

  it('takes an instant with fewer decimals, and a day to its end', async () => {
    expect(await told('knownAt=2199-01-01T00:00:00Z')).toHaveLength(3);
    const today = dayOf((await knownAtOf(2)) as Instant);
    expect(await told(`knownAt=${today}`)).toHaveLength(3);
    expect(await told('knownAt=2025-12-31')).toHaveLength(0);
  });

  it('as known at the end of a day goes by the day in England', async () => {
    const { body } = await caseworker.get(`${journey}?knownAt=2026-06-15`);
    expect(body).toMatchObject({ viewpoint: { knownAt: '2026-06-15T22:59:59.999999Z' } });
  });

  it('as told by a day leaves out what the authority heard of later', async () => {
    expect(await told('toldBy=2026-02-28')).toEqual([
      expect.stringContaining('In time.'),
      expect.stringContaining('Later.'),
    ]);
  });

  it('as effective on a day leaves out what happened after it', async () => {
    expect(await told('effectiveOn=2026-01-31')).toEqual([
      expect.stringContaining('In time.'),
      expect.stringContaining('Told late.'),
    ]);
  });

  it('takes them together', async () => {
    expect(await told('toldBy=2026-01-31&effectiveOn=2026-01-06')).toHaveLength(1);
  });

  it.each([
    'knownAt=2026-02-30',
    'knownAt=2026-01-01T25:00:00Z',
    'knownAt=yesterday',
    'toldBy=2026-13-01',
    'effectiveOn=2026-1-1',
    'effectiveOn=',
    'asOf=2026-01-01',
  ])('is not asked for by %s', async (query) => {
    expect(await caseworker.get(`${journey}/timeline?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid-query' },
    });
  });
});

describe('a state', () => {
  it('says from which viewpoint it is, and differs with it', async () => {
    const at = `/api/journeys/${await registered(caseworker)}`;
    const needs = { primaryNeed: 'SLCN', occurredOn: '2026-02-03' };
    await recorded(caseworker.post(`${at}/record/amend-needs`, needs));
    const need = async (query: string): Promise<string> =>
      said(await caseworker.get(`${at}?${query}`), 'state.record.learner.primaryNeed');
    expect(await need('')).toBe('SLCN');
    expect(await need('effectiveOn=2026-01-31')).toBe('ASD');
    const { body } = await caseworker.get(`${at}?effectiveOn=2026-01-31`);
    expect(body).toMatchObject({ revision: 1, viewpoint: { effectiveOn: '2026-01-31' } });
  });
});

describe('the register', () => {
  it('can be asked as it was known at the end of a day', async () => {
    const answer = await caseworker.get('/api/register?knownAt=2025-01-01');
    expect(answer).toMatchObject({ status: 200, body: { rows: [] } });
  });
});
