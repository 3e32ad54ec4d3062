import {
  agreeing,
  entered,
  recorded,
  registered,
  said,
  served,
  withTwoOffers,
  type Asker,
  type Served,
} from './testing/index.js';

let service: Served;
let caseworker: Asker;
beforeAll(async () => {
  service = await served();
  caseworker = service.as('caseworker');
});
afterAll(() => service.close());

const agreed = (providerId: string) => ({
  ...{ providerId, basis: 'dutyToAdmit', route: 'spot', rank: 'main', lines: [] },
  ...{ weeksPerYear: 38, residential: false, occurredOn: '2025-10-24' },
});

describe('a rule that may be broken knowingly', () => {
  let path: string;
  let providerId: string;
  beforeEach(async () => {
    path = `/api/journeys/${await registered(caseworker)}/offers/agree-placement`;
    providerId = await entered(service, 'Harbour House', 'independent');
  });

  it('refuses at first, says what to acknowledge and what it means, and records nothing', async () => {
    const before = await service.service.store.head();
    const answer = await caseworker.post(path, agreed(providerId));
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'irregular',
        irregularities: [
          {
            code: 'named-without-an-offer',
            category: 'independent',
            detail: expect.stringContaining('no duty to admit') as string,
          },
        ],
      },
    });
    expect(await service.service.store.head()).toBe(before);
  });

  it('gives way to an acknowledgement with a reason, which stays on the timeline', async () => {
    const acknowledge = [{ code: 'named-without-an-offer', reason: 'Agreed by telephone.' }];
    await recorded(caseworker.post(path, { ...agreed(providerId), acknowledge }));
    const { body } = await caseworker.get(path.replace('offers/agree-placement', 'timeline'));
    expect((body['entries'] as readonly object[]).at(-1)).toMatchObject({
      irregularities: acknowledge,
    });
  });

  it('is listed for managers', async () => {
    const acknowledge = [{ code: 'named-without-an-offer', reason: 'Agreed by telephone.' }];
    const answer = await recorded(caseworker.post(path, { ...agreed(providerId), acknowledge }));
    const query = `code=named-without-an-offer&limit=1&position=${said(answer, 'position')}`;
    const { body } = await caseworker.get(`/api/irregularities?${query}`);
    expect(body).toMatchObject({
      rows: [{ journeyId: said(answer, 'journeyId'), code: 'named-without-an-offer' }],
    });
  });

  it('does not give way to the acknowledgement of another', async () => {
    const acknowledge = [{ code: 'offer-lapsed', reason: 'It was kept open.' }];
    const answer = await caseworker.post(path, { ...agreed(providerId), acknowledge });
    expect(answer).toMatchObject({ status: 422, body: { code: 'irregular' } });
  });

  it('does not give way without a reason', async () => {
    const acknowledge = [{ code: 'named-without-an-offer', reason: '' }];
    const answer = await caseworker.post(path, { ...agreed(providerId), acknowledge });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
  });
});

describe('two offers that are accepted at once', () => {
  it('make one placement; the other hears what is irregular about a second', async () => {
    const { journeyId, offerIds } = await withTwoOffers(service);
    const path = `/api/journeys/${journeyId}/offers/agree-placement`;
    const answers = await Promise.all(
      offerIds.map((offerId) => caseworker.post(path, agreeing(offerId))),
    );
    const plainly = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(plainly).toHaveLength(1);
    expect(refused).toMatchObject([
      {
        status: 422,
        body: {
          code: 'irregular',
          irregularities: [
            {
              code: 'second-main-placement',
              placementIds: plainly.map((one) => said(one, 'events.0.placementId')),
            },
          ],
        },
      },
    ]);
  });

  it('by two who insist on what they saw make one placement; the other is told to look', async () => {
    const { journeyId, offerIds } = await withTwoOffers(service);
    const at = `/api/journeys/${journeyId}`;
    const seen = { 'if-match': String((await caseworker.get(at)).headers['etag']) };
    const answers = await Promise.all(
      offerIds.map((one) => caseworker.post(`${at}/offers/agree-placement`, agreeing(one), seen)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 412]));
  });
});

describe('an approval', () => {
  it('is needed above what one may decide, and given by somebody else up to a limit', async () => {
    const { journeyId, offerIds } = await withTwoOffers(service);
    const at = `/api/journeys/${journeyId}`;
    const price = {
      code: 'tuition',
      unit: 'year',
      ratePence: 5_800_000,
      quantityThousandths: 1000,
    };
    const agreement = { ...agreeing(offerIds[0]), lines: [price] };
    const agree = (more: object) =>
      caseworker.post(`${at}/offers/agree-placement`, { ...agreement, ...more });
    expect(await agree({})).toMatchObject({
      status: 422,
      body: { code: 'approval-needed', askedPence: 5_800_000, limitPence: 0 },
    });
    const sought = await recorded(
      caseworker.post(`${at}/record/seek-approval`, {
        ...{ for: { kind: 'placement', id: offerIds[0] }, pencePerYear: 5_800_000 },
        occurredOn: '2025-10-20',
      }),
    );
    const approvalId = said(sought, 'events.0.approvalId');
    const approving = { approvalId, occurredOn: '2025-10-21' };
    const approveAs = (role: 'team-manager' | 'service-manager') =>
      service.as(role).post(`${at}/record/approve`, approving);
    expect(await approveAs('team-manager')).toMatchObject({
      status: 422,
      body: { code: 'beyond-delegation' },
    });
    await recorded(approveAs('service-manager'));
    await recorded(agree({ approvalId }));
  });
});
