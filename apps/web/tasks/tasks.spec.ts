import { journeyCommands } from '#libs/lifecycle';
import { routeName } from '../../api/index.js';
import { entered, placed, registered, withTwoOffers } from '../../api/testing/index.js';
import {
  fieldsIn,
  servedPages,
  type Fields,
  type ServedPages,
  type Visitor,
} from '../testing/index.js';

let pages: ServedPages;
let caseworker: Visitor;
beforeAll(async () => {
  pages = await servedPages();
  caseworker = await pages.signedIn('caseworker');
});
afterAll(() => pages.close());

const at = (journeyId: string, task: string): string => `/journeys/${journeyId}/do/${task}`;

/** What the record says was recorded. */
const bannerIn = (html: string): string =>
  /class="govuk-notification-banner__content">([^]*?)<\/div>/
    .exec(html)?.[1]
    ?.replaceAll(/<[^>]+>/g, '') ?? '';

const note = { kind: 'call', about: 'learner', text: 'Spoke to the school.' };
const events = async (journeyId: string): Promise<number> =>
  (await pages.service.journeys.history(journeyId)).events.length;

describe('a form', () => {
  it('is there for everything that can be recorded on a record', async () => {
    const { journeyId } = await placed(pages);
    const visitors = {
      manager: await pages.signedIn('service-manager'),
      protection: await pages.signedIn('data-protection'),
    };
    for (const type of Object.keys(journeyCommands).filter((one) => one !== 'RegisterLearner')) {
      const address = at(journeyId, routeName(type));
      const first = await visitors.manager.get(address);
      const page = first.status === 200 ? first : await visitors.protection.get(address);
      expect({ type, status: page.status }).toEqual({ type, status: 200 });
      expect(page.html).toContain('name="_key"');
    }
  });

  it('opens a record with what must be said, and goes to it', async () => {
    const page = await caseworker.fill('/learners/new', {
      ...{
        'name.given': 'Robin',
        'name.family': 'Example',
        dateOfBirth: '9/5/2014',
        sex: 'notKnown',
      },
      upnUnknownReason: 'UN1',
    });
    expect(page.html).toContain('<h1 class="govuk-heading-l app-tight">Robin Example</h1>');
    expect(bannerIn(page.html)).toContain('registered');
  });

  it('shows what was just recorded, and offers to put it right', async () => {
    const journeyId = await registered(pages.as('caseworker'));
    const page = await caseworker.fill(at(journeyId, 'record-note'), note);
    expect(bannerIn(page.html)).toContain('Spoke to the school.');
    expect(bannerIn(page.html)).toContain('Put this right');
  });

  it('takes days as people say them', async () => {
    const journeyId = await registered(pages.as('caseworker'));
    for (const [typed, told] of [
      ['7/5/26', 'On 7 May 2026'],
      ['May 2026', 'In May 2026'],
      ['autumn 2025', 'Between 1 September 2025 and 31 December 2025'],
      ['2025/26', 'In the school year 2025/26'],
      ['between 3 Jan 2026 and 14 Feb 2026', 'Between 3 January 2026 and 14 February 2026'],
    ])
      expect(
        bannerIn(
          (
            await caseworker.fill(at(journeyId, 'record-note'), {
              ...note,
              occurredOn: typed ?? '',
            })
          ).html,
        ),
      ).toContain(told);
  });

  it('says what to do where something is missing, and keeps what was typed', async () => {
    const journeyId = await registered(pages.as('caseworker'));
    const page = await caseworker.fill(at(journeyId, 'record-note'), {
      ...note,
      occurredOn: 'whenever',
      text: 'Kept words',
    });
    expect(page.status).toBe(400);
    expect(page.html).toContain('<title>Error: Add a note');
    expect(page.html).toContain('href="#f-occurredOn">Write when, such as 7 May 2026');
    expect(page.html).toContain('value="whenever"');
    expect(page.html).toContain('>Kept words</textarea>');
  });

  it('names a school by the beginning of its name, or asks which', async () => {
    const { journeyId, requestId } = await withTwoOffers(pages);
    await entered(pages, 'Larkfield House', 'independent');
    await entered(pages, 'Larkfield Lodge', 'independent');
    const preference = { requestId, by: 'parent', basis: 's9' };
    const form = at(journeyId, 'express-preference');
    const both = await caseworker.fill(form, { ...preference, providerId: 'Larkfield' });
    expect(both.html).toContain('fits several schools: Larkfield House; Larkfield Lodge');
    const one = await caseworker.fill(form, { ...preference, providerId: 'larkfield lo' });
    expect(bannerIn(one.html)).toContain('Larkfield Lodge');
  });
});

