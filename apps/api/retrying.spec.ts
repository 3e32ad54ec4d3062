import {
  call,
  recorded,
  registered,
  robin,
  said,
  served,
  type Asker,
  type Served,
} from './testing/index.js';

let service: Served;
let caseworker: Asker;
let notes: string;
beforeAll(async () => {
  service = await served();
  caseworker = service.as('caseworker');
});
beforeEach(async () => {
  notes = `/api/journeys/${await registered(caseworker)}/record/record-note`;
});
afterAll(() => service.close());

const head = () => service.service.store.head();

describe('If-Match', () => {
  it('lets in who has seen the latest revision', async () => {
    const { headers } = await recorded(
      caseworker.post(notes, call('One.', '2026-01-05'), { 'if-match': '"0"' }),
    );
    expect(headers['etag']).toBe('"1"');
  });

  it('keeps out who has not, says what the revision is, and records nothing', async () => {
    await recorded(caseworker.post(notes, call('One.', '2026-01-05')));
    const before = await head();
    const answer = await caseworker.post(notes, call('Two.', '2026-01-06'), { 'if-match': '"0"' });
    expect(answer).toMatchObject({ status: 412, body: { code: 'stale', revision: 1 } });
    expect(answer.headers['etag']).toBe('"1"');
    expect(await head()).toBe(before);
  });

  it('of * insists on nothing', async () => {
    await recorded(caseworker.post(notes, call('One.', '2026-01-05'), { 'if-match': '*' }));
  });

  it.each(['0', 'W/"0"', '"one"', '"0", "1"', '""', '"-1"', '"1e3"'])(
    'of %s is not understood',
    async (tag) => {
      const before = await head();
      const answer = await caseworker.post(notes, call('One.', '2026-01-05'), { 'if-match': tag });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-if-match' } });
      expect(await head()).toBe(before);
    },
  );
});

describe('an Idempotency-Key', () => {
  const one = call('One.', '2026-01-05');

  it('gives the first answer to a repeat, says that it is one, and records once', async () => {
    const key = { 'idempotency-key': 'call-1' };
    const first = await recorded(caseworker.post(notes, one, key));
    const before = await head();
    const again = await recorded(caseworker.post(notes, one, key));
    expect(again.body).toEqual(first.body);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.headers['location']).toBe(first.headers['location']);
    expect(await head()).toBe(before);
  });

  it('answers so although others have recorded since, and whatever revision was insisted on', async () => {
    const key = { 'idempotency-key': 'call-2', 'if-match': '"0"' };
    const first = await recorded(caseworker.post(notes, one, key));
    await recorded(caseworker.post(notes, call('Two.', '2026-01-06')));
    expect((await recorded(caseworker.post(notes, one, key))).body).toEqual(first.body);
  });

  it('answers a registration that is sent twice with the same record', async () => {
    const key = { 'idempotency-key': 'registration-1' };
    const first = await recorded(caseworker.post('/api/journeys', robin, key));
    const again = await recorded(caseworker.post('/api/journeys', robin, key));
    expect(said(again, 'journeyId')).toBe(said(first, 'journeyId'));
  });

  it('answers two at the same moment with one recording', async () => {
    const key = { 'idempotency-key': 'call-3' };
    const both = await Promise.all([
      recorded(caseworker.post(notes, one, key)),
      recorded(caseworker.post(notes, one, key)),
    ]);
    expect(both[0].body).toEqual(both[1].body);
    const replayed = both.filter(({ headers }) => headers['idempotent-replayed'] === 'true');
    expect(replayed).toHaveLength(1);
  });

  it('that was used for another body is refused, and nothing is recorded', async () => {
    const key = { 'idempotency-key': 'call-4' };
    await recorded(caseworker.post(notes, one, key));
    const before = await head();
    const other = await caseworker.post(notes, call('Other.', '2026-01-05'), key);
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
    expect(await head()).toBe(before);
  });

  it('of one caller is not that of another', async () => {
    const key = { 'idempotency-key': 'call-5' };
    await recorded(caseworker.post(notes, one, key));
    const other = await recorded(service.as('team-manager').post(notes, one, key));
    expect(other.headers['idempotent-replayed']).toBeUndefined();
  });

  it.each(['', 'with space', 'ä', 'x'.repeat(129), 'a/b'])('of %p is refused', async (key) => {
    const before = await head();
    const answer = await caseworker.post(notes, one, { 'idempotency-key': key });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-idempotency-key' } });
    expect(await head()).toBe(before);
  });
});

describe('saying what is so already', () => {
  it('succeeds with 200, and records nothing', async () => {
    const team = { team: 'north', officer: 'the-caseworker', reasonCode: 'new' };
    const assign = notes.replace('record-note', 'assign-case');
    const body = { ...team, occurredOn: '2026-01-05' };
    await recorded(service.as('team-manager').post(assign, body));
    const before = await head();
    const again = await service.as('team-manager').post(assign, body);
    expect(again).toMatchObject({
      status: 200,
      body: { recorded: false, entryIds: [], events: [] },
    });
    expect(again.headers['location']).toBeUndefined();
    expect(await head()).toBe(before);
  });
});
