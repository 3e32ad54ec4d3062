import { recorded, registered } from '../../api/testing/index.js';
import { servedPages, type ServedPages, type Visitor } from '../testing/index.js';

let pages: ServedPages;
let caseworker: Visitor;
let journeyId: string;
beforeAll(async () => {
  pages = await servedPages();
  caseworker = await pages.signedIn('caseworker');
  journeyId = await registered(pages.as('caseworker'));
  await recorded(
    pages.as('caseworker').post(`/api/journeys/${journeyId}/record/record-plan`, {
      ...{ planMadeOn: '2024-01-10', occurredOn: '2024-01-10' },
    }),
  );
});
afterAll(() => pages.close());

const REVIEW_WAS_DUE = /<strong[^>]*>Overdue<\/strong> [^<]*was due on 9 January 2025 \(/;

describe('due dates', () => {
  it('stand on the record, what is overdue marked so, with the law they come from', async () => {
    const { html } = await caseworker.get(`/journeys/${journeyId}`);
    expect(html).toMatch(REVIEW_WAS_DUE);
  });

  it('stand as they stood on a day that is asked for', async () => {
    const { html } = await caseworker.get(`/journeys/${journeyId}?effectiveOn=1+May+2024`);
    expect(html).toContain('is due on 9 January 2025');
    expect(html).not.toMatch(REVIEW_WAS_DUE);
  });

  it('are what is next on the case, late days counted', async () => {
    const { readModels, store } = pages.service;
    await readModels.waitFor(await store.head(), 10_000);
    const { html } = await caseworker.get('/worklist?of=unassigned&step=deadlines');
    expect(html).toMatch(/due on 9 January 2025, \d+ days overdue \(/);
  });
});
