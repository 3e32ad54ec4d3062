import type { Provider, Type } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Identity } from '#libs/access';
import type { AskedRequest } from './asking.js';
import type { Problem } from './problems.js';

/** The pages that are served, or null. */
export const PAGES = Symbol('pages');

/** Pages for people, served beside the API: held to the same rules, and answered in their own way. */
export type Pages = Readonly<{
  controllers: readonly Type[];
  providers: readonly Provider[];
  /** Whether an address is a page's; all others are the API's. */
  isPage: (url: string) => boolean;
  /** Before any route is there: how forms are read, what files there are. */
  prepare: (fastify: FastifyInstance) => Promise<void>;
  /** Who asks for a page, and that they sent it themselves. @throws Refused */
  whoAsks: (request: AskedRequest) => Promise<Identity | undefined>;
  /** Tells a person what became of the request. */
  tell: (problem: Problem, request: AskedRequest, reply: FastifyReply) => Promise<void> | void;
}>;
