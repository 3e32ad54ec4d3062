import {
  agreeing,
  call,
  placed,
  recorded,
  registered,
  said,
  served,
  withTwoOffers,
  type Answer,
  type Asker,
  type Served,
} from './testing/index.js';

let service: Served;
let caseworker: Asker;
let manager: Asker;
beforeAll(async () => {
  service = await served();
  caseworker = service.as('caseworker');
  manager = service.as('team-manager');
});
afterAll(() => service.close());

const head = () => service.service.store.head();

const noted = async (journeyId: string, text: string): Promise<string> => {
  const path = `/api/journeys/${journeyId}/record/record-note`;
  return said(await recorded(caseworker.post(path, call(text, '2026-01-05'))), 'entryIds.0');
};

type Told = Readonly<{
  entryId: string;
  sentences: readonly string[];
  standing: Readonly<Record<string, string>>;
  carriedFrom?: Readonly<{ firstRecordedAt: string; firstActor: Readonly<{ id: string }> }>;
}>;

const timeline = async (journeyId: string): Promise<readonly Told[]> => {
  const { body } = await caseworker.get(`/api/journeys/${journeyId}/timeline`);
  return body['entries'] as readonly Told[];
};

const standingOf = async (journeyId: string, entry: string) =>
  (await timeline(journeyId)).find(({ entryId }) => entryId === entry)?.standing;

const correction = (journeyId: string, entry: string) =>
  `/api/journeys/${journeyId}/entries/${entry}/correction`;

describe('a correction', () => {
  const replacing = (text: string) => ({
    ...{ reasonCode: 'wrongValue', note: 'Misheard.' },
    replacement: { command: 'RecordNote', body: call(text, '2026-01-06') },
  });

  it('takes an entry out and puts another in its place; both stay on the timeline', async () => {
    const journeyId = await registered(caseworker);
    const wrong = await noted(journeyId, 'Is in year 4.');
    const answer = await recorded(
      caseworker.post(correction(journeyId, wrong), replacing('Is in year 5.')),
    );
    const right = (answer.body['entryIds'] as readonly string[])[1];
    expect(await standingOf(journeyId, wrong)).toMatchObject({
      ...{ as: 'annulled', reasonCode: 'wrongValue', note: 'Misheard.', replacedBy: right },
    });
    expect(await standingOf(journeyId, right ?? '')).toEqual({ as: 'standing', replaces: wrong });
  });

  it('is made once, however often it is sent with the same key', async () => {
    const journeyId = await registered(caseworker);
    const path = correction(journeyId, await noted(journeyId, 'Is in year 4.'));
    const key = { 'idempotency-key': 'correction-1' };
    const first = await recorded(caseworker.post(path, replacing('Is in year 5.'), key));
    const again = await recorded(caseworker.post(path, replacing('Is in year 5.'), key));
    expect(again.body).toEqual(first.body);
    const anew = await caseworker.post(path, replacing('Is in year 5.'));
    expect(anew).toMatchObject({ status: 409, body: { code: 'already-annulled' } });
  });

  it('whose replacement has not the right shape is refused, and nothing is recorded', async () => {
    const journeyId = await registered(caseworker);
    const path = correction(journeyId, await noted(journeyId, 'Is in year 4.'));
    const before = await head();
    const body = { command: 'RecordNote', body: { kind: 'telegram' } };
    const answer = await caseworker.post(path, { reasonCode: 'wrongValue', replacement: body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    expect(await head()).toBe(before);
  });

  it('of what others rest on names the first that would fall, and what a cascade takes', async () => {
    const { journeyId, requestEntry } = await placed(service);
    const before = await head();
    const path = correction(journeyId, requestEntry);
    const answer = await caseworker.post(path, { reasonCode: 'neverHappened' });
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'later-entry-no-longer-holds',
        event: 'OfferReceived',
        refusal: { code: 'unknown-request', detail: expect.stringContaining('request') as string },
      },
    });
    expect(answer.body['cascade']).toHaveLength(3);
    expect(await head()).toBe(before);
  });

  it('can be looked at before: a preview names the same entries and records nothing', async () => {
    const { journeyId, requestEntry } = await placed(service);
    const before = await head();
    const path = correction(journeyId, requestEntry);
    const refused = await caseworker.post(path, { reasonCode: 'neverHappened' });
    const preview = await caseworker.post(`${path}/preview`, { reasonCode: 'neverHappened' });
    expect(preview).toMatchObject({ status: 200, body: { outcome: 'holds' } });
    expect(preview.body['annuls']).toEqual([
      requestEntry,
      ...(refused.body['cascade'] as readonly string[]),
    ]);
    expect(await head()).toBe(before);
  });

  it('that would be refused is refused when it is previewed, in the same words', async () => {
    const journeyId = await registered(caseworker);
    const path = correction(journeyId, 'no-such-entry');
    const refusal = { status: 404, body: { code: 'unknown-entry' } };
    const body = { reasonCode: 'wrongValue' };
    expect(await caseworker.post(path, body)).toMatchObject(refusal);
    expect(await caseworker.post(`${path}/preview`, body)).toMatchObject(refusal);
  });

  it('with cascade takes out the later entries as well', async () => {
    const { journeyId, requestEntry } = await placed(service);
    const body = { reasonCode: 'neverHappened', cascade: true };
    await recorded(caseworker.post(correction(journeyId, requestEntry), body));
    const standing = (await timeline(journeyId)).filter((one) => one.standing['as'] === 'standing');
    expect(standing.map(({ sentences }) => sentences[0])).toEqual([
      'Robin Example was registered. Needs: autism.',
      expect.any(String),
    ]);
  });

  it('does not reach the registration, a correction, or what is not there', async () => {
    const journeyId = await registered(caseworker);
    const [opening] = await timeline(journeyId);
    const wrong = await noted(journeyId, 'x');
    const made = await recorded(
      caseworker.post(correction(journeyId, wrong), { reasonCode: 'wrongValue' }),
    );
    const refusals = [
      [opening?.entryId ?? '', 422, 'opening-entry-stays'],
      [said(made, 'entryIds.0'), 422, 'entry-is-about-entries'],
      ['no-such-entry', 404, 'unknown-entry'],
    ] as const;
    for (const [entry, status, code] of refusals)
      expect(
        await caseworker.post(correction(journeyId, entry), { reasonCode: 'wrongValue' }),
      ).toMatchObject({ status, body: { code } });
  });
});

