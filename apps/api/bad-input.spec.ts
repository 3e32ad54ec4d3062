import {
  registered,
  robin,
  served,
  type Answer,
  type Asker,
  type Served,
} from './testing/index.js';

// In every value that is sent: no answer and no line of the log may hold it.
const MARK = 'Zanzibar';
const MIB = 1_048_576;
const json = { 'content-type': 'application/json' };

let service: Served;
let caseworker: Asker;
let notes: string;
beforeAll(async () => {
  service = await served();
  caseworker = service.as('caseworker');
  notes = `/api/journeys/${await registered(caseworker)}/record/record-note`;
});
afterAll(() => service.close());

const note = { kind: 'call', about: ['learner'], text: MARK, occurredOn: '2026-01-05' };
const noting = (more: object) => () => caseworker.post(notes, { ...note, ...more });
const registering = (more: object) => () =>
  caseworker.post('/api/journeys', { ...robin, name: { given: MARK, family: MARK }, ...more });
const sending =
  (body: string | Buffer, headers: Readonly<Record<string, string>> = json) =>
  () =>
    caseworker.send(notes, body, headers);
const getting = (path: string) => () => caseworker.get(path);

/** It is refused so, says nothing that was sent, and leaves nothing behind. */
const refuses = async (
  status: number,
  code: string,
  ask: () => Promise<Answer>,
): Promise<Answer> => {
  const before = await service.service.store.head();
  const answer = await ask();
  expect(answer).toMatchObject({ status, body: { status, code, type: `/api/problems#${code}` } });
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.body['requestId']).toMatch(/^[\w-]{36}$/);
  expect(answer.text).not.toContain(MARK);
  expect(service.logged.join('')).not.toContain(MARK);
  expect(await service.service.store.head()).toBe(before);
  return answer;
};

const nested = (depth: number) => `{"text":${'{"a":'.repeat(depth)}"${MARK}"${'}'.repeat(depth)}}`;