describe('sending a form', () => {
  const prepared = async (): Promise<
    Readonly<{ journeyId: string; address: string; fields: Fields }>
  > => {
    const journeyId = await registered(pages.as('caseworker'));
    const address = at(journeyId, 'record-note');
    const { html } = await caseworker.get(address);
    return { journeyId, address, fields: { ...fieldsIn(html), ...note } };
  };

  it('twice records once', async () => {
    const { journeyId, address, fields } = await prepared();
    const [first, second] = [
      await caseworker.post(address, fields),
      await caseworker.post(address, fields),
    ];
    expect(second).toMatchObject({ status: 303, location: first.location });
    expect(await events(journeyId)).toBe(2);
  });

  it('again with something else in it is pointed out, not taken for the first', async () => {
    const { journeyId, address, fields } = await prepared();
    await caseworker.post(address, fields);
    const again = await caseworker.post(address, { ...fields, text: 'Another thing.' });
    expect(again.html).toContain('You sent this form before, with something else in it');
    expect(again.html).toContain('>Another thing.</textarea>');
    const sent = await caseworker.post(address, {
      ...fieldsIn(again.html),
      ...note,
      text: 'Another thing.',
    });
    expect(sent.status).toBe(303);
    expect(await events(journeyId)).toBe(3);
  });

  it('from a page that somebody overtook says what is new, and goes in the second time', async () => {
    const { journeyId, address, fields } = await prepared();
    await caseworker.fill(address, { ...note, text: 'Somebody was faster.' });
    const stale = await caseworker.post(address, { ...fields, text: 'Words typed with care.' });
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('Somebody was faster.');
    expect(stale.html).toContain('>Words typed with care.</textarea>');
    const second = { ...fieldsIn(stale.html), ...note, text: 'Words typed with care.' };
    expect((await caseworker.post(address, second)).status).toBe(303);
    expect(await events(journeyId)).toBe(3);
  });
});

describe('a rule that is broken', () => {
  it('knowingly takes the reason, goes in the second time, and shows as irregular', async () => {
    const { journeyId } = await placed(pages);
    const start = at(journeyId, 'start-placement');
    const asked = await caseworker.fill(start, { occurredOn: '20/10/2025' });
    expect(asked.status).toBe(422);
    const codes = [...asked.html.matchAll(/name="(ack\.[\w-]+)"/g)].map(([, name = '']) => name);
    const reasons = Object.fromEntries(codes.map((name) => [name, 'The papers came late.']));
    expect(asked.html).toContain('If it really is so, say why');
    const sent = {
      ...fieldsIn(asked.html),
      pattern: 'fullTime',
      ...reasons,
    };
    const { location = '' } = await caseworker.post(start, sent);
    const record = await caseworker.get(location.replace('?', '?tab=timeline&'));
    expect(record.html).toContain('<strong>Irregular:</strong>');
    expect(record.html).toContain('Reason given: The papers came late.');
  });

  it('and may not be is explained, with the entry in the way', async () => {
    const { journeyId } = await placed(pages);
    await caseworker.fill(at(journeyId, 'start-placement'), { occurredOn: '5/1/2026' });
    const end = at(journeyId, 'end-placement');
    const ending = { placeEndedOn: '13/2/2026', occurredOn: '13/2/2026', reasonCode: 'AWAITED' };
    await caseworker.fill(end, ending);
    const page = await caseworker.fill(end, { ...ending, occurredOn: '12/2/2026' });
    expect(page.status).toBe(422);
    expect(page.html).toContain('This cannot be so');
    expect(page.html).toContain(`The entry in the way: <a href="/journeys/${journeyId}/entries/`);
  });
});

describe('what a role may not record', () => {
  it('is not offered to it, and refused when asked for', async () => {
    const { journeyId } = await placed(pages);
    const auditor = await pages.signedIn('auditor');
    expect((await auditor.get(`/journeys/${journeyId}`)).html).not.toContain('/do/');
    expect((await auditor.get(at(journeyId, 'record-note'))).status).toBe(403);
    expect((await auditor.post(at(journeyId, 'record-note'), note)).status).toBe(403);
  });
});
