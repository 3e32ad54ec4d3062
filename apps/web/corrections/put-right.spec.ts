import { timelineOf } from '#libs/reading';
import { placed, registered } from '../../api/testing/index.js';
import {
  fieldsIn,
  servedPages,
  type Fields,
  type ServedPages,
  type Visitor,
} from '../testing/index.js';

let pages: ServedPages;
let caseworker: Visitor;
let manager: Visitor;
beforeAll(async () => {
  pages = await servedPages();
  caseworker = await pages.signedIn('caseworker');
  manager = await pages.signedIn('team-manager');
});
afterAll(() => pages.close());

const entriesOf = async (journeyId: string) =>
  timelineOf((await pages.service.journeys.history(journeyId)).events);

const told = async (journeyId: string): Promise<readonly string[]> =>
  (await entriesOf(journeyId))
    .filter(({ standing }) => standing.as === 'standing')
    .map(({ when, sentences }) => `${when}: ${sentences.join(' ')}`);

const entryOf = async (journeyId: string, about: string): Promise<string> => {
  const entries = await entriesOf(journeyId);
  const found = entries.findLast(({ sentences }) => sentences.join(' ').includes(about));
  return `/journeys/${journeyId}/entries/${found?.entryId ?? ''}`;
};

const record = async (journeyId: string, task: string, fields: Fields): Promise<void> => {
  const { html } = await caseworker.fill(`/journeys/${journeyId}/do/${task}`, fields);
  const problem = /error-summary__body">([^]*?)<\/div>/.exec(html)?.[1];
  if (problem !== undefined) throw new Error(problem);
};

const started = async (): Promise<string> => {
  const { journeyId } = await placed(pages);
  await record(journeyId, 'issue-agreement', { occurredOn: '27/10/2025' });
  await record(journeyId, 'sign-agreement', {
    ...{ by: ['authority', 'provider'], occurredOn: '7/11/2025' },
  });
  await record(journeyId, 'start-placement', { occurredOn: '19/1/2026' });
  return journeyId;
};

describe('changing an entry', () => {
  it('is one step: the form holds what was recorded, and saving puts it right', async () => {
    const journeyId = await started();
    const entry = await entryOf(journeyId, 'started');
    const form = await caseworker.get(`${entry}/change`);
    expect(fieldsIn(form.html)).toMatchObject({
      occurredOn: '19 January 2026',
      pattern: 'fullTime',
    });
    await caseworker.fill(`${entry}/change`, {
      occurredOn: '20/1/2026',
      _note: 'By the register.',
    });
    expect((await told(journeyId)).filter((one) => one.includes('started'))).toEqual([
      expect.stringMatching(/^on 20 January 2026/),
    ]);
    const [old] = (await entriesOf(journeyId)).filter(({ standing }) => standing.as === 'annulled');
    expect(old?.standing).toMatchObject({ reasonCode: 'wrongDate', note: 'By the register.' });
  });

  it('keeps schools, prices and what many rows said', async () => {
    const { journeyId } = await placed(pages);
    const offer = await entryOf(journeyId, 'Harbour House offer');
    const form = fieldsIn((await caseworker.get(`${offer}/change`)).html);
    expect(form).toMatchObject({ 'lines.0.ratePence': '0', vat: 'exempt' });
    await caseworker.fill(`${offer}/change`, { validUntil: '14/11/2025' });
    const { events } = await pages.service.journeys.history(journeyId);
    expect(events.findLast(({ type }) => type === 'OfferReceived')?.data).toMatchObject({
      validUntil: '2025-11-14',
      lines: [{ code: 'tuition', unit: 'year', ratePence: 0, quantityThousandths: 1000 }],
    });
  });

  it('that later entries could not stand with shows them, and takes them along when told to', async () => {
    const journeyId = await started();
    const agreed = await entryOf(journeyId, 'agreed');
    const page = await caseworker.get(`${agreed}/put-right`);
    expect(page.html).toContain('These cannot stand without it');
    expect(page.html).toContain('on 19 January 2026');
  });
});

describe('taking an entry back', () => {
  it('asks why, and leaves it readable as history', async () => {
    const journeyId = await started();
    const entry = await entryOf(journeyId, 'started');
    const asked = await caseworker.fill(`${entry}/put-right`, {});
    expect(asked.status).toBe(400);
    const { html } = await caseworker.fill(`${entry}/put-right`, { reasonCode: 'neverHappened' });
    expect(html).toContain('Recorded');
    expect((await told(journeyId)).join()).not.toContain('19 January 2026: ');
    const timeline = await caseworker.get(`/journeys/${journeyId}?tab=timeline`);
    expect(timeline.html).toContain('Taken back</strong> never happened');
  });

  it('takes along what cannot stand without it, as was shown', async () => {
    const journeyId = await started();
    await caseworker.fill(`${await entryOf(journeyId, 'agreed')}/put-right`, {
      reasonCode: 'neverHappened',
    });
    expect((await told(journeyId)).join()).not.toMatch(/started|agreed/);
  });
});

describe('what stands on the wrong record', () => {
  it('is carried to the learner it belongs to, by those who may', async () => {
    const [wrong, right] = [
      await registered(pages.as('caseworker')),
      await registered(pages.as('caseworker'), { name: { given: 'Kit', family: 'Wronglyplaced' } }),
    ];
    await record(wrong, 'record-note', { kind: 'call', about: 'learner', text: 'Was frightened.' });
    const entry = await entryOf(wrong, 'frightened');
    expect((await caseworker.get(`${entry}/carry`)).status).toBe(403);
    await pages.service.readModels.waitFor(await pages.service.store.head(), 5_000, 'people');
    const found = await manager.fill(`${entry}/carry`, { find: 'Kit Wronglyplaced' });
    expect(found.html).toContain('Kit Wronglyplaced');
    await manager.post(`${entry}/carry`, { ...fieldsIn(found.html), to: right });
    expect((await told(right)).join()).toContain('frightened');
    expect((await manager.get(`/journeys/${wrong}?tab=timeline`)).html).not.toContain('frightened');
  });

  it('is merged into the record that goes on, and closed', async () => {
    const [twin, other] = [
      await registered(pages.as('caseworker')),
      await registered(pages.as('caseworker')),
    ];
    await record(twin, 'record-note', { kind: 'call', about: 'learner', text: 'Told twice.' });
    await manager.get(`/journeys/${twin}/merge`);
    const answer = await manager.post(`/journeys/${twin}/merge`, { to: other });
    expect(answer.location).toBe(`/journeys/${other}`);
    expect((await told(other)).join()).toContain('Told twice.');
    expect((await manager.get(`/journeys/${twin}`)).html).toContain('This record is closed');
  });
});
