import type { Role } from '#libs/access';
import { officer, served, type Served } from '../../api/testing/index.js';
import { createPages, type PagesOptions } from '../index.js';

/** A page as it came back. */
export type Page = Readonly<{
  status: number;
  headers: Readonly<Record<string, unknown>>;
  html: string;
  /** Where it sends the browser on to. */
  location: string | undefined;
}>;

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser without scripts: keeps cookies, sends forms with what the page had in them. */
export type Visitor = Readonly<{
  get: (address: string) => Promise<Page>;
  /** Sends fields, with the session's token for forms where there is one. */
  post: (address: string, fields?: Fields) => Promise<Page>;
  /** Sends what the page's form holds by itself, with these fields over it, and goes where it is sent. */
  fill: (address: string, fields: Fields) => Promise<Page>;
  cookies: () => Readonly<Record<string, string>>;
}>;

export type ServedPages = Served &
  Readonly<{ visitor: () => Visitor; signedIn: (role: Role) => Promise<Visitor> }>;

/** A whole service with its pages. */
export const servedPages = async (options: PagesOptions = {}): Promise<ServedPages> => {
  const service = await served({ pages: (opened) => createPages(opened, options) });
  const visitor = () => visiting(service);
  return {
    ...service,
    visitor,
    signedIn: async (role) => {
      const one = visitor();
      await one.get('/sign-in');
      await one.post('/sign-in', { who: `${officer(role)} ${role}`, onward: '/' });
      return one;
    },
  };
};

const visiting = ({ app }: Served): Visitor => {
  const jar = new Map<string, string>();
  let token = '';

  const ask = async (method: 'GET' | 'POST', url: string, payload?: string): Promise<Page> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      host: 'localhost',
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const answer = await app.inject({
      method,
      url,
      headers,
      ...(payload === undefined ? {} : { payload }),
    });
    for (const { name, value } of answer.cookies) jar.set(name, value);
    const html = answer.body;
    token = /name="_form" value="([^"]+)"/.exec(html)?.[1] ?? token;
    const { location } = answer.headers;
    return {
      status: answer.statusCode,
      headers: answer.headers,
      html,
      location: location?.toString(),
    };
  };

  const get = (address: string) => ask('GET', address);
  const post = (address: string, fields: Fields = {}) =>
    ask('POST', address, encoded({ _form: token, ...fields }));
  return {
    get,
    post,
    fill: async (address, fields) => {
      const page = await get(address);
      const answer = await post(address.split('?')[0] ?? '', { ...fieldsIn(page.html), ...fields });
      return answer.location === undefined ? answer : get(answer.location);
    },
    cookies: () => Object.fromEntries(jar),
  };
};

const encoded = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
    ),
  ).toString();

/** What the page's main form would send if nobody touched it. */
export const fieldsIn = (html: string): Fields => {
  const main = html.slice(html.indexOf('<main'));
  const inputs = [...main.matchAll(/<input[^>]*>/g)].flatMap(([tag]) => {
    const at = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    const boxed = /type="(checkbox|radio)"/.test(tag) && !/\bchecked\b/.test(tag);
    const name = at('name');
    return name && !boxed ? [[name, unescaped(at('value') ?? '')] as const] : [];
  });
  const texts = [...main.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)].map(
    ([, name = '', value = '']) => [name, unescaped(value)] as const,
  );
  const selects = [...main.matchAll(/<select[^>]*name="([^"]+)"[^>]*>([^]*?)<\/select>/g)].map(
    ([, name = '', options = '']) =>
      [name, /value="([^"]*)"[^>]*\bselected\b/.exec(options)?.[1] ?? ''] as const,
  );
  return Object.fromEntries([...inputs, ...texts, ...selects]);
};

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