describe('a body of the wrong shape', () => {
  it.each([
    ['a field that is not declared', noting({ nickname: MARK }), 'nickname'],
    [
      'a nested field that is not declared',
      registering({ address: { town: MARK } }),
      'address.town',
    ],
    ['a field that is missing', registering({ name: { given: MARK } }), 'name.family'],
    ['a field that is null', noting({ linkedTo: null }), 'linkedTo'],
    ['a code that is not listed', noting({ kind: MARK }), 'kind'],
    ['a UPN with a wrong check letter', registering({ upn: 'B123456789012' }), 'upn'],
    ['a ULN with a wrong check digit', registering({ uln: '1234567890' }), 'uln'],
    ['a day that does not exist', registering({ dateOfBirth: '2014-02-30' }), 'dateOfBirth'],
    ['an act on such a day', noting({ occurredOn: '2026-02-30' }), 'occurredOn'],
    ['from after to', noting({ occurredOn: '2026-03-02/2026-02-20' }), 'occurredOn'],
    ['a number for a day', noting({ occurredOn: 20260105 }), 'occurredOn'],
    ['an object for a day', noting({ occurredOn: { from: MARK } }), 'occurredOn'],
    ['a list for an object', registering({ name: [] }), 'name'],
    ['a list of objects for an object', registering({ name: [robin.name] }), 'name'],
    ['text for an object', registering({ name: MARK }), 'name'],
    ['an object for text', noting({ text: { text: MARK } }), 'text'],
    ['an object for a list', noting({ about: { 0: 'learner' } }), 'about'],
    ['lists in a list', noting({ acknowledge: [[]] }), 'acknowledge'],
    ['nothing in a list', noting({ about: [] }), 'about'],
    ['too much in a list', noting({ about: Array(10_000).fill(MARK) }), 'about'],
    ['too many objects in a list', noting({ evidence: Array(10_000).fill({}) }), 'evidence'],
    ['too long a text', noting({ text: MARK.repeat(2_501) }), 'text'],
    ['an integer beyond 2^53', registering({ cohort: 2 ** 53 }), 'cohort'],
    ['a fraction for an integer', registering({ cohort: 2018.5 }), 'cohort'],
    ['text for an integer', registering({ cohort: '2018' }), 'cohort'],
    ['half a character', noting({ text: `${MARK}\ud800` }), 'text'],
    [
      'the other half alone',
      registering({ name: { given: '\udc00', family: MARK } }),
      'name.given',
    ],
    ['half a character in a list', noting({ about: ['learner', '\ud83d'] }), 'about.1'],
    ['the name of what every object has', sending('{"constructor":"Zanzibar"}'), 'body'],
    ['another such name', sending('{"name":{"hasOwnProperty":1}}'), 'name'],
    ['a list', sending(`["${MARK}"]`), 'body'],
    ['a text', sending(`"${MARK}"`), 'body'],
    ['a number', sending('5'), 'body'],
    ['objects within objects without end', sending(nested(50_000)), `text${'.a'.repeat(32)}`],
    [
      'lists within lists without end',
      sending(`{"text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      `text${'.0'.repeat(32)}`,
    ],
  ])('(%s) is refused, and it is said where', async (_, ask, field) => {
    const { body } = await refuses(400, 'invalid-body', ask);
    const errors = body['errors'] as readonly { field: string; problem: string }[];
    expect(errors.map((one) => one.field)).toContain(field);
    expect(errors.length).toBeLessThanOrEqual(50);
  });

  it('is answered with fifty faults at the most', async () => {
    const ids = Array.from({ length: 100 }, () => ({ system: '', value: '' }));
    const otherIds = ids.slice(0, 50);
    const { body } = await refuses(400, 'invalid-body', registering({ otherIds }));
    expect(body['errors']).toHaveLength(50);
  });
});

describe('what is no body at all', () => {
  const plain = { 'content-type': 'text/plain' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  it.each([
    ['broken JSON', [400, 'broken-body'], sending(`{"text":"${MARK}`)],
    ['JSON with something behind it', [400, 'broken-body'], sending(`{} ${MARK}`)],
    ['nothing', [400, 'broken-body'], sending('')],
    ['bytes that are no text', [400, 'broken-body'], sending(Buffer.from([0xff, 0xfe, 0x00]))],
    ['a prototype', [400, 'broken-body'], sending(`{"__proto__":{"text":"${MARK}"}}`)],
    ['a constructor’s', [400, 'broken-body'], sending('{"constructor":{"prototype":{"a":1}}}')],
    ['plain text', [415, 'unsupported-media-type'], sending(JSON.stringify(note), plain)],
    ['a form', [415, 'unsupported-media-type'], sending(`text=${MARK}`, form)],
    ['no type', [415, 'unsupported-media-type'], sending(JSON.stringify(note), {})],
    [
      'ten mebibytes',
      [413, 'body-too-large'],
      sending(JSON.stringify({ text: MARK.repeat((10 * MIB) / 8) })),
    ],
    ['a little too much', [413, 'body-too-large'], sending(`"${'x'.repeat(MIB)}"`)],
  ] as const)('(%s) is refused with %j', async (_, [status, code], ask) => {
    await refuses(status, code, ask);
  });
});

describe('an address that leads nowhere', () => {
  const mark = encodeURIComponent(`${MARK} é 😀`);
  it.each([
    ['up and out', [404, 'no-such-address'], `/api/journeys/..%2f..%2f${MARK}`],
    ['letters of the world', [404, 'no-such-address'], `/api/journeys/${mark}/timeline`],
    ['nothing for an id', [404, 'no-such-address'], '/api/journeys//timeline'],
    ['a NUL for an id', [404, 'no-such-address'], '/api/journeys/%00'],
    ['an id with a quotation mark', [404, 'no-such-address'], `/api/providers/%27${MARK}`],
    ['an id of 150 characters', [404, 'no-such-address'], `/api/journeys/${'a'.repeat(150)}`],
    ['an id of 10 kB', [414, 'address-too-long'], `/api/journeys/${MARK.repeat(1_250)}`],
    ['an entry that cannot be one', [404, 'no-such-address'], `/api/journeys/x/entries/${mark}`],
    ['what cannot be decoded', [400, 'address-not-understood'], `/api/journeys/${MARK}%E0%A4%A`],
    ['half an escape', [400, 'address-not-understood'], `/api/journeys/${MARK}%`],
    ['a parameter nobody knows', [400, 'invalid-query'], `/api/register?colour=${MARK}`],
    ['a parameter of 60 kB', [400, 'invalid-query'], `/api/register?cursor=${MARK.repeat(7_500)}`],
    ['a status that is none', [400, 'invalid-query'], `/api/register?status=${MARK}`],
    ['a parameter twice', [400, 'invalid-query'], '/api/register?status=agreed&status=ended'],
    ['a prototype in the query', [400, 'invalid-query'], '/api/register?__proto__=1&constructor=1'],
    [
      'an instant that is none',
      [400, 'invalid-query'],
      '/api/register?knownAt=2026-02-30T10:00:00Z',
    ],
  ] as const)('(%s) is answered with %j', async (_, [status, code], path) => {
    await refuses(status, code, getting(path));
  });
});

describe('text that is unusual, and right', () => {
  const texts = [
    'a\u0000b',
    'e\u0301 is not \u00e9',
    '\u202eright to left',
    '👩‍👩‍👧',
    '</script>',
    "'; --",
  ];

  it.each(texts)('(%j) comes back as it was sent', async (text) => {
    const answer = await caseworker.post(notes, { ...note, text });
    expect(answer.status).toBe(201);
    const entry = await caseworker.get(String(answer.headers['location']));
    expect(entry.body).toMatchObject({ facts: [{ data: { text } }] });
  });

  it('can be a name, and be found by it', async () => {
    const name = { given: 'Zo\u0000ë', family: "O'Neill-Łukasz" };
    const answer = await caseworker.post('/api/journeys', { ...robin, name });
    const position = answer.body['position'];
    const found = await caseworker.post('/api/search', { text: "o'neill łuk", position });
    expect(found.body).toMatchObject({ rows: [{ name }] });
  });

  it('is refused in a search by nobody', async () => {
    for (const text of ['%', '_', '\u0000', '"', '*', "' OR 1=1 --", '\u{10ffff}'])
      expect((await caseworker.post('/api/search', { text })).status).toBe(200);
  });
});

describe('rules about what was said', () => {
  it.each([
    [
      'a suspension that ends before it begins',
      'breakdowns/report-suspension',
      {
        ...{ placementId: 'none', sessions: 4, reasons: ['DB'], basis: 'contractual' },
        ...{ to: '2026-01-01', occurredOn: '2026-01-05' },
      },
    ],
    [
      'an offer of a request that is not there',
      'offers/receive-offer',
      {
        ...{ requestId: 'none', providerId: 'none', vat: 'exempt', stage: 'firstAsked' },
        lines: [{ code: 'tuition', unit: 'year', ratePence: 1, quantityThousandths: 1000 }],
      },
    ],
  ])('(%s) are kept with 422 and a code', async (_, path, body) => {
    const before = await service.service.store.head();
    const answer = await caseworker.post(notes.replace('record/record-note', path), body);
    expect(answer.status).toBe(422);
    expect(await service.service.store.head()).toBe(before);
  });
});
