import { once } from 'node:events';
import { connect } from 'node:net';
import { asks, learner, load, TOKEN } from './testing/client.js';
import {
  folderWithUsers,
  removeFolder,
  startStandalone,
  type StandaloneProcess,
} from './testing/standalone-process.js';

const MINUTE = 60_000;

let folder: string;
let running: StandaloneProcess;
beforeEach(() => {
  folder = folderWithUsers();
});
afterEach(async () => {
  await running.stop('SIGKILL');
  removeFolder(folder);
});

const start = async (): Promise<StandaloneProcess> => (running = await startStandalone(folder));

const missing = async (journeys: readonly string[]): Promise<readonly string[]> => {
  const ask = asks(await start());
  const lost: string[] = [];
  for (const journey of journeys)
    if ((await ask(`/api/journeys/${journey}`)).status !== 200) lost.push(journey);
  return lost;
};

describe('a service under load', () => {
  it(
    'that is told to stop ends well, and has everything that it acknowledged',
    async () => {
      const service = await start();
      const loading = load(service, 16);
      await loading.reached(100);
      expect(await service.stop('SIGTERM')).toBe(0);
      await loading.over;
      expect(loading.refused.filter((code) => code !== 'stopping')).toEqual([]);
      expect(await missing(loading.acknowledged)).toEqual([]);
    },
    MINUTE,
  );

  it(
    'that is killed, again and again, has everything that it acknowledged',
    async () => {
      const acknowledged: string[] = [];
      for (const count of [20, 75, 130]) {
        const service = await start();
        const loading = load(service, 16);
        await loading.reached(count);
        expect(await service.stop('SIGKILL')).toBeNull();
        await loading.over;
        expect(loading.refused).toEqual([]);
        acknowledged.push(...loading.acknowledged);
      }
      expect(await missing(acknowledged)).toEqual([]);
    },
    2 * MINUTE,
  );
});

describe('a request that is under way when the service is told to stop', () => {
  const body = JSON.stringify(learner);
  const head = [
    'POST /api/journeys HTTP/1.1',
    ...['Host: x', 'Content-Type: application/json', `Content-Length: ${body.length}`],
    ...['Expect: 100-continue', `Authorization: Bearer ${TOKEN}`, '', ''],
  ].join('\r\n');

  it(
    'is carried out and answered',
    async () => {
      const service = await start();
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      let answer = '';
      socket.setEncoding('utf8').on('data', (data: string) => (answer += data));
      const gone = once(socket, 'close');
      socket.write(head);
      // The service has the head, and says that it waits for the rest.
      await once(socket, 'data');
      const stopped = service.stop('SIGTERM');
      while (await listens(service)) await new Promise(setImmediate);
      socket.write(body);
      await gone;
      expect(await stopped).toBe(0);
      expect(answer).toContain('HTTP/1.1 201 Created');
      const [journey = ''] = /(?<="journeyId":")[^"]+/.exec(answer) ?? [];
      expect(await missing([journey])).toEqual([]);
    },
    MINUTE,
  );

  const listens = ({ url }: StandaloneProcess): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
});
