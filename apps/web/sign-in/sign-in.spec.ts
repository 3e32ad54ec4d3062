import { registered } from '../../api/testing/index.js';
import { IDLE_MS } from '../door/sessions.js';
import { servedPages, type ServedPages } from '../testing/index.js';

let clock = Date.UTC(2026, 4, 7);
let pages: ServedPages;
beforeAll(async () => {
  pages = await servedPages({ now: () => clock });
});
afterAll(() => pages.close());

describe('who has not signed in', () => {
  it('is sent to choose who they are, and back to where they were going', async () => {
    const visitor = pages.visitor();
    const page = await visitor.get('/worklist?of=team');
    expect(page).toMatchObject({
      status: 303,
      location: '/sign-in?onward=%2Fworklist%3Fof%3Dteam',
    });
    const choice = await visitor.get(page.location ?? '');
    expect(choice.html).toContain('Nobody has to prove here who they are');
    const signed = await visitor.post('/sign-in', {
      ...{ who: 'the-caseworker caseworker', onward: '/worklist?of=team' },
    });
    expect(signed).toMatchObject({ status: 303, location: '/worklist?of=team' });
  });

  it('is sent nowhere else, whatever the address says', async () => {
    const visitor = pages.visitor();
    for (const onward of [
      ...['https://example.org/', '//example.org', '/\\example.org', '/\t/example.org'],
    ])
      expect(
        (await visitor.post('/sign-in', { who: 'the-caseworker caseworker', onward })).location,
      ).toBe('/');
  });

  it('cannot choose from another machine', async () => {
    for (const headers of [
      { host: 'placements.example' },
      { 'x-forwarded-for': '10.0.0.1' },
      { 'x-real-ip': '10.0.0.1' },
      { via: '1.1 proxy' },
    ]) {
      const answer = await pages.app.inject({
        url: '/sign-in',
        headers: { host: 'localhost', ...headers },
      });
      expect(answer.body).not.toContain('Somebody');
      const sent = await pages.app.inject({
        ...{ method: 'POST', url: '/sign-in', payload: 'who=the-caseworker+caseworker' },
        headers: {
          host: 'localhost',
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
      });
      expect(sent.statusCode).toBe(403);
    }
  });
});

describe('signing in', () => {
  it('is done from a page of this site, though a proxy in between is silent', async () => {
    const sent = await pages.app.inject({
      ...{ method: 'POST', url: '/sign-in', payload: 'who=the-caseworker+caseworker' },
      headers: {
        ...{ host: '127.0.0.1:3000', origin: 'https://placements.example' },
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(sent.statusCode).toBe(403);
    expect(sent.headers['set-cookie']).toBeUndefined();
  });
});

describe('a session', () => {
  it('is kept in a cookie that scripts and other sites cannot use', async () => {
    const visitor = pages.visitor();
    const { headers } = await visitor.post('/sign-in', { who: 'the-caseworker caseworker' });
    expect(String(headers['set-cookie'])).toMatch(
      /^placements-session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('ends when nobody used it for an hour', async () => {
    const visitor = await pages.signedIn('caseworker');
    clock += IDLE_MS;
    expect((await visitor.get('/worklist')).status).toBe(200);
    clock += IDLE_MS + 1;
    expect((await visitor.get('/worklist')).status).toBe(303);
  });

  it('cannot be made up', async () => {
    const text = Buffer.from('{"id":"x","actorId":"the-director","role":"director"}').toString(
      'base64url',
    );
    const cookie = `placements-session=${text}.${text}`;
    const answer = await pages.app.inject({
      url: '/worklist',
      headers: { host: 'localhost', cookie },
    });
    expect(answer.statusCode).toBe(303);
  });

  it('is over when signed out', async () => {
    const visitor = await pages.signedIn('caseworker');
    await visitor.get('/worklist');
    expect((await visitor.post('/sign-out')).location).toBe('/sign-in');
    expect((await visitor.get('/worklist')).status).toBe(303);
  });
});

describe('a form', () => {
  it('that another site sent is refused, and nothing is done', async () => {
    const visitor = await pages.signedIn('caseworker');
    const page = await visitor.post('/search', { _form: 'guessed', text: 'Robin' });
    expect(page.status).toBe(403);
    expect(page.html).toContain('Nothing was recorded');
  });

  it('sent after the session ended is kept for when it is opened again', async () => {
    const visitor = await pages.signedIn('caseworker');
    await visitor.get('/worklist');
    clock += IDLE_MS + 1;
    const page = await visitor.post('/search', { text: 'A long text “typed” with care' });
    expect(page.status).toBe(401);
    expect(page.html).toContain('what you typed is kept');
    expect(page.html).toContain('name="typed.text" value="A long text “typed” with care"');
    const again = await visitor.post('/sign-in', {
      ...{ who: 'the-caseworker caseworker', onward: '/search' },
      'typed.text': 'A long text “typed” with care',
    });
    expect(again.html).toContain('<form action="/search" method="post">');
    expect(again.html).toContain('name="text" value="A long text “typed” with care"');
  });
});

describe('every page', () => {
  it('may run and load nothing but our own, and is kept nowhere', async () => {
    const visitor = await pages.signedIn('caseworker');
    const { headers } = await visitor.get('/worklist');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('that is not there says so as a page; the API goes on to answer JSON', async () => {
    const visitor = await pages.signedIn('caseworker');
    const page = await visitor.get('/nowhere');
    expect(page.status).toBe(404);
    expect(page.html).toContain('Page not found');
    expect((await pages.anybody.get('/api/nowhere')).body['code']).toBe('no-such-address');
  });

  it('is refused to a role that may not, in words', async () => {
    const journeyId = await registered(pages.as('caseworker'));
    const visitor = await pages.signedIn('administrator');
    const page = await visitor.get(`/journeys/${journeyId}`);
    expect(page.status).toBe(403);
    expect(page.html).toContain('Your role may not do this');
    expect(page.html).not.toContain('Robin');
  });

  it('about a learner is noted in the access log, shown or refused', async () => {
    const journeyId = await registered(pages.as('caseworker'));
    await (await pages.signedIn('caseworker')).get(`/journeys/${journeyId}?tab=timeline`);
    await (await pages.signedIn('administrator')).get(`/journeys/${journeyId}`);
    const { body } = await pages.as('auditor').get(`/api/journeys/${journeyId}/access`);
    expect(body['entries']).toMatchObject([
      { action: 'VIEW_RECORD_PAGE', actorId: 'the-administrator', outcome: 'refused' },
      { action: 'VIEW_RECORD_PAGE', actorId: 'the-caseworker', outcome: 'allowed' },
    ]);
  });
});
