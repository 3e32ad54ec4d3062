import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asks } from './testing/client.js';
import {
  emptyFolder,
  removeFolder,
  startStandalone,
  type StandaloneProcess,
} from './testing/standalone-process.js';

const MINUTE = 60_000;

let folder: string;
let running: StandaloneProcess;
beforeEach(() => {
  folder = emptyFolder();
});
afterEach(async () => {
  await running.stop('SIGKILL');
  removeFolder(folder);
});

/** The address and the token of the command that is offered for trying. */
const offered = (said: string): readonly [url: string, token: string] => {
  const [, token = '', url = ''] = /curl -H 'Authorization: Bearer (\S+)' (\S+)/.exec(said) ?? [];
  return [url, token];
};

const tryIt = async (said: string) => {
  const [url, token] = offered(said);
  const { origin, pathname } = new URL(url);
  return asks({ url: origin }, token)(pathname);
};

describe('the first start on an empty folder', () => {
  it(
    'where nobody can be asked tells of a made-up authority, and what it prints can be tried',
    async () => {
      running = await startStandalone(folder);
      expect(running.said()).toContain('Telling three years of a small made-up authority.');
      expect(running.said()).toContain(`${running.url}/api/docs`);
      const { status, body } = await tryIt(running.said());
      expect(status).toBe(200);
      expect((body['rows'] as readonly unknown[]).length).toBeGreaterThan(10);
    },
    3 * MINUTE,
  );

  it(
    'that is to stay empty lets the first user in by a token that is in no other file',
    async () => {
      running = await startStandalone(folder, { PLACEMENTS_WHEN_EMPTY: 'empty' });
      expect(await tryIt(running.said())).toEqual({ status: 200, body: { rows: [] } });
      expect(statSync(join(folder, 'users.json')).mode & 0o077).toBe(0);
      expect(existsSync(join(folder, 'log.sqlite'))).toBe(true);
    },
    MINUTE,
  );

  it(
    'is the first once: the second changes nothing and prints no token',
    async () => {
      running = await startStandalone(folder, { PLACEMENTS_WHEN_EMPTY: 'empty' });
      const [, token] = offered(running.said());
      expect(await running.stop()).toBe(0);
      running = await startStandalone(folder);
      expect(running.said()).not.toContain('Telling three years');
      expect(running.said()).not.toContain(token);
      expect((await asks(running, token)('/api/me')).status).toBe(200);
    },
    MINUTE,
  );
});