describe('carrying an entry to the learner it belongs to', () => {
  const carry = (from: string, entry: string, body: object): Promise<Answer> =>
    manager.post(`/api/journeys/${from}/entries/${entry}/carry`, body);

  it('puts it there with who recorded it first and when, and leaves nothing to read here', async () => {
    const [from, to] = [await registered(caseworker), await registered(caseworker)];
    const entry = await noted(from, 'Kit was frightened.');
    const answer = await recorded(carry(from, entry, { to }));
    expect(said(answer, 'journeyId')).toBe(from);
    const there = (await timeline(to)).find(({ carriedFrom }) => carriedFrom);
    expect(there?.sentences.join(' ')).toContain('frightened');
    expect(there?.carriedFrom?.firstActor.id).toBe('the-caseworker');
    const here = await caseworker.get(`/api/journeys/${from}/timeline`);
    expect(here.text).not.toContain('frightened');
  });

  it('is for those who may; a caseworker asks them', async () => {
    const [from, to] = [await registered(caseworker), await registered(caseworker)];
    const path = `/api/journeys/${from}/entries/${await noted(from, 'x')}/carry`;
    expect(await caseworker.post(path, { to })).toMatchObject({
      status: 403,
      body: { code: 'not-permitted', permission: 'journeys:carry' },
    });
  });

  it('goes neither to the same record, nor where the entry cannot stand', async () => {
    const { journeyId, offerIds } = await withTwoOffers(service);
    const path = `/api/journeys/${journeyId}/offers/agree-placement`;
    const agreed = said(await recorded(caseworker.post(path, agreeing(offerIds[0]))), 'entryIds.0');
    const other = await registered(caseworker);
    expect(await carry(journeyId, agreed, { to: journeyId })).toMatchObject({
      status: 422,
      body: { code: 'same-record' },
    });
    expect(await carry(journeyId, agreed, { to: other })).toMatchObject({
      status: 409,
      body: { code: 'entry-cannot-be-carried', refusal: { code: expect.any(String) as string } },
    });
    expect(await standingOf(journeyId, agreed)).toEqual({ as: 'standing' });
  });

  it.each([{ 'an-id': 5 }, ['an-id'], null, 'x'])('takes no %j for its ids', async (ids) => {
    const [from, to] = [await registered(caseworker), await registered(caseworker)];
    const answer = await carry(from, await noted(from, 'x'), { to, ids });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
  });
});

describe('making an annulled entry unreadable', () => {
  it('leaves the rest readable, and its own words nowhere', async () => {
    const journeyId = await registered(caseworker);
    const [stays, goes] = [
      await noted(journeyId, 'This stays.'),
      await noted(journeyId, 'Secret.'),
    ];
    await recorded(caseworker.post(correction(journeyId, goes), { reasonCode: 'wrongLearner' }));
    await recorded(manager.post(`/api/journeys/${journeyId}/entries/${goes}/unreadable`));
    const { text } = await caseworker.get(`/api/journeys/${journeyId}/timeline`);
    expect(text).not.toContain('Secret.');
    expect(text).toContain('This stays.');
    expect(stays).not.toBe(goes);
  });
});

describe('merging a duplicate', () => {
  it('carries all of it to the record that goes on, and closes it', async () => {
    const [duplicate, goesOn] = [await registered(caseworker), await registered(caseworker)];
    await noted(duplicate, 'Said on the duplicate.');
    await recorded(manager.post(`/api/journeys/${duplicate}/merge`, { into: goesOn }));
    const told = (await timeline(goesOn)).flatMap(({ sentences }) => sentences).join(' ');
    expect(told).toContain('Said on the duplicate.');
    const path = `/api/journeys/${duplicate}/record/record-note`;
    expect(await caseworker.post(path, call('x', '2026-01-05'))).toMatchObject({
      status: 410,
      body: { code: 'merged-into-another-record' },
    });
  });

  it('does not merge a record into itself', async () => {
    const journeyId = await registered(caseworker);
    const path = `/api/journeys/${journeyId}/merge`;
    expect(await manager.post(path, { into: journeyId })).toMatchObject({
      status: 422,
      body: { code: 'same-record' },
    });
  });
});
