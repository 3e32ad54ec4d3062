import type { FastifyReply } from 'fastify';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import type { Identity, Permission } from '#libs/access';
import { dayInWords, inWords, poundsInWords } from '#libs/lifecycle';
import type { Files } from './files.js';
import { govukFolder, webFolder } from './folders.js';
import type { Sessions } from './sessions.js';
import { keepCookie, SESSION_COOKIE, type Visit } from './visit.js';

export type View = Readonly<{ title: string }> & Readonly<Record<string, unknown>>;

/** The one way in which a page is made and answered. */
export type Views = Readonly<{
  show: (name: string, view: View, at: Readonly<{ visit: Visit; reply: FastifyReply }>) => void;
}>;

export const VIEWS = Symbol('views');

type Place = Readonly<{ text: string; href: string; permission: Permission }>;

const places: readonly Place[] = [
  { text: 'Cases', href: '/worklist', permission: 'journeys:read' },
  { text: 'New learner', href: '/learners/new', permission: 'journeys:record' },
];

const environment = (): nunjucks.Environment => {
  const folders = [join(webFolder, 'views'), govukFolder];
  const loader = new nunjucks.FileSystemLoader(folders, { noCache: false, watch: false });
  // Only our own templates are ever compiled; what people typed is escaped.
  const made = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true });
  made.addFilter('day', (date: string | undefined) => (date ? dayInWords(date) : ''));
  made.addFilter('money', (pence: number | undefined) =>
    pence === undefined ? '' : poundsInWords(pence),
  );
  made.addFilter('words', (code: string) => inWords(code));
  made.addFilter('sentence', (text: string) => text.charAt(0).toUpperCase() + text.slice(1));
  return made;
};

export const openViews = (sessions: Sessions, files: Files): Views => {
  const templates = environment();
  return {
    show: (name, view, { visit, reply }) => {
      const { session, identity } = visit;
      if (session) keepCookie(reply, SESSION_COOKIE, sessions.renewed(session));
      const chrome = {
        files: files.addresses,
        visitor: identity && visitorIn(identity),
        places: identity ? placesFor(identity, visit.url) : [],
        formToken: session && sessions.formToken(session),
        may: (permission: Permission) => identity?.permissions.has(permission) ?? false,
        requestId: visit.id,
      };
      void reply
        .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
        .send(tight(templates.render(name, { ...chrome, ...view })));
    },
  };
};

/** Without the blanks that macros leave behind; what people typed stands between a > and a <. */
const tight = (html: string): string =>
  html.replaceAll(/>\s{2,}</g, '>\n<').replaceAll(/<input\s{2,}/g, '<input ');

const visitorIn = ({ name, role, team, actorId }: Identity) => ({
  name: name ?? actorId,
  role: role.replaceAll('-', ' '),
  team,
});

const placesFor = ({ permissions }: Identity, url: string) =>
  places
    .filter(({ permission }) => permissions.has(permission))
    .map(({ text, href }) => ({ text, href, active: url === href || url.startsWith(`${href}?`) }));
