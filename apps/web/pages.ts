import helmet from '@fastify/helmet';
import type { Pages, Service } from '../api/index.js';
import { openFiles } from './door/files.js';
import { takesForms } from './door/forms.js';
import { createSessions } from './door/sessions.js';
import { telling } from './door/telling.js';
import { SESSIONS } from './door/tokens.js';
import { openViews, VIEWS } from './door/views.js';
import { visitorOf } from './door/visit.js';
import { pageControllers } from './routes.js';

const OF_THE_API = /^\/(api|metrics|health|ready)([/?]|$)/;

const isPage = (url: string): boolean => !OF_THE_API.test(url);

// The one script that is written into a page: govuk-frontend's own, which says that there are scripts.
const SCRIPTS_ARE_ON = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='";

const policy = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", SCRIPTS_ARE_ON],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'same-origin' },
} as const;

export type PagesOptions = Readonly<{ now?: () => number }>;

/** The pages over a service that is open; to be given to `createApi`. */
export const createPages = (service: Service, { now = Date.now }: PagesOptions = {}): Pages => {
  const sessions = createSessions(now);
  const files = openFiles();
  const views = openViews(sessions, files);
  return {
    controllers: pageControllers,
    providers: [
      { provide: VIEWS, useValue: views },
      { provide: SESSIONS, useValue: sessions },
    ],
    isPage,
    prepare: async (fastify) => {
      await fastify.register(helmet, { global: false });
      fastify.addHook('onRequest', async ({ url }, reply) => {
        if (isPage(url)) reply.helmet(policy);
      });
      takesForms(fastify, isPage);
      files.serve(fastify);
    },
    whoAsks: (request) => visitorOf(service, sessions, request),
    tell: telling(service, views),
  };
};
