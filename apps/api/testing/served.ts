import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '#libs/access';
import { createLog } from '#libs/observability';
import { configurationFrom, openService, type Service } from '#libs/platform';
import { allProblems, createApi, type Pages } from '../index.js';
import { tokenOf, writeDemoUsers } from './demo-users.js';

/** What came back, with the body read as JSON where it is some. */
export type Answer = Readonly<{
  status: number;
  headers: Readonly<Record<string, unknown>>;
  text: string;
  body: Readonly<Record<string, unknown>>;
}>;

export type Headers = Readonly<Record<string, string>>;

export type Asker = Readonly<{
  get: (path: string, headers?: Headers) => Promise<Answer>;
  post: (path: string, body?: unknown, headers?: Headers) => Promise<Answer>;
  /** Sends a body as it is, whatever it is. */
  send: (path: string, body: string | Buffer, headers: Headers) => Promise<Answer>;
}>;

export type Served = Readonly<{
  app: NestFastifyApplication;
  service: Service;
  as: (role: Role) => Asker;
  /** Without saying who asks. */
  anybody: Asker;
  /** Every line that was logged, as it was written. */
  logged: readonly string[];
  close: () => Promise<void>;
}>;

export type ServedOptions = Readonly<{
  settings?: Headers;
  /** Puts another part of the service in place, given the folder it may use. */
  change?: (service: Service, folder: string) => Service;
  /** False: the tables across journeys are not built. */
  follows?: boolean;
  /** What is served beside the API. */
  pages?: (service: Service) => Pages;
}>;

/** A whole service over a folder of its own, asked without a socket. */
export const served = async ({
  settings,
  change,
  follows = true,
  pages,
}: ServedOptions = {}): Promise<Served> => {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  const configuration = configurationFrom({
    PLACEMENTS_DATA: join(folder, 'data'),
    PLACEMENTS_USERS: writeDemoUsers(folder),
    PLACEMENTS_LOG: 'silent',
    ...settings,
  });
  const opened = await openService(configuration);
  const logged: string[] = [];
  const log = createLog({ to: { write: (line) => void logged.push(line) } });
  const service = { ...opened, log, ...change?.({ ...opened, log }, folder) };
  if (follows) service.readModels.start();
  const leave = async (): Promise<void> => {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const app = await createApi(service, { ...configuration, pages: pages?.(service) }).catch(
    async (error: unknown) => {
      await leave();
      throw error;
    },
  );
  return {
    ...{ app, service, logged },
    as: (role) => asking(app, { authorization: `Bearer ${tokenOf(role)}` }),
    anybody: asking(app, {}),
    close: async () => {
      await app.close();
      await leave();
    },
  };
};

const asking = (app: NestFastifyApplication, own: Headers): Asker => {
  const send = async (
    method: 'GET' | 'POST',
    { url, payload, headers }: { url: string; payload?: string | Buffer; headers?: Headers },
  ): Promise<Answer> => {
    const all = { ...own, ...headers };
    const answer = await app.inject({
      ...{ method, url, headers: all },
      ...(payload === undefined ? {} : { payload }),
    });
    const { statusCode: status, headers: sent, body: text } = answer;
    const body = jsonIn(text);
    if (status >= 400) assertListed(status, body);
    return { status, headers: sent, text, body };
  };
  return {
    get: (url, headers = {}) => send('GET', { url, headers }),
    post: (url, body = {}, headers = {}) =>
      send('POST', {
        url,
        payload: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    send: (url, payload, headers) => send('POST', { url, payload, headers }),
  };
};

/** Whatever a test is about: a refusal bears a code that /api/problems explains, with this status. */
const assertListed = (status: number, { code }: Answer['body']): void => {
  const listed = allProblems().get(String(code));
  if (listed?.[0] !== status)
    throw new Error(`Answered ${status} ${String(code)}, which is listed as ${listed?.[0]}.`);
};

const jsonIn = (text: string): Answer['body'] => {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    return {};
  }
};
