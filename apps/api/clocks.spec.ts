import { recorded, registered, served, type Asker, type Served } from './testing/index.js';

let service: Served;
let caseworker: Asker;
beforeAll(async () => {
  service = await served();
  caseworker = service.as('caseworker');
});
afterAll(() => service.close());

describe('the clocks of a journey', () => {
  it('are told on a day, each with its source and in a sentence', async () => {
    const journeyId = await registered(caseworker);
    await recorded(
      caseworker.post(`/api/journeys/${journeyId}/record/record-plan`, {
        ...{ requestReceivedOn: '2026-01-05', occurredOn: '2026-01-05' },
      }),
    );
    const { body } = await caseworker.get(`/api/journeys/${journeyId}/clocks?on=2026-02-20`);
    expect(body['clocks']).toMatchObject([
      {
        ...{ clock: 'C01', due: { from: '2026-02-16', to: '2026-02-16' } },
        standing: { as: 'overdue', daysLate: 4 },
        sentence:
          'Decision on the request for an assessment of 5 January 2026 was due on 16 February 2026 ' +
          '(SEND Regulations 2014, reg 4(1) and 5); not notified 4 days after.',
      },
      { clock: 'C03', standing: { as: 'running' } },
      { clock: 'C04', standing: { as: 'running' } },
    ]);
  });

  it('are not told on a day that does not exist, nor of a record that is not there', async () => {
    const journeyId = await registered(caseworker);
    const path = `/api/journeys/${journeyId}/clocks`;
    expect((await caseworker.get(`${path}?on=2026-02-30`)).status).toBe(400);
    expect((await caseworker.get('/api/journeys/nobody/clocks')).status).toBe(404);
  });
});
