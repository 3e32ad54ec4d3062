import { temporaryFolder } from '#libs/event-store-sqlite/testing';
import { startDouble, type EventStoreDouble } from '#libs/event-store-eventstoredb/testing';
import { registered, served, withTwoOffers, type Served } from './testing/index.js';

jest.setTimeout(60_000);

describe('the service with its log in EventStoreDB', () => {
  const { fileIn, remove } = temporaryFolder();
  let double: EventStoreDouble;
  let service: Served;

  beforeAll(async () => {
    double = await startDouble({ path: fileIn('server.db') });
    service = await served({ settings: { PLACEMENTS_EVENTSTORE_URL: double.connectionString } });
  });
  afterAll(async () => {
    await service.close();
    await double.stop();
    remove();
  });

  it('records, tells the timeline and lists, as on its own file', async () => {
    const caseworker = service.as('caseworker');
    const { journeyId } = await withTwoOffers(service);
    const timeline = await caseworker.get(`/api/journeys/${journeyId}/timeline`);
    expect(timeline.body['entries']).toHaveLength(4);
    const { headers } = await caseworker.get(`/api/journeys/${journeyId}`);
    const state = await caseworker.get(`/api/journeys/${journeyId}`);
    expect(headers['etag']).toBe(state.headers['etag']);
    const verified = await service.service.store.readStream(`journey-${journeyId}`);
    expect(verified.length).toBeGreaterThan(3);
  });

  it('records a command once whose answer was lost between the service and the server', async () => {
    const caseworker = service.as('caseworker');
    double.trouble.lostAnswers = 1;
    const journeyId = await registered(caseworker, { name: { given: 'Sam', family: 'Example' } });
    expect(await service.service.store.readStream(`journey-${journeyId}`)).toHaveLength(1);
  });
});
