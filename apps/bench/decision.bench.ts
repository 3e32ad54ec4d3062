import autocannon from 'autocannon';
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { inPairs, rowOf, type Row } from './row.js';

const CONNECTIONS = 50;
const SECONDS = 6;
const ROUNDS = 3;

type Ready = Readonly<{ url: string; token: string; journeys: readonly string[] }>;
type Server = Ready & Readonly<{ child: ChildProcess }>;
type Run = Readonly<{ perSecond: number; p99: number; failed: number }>;

const serve = (folder: string, remembered: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = fileURLToPath(new URL('./decision-server.js', import.meta.url));
    const child = fork(server, [folder, String(remembered)]);
    child.once('message', (ready) => resolve({ ...(ready as Ready), child }));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server stopped: ${code}.`)));
  });

const stop = ({ child }: Server): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.send('stop');
  });

const stats = ({ child }: Server): Promise<Readonly<{ hits: number; misses: number }>> =>
  new Promise((resolve) => {
    child.once('message', (told) => resolve(told as { hits: number; misses: number }));
    child.send('stats');
  });

const NOTE = JSON.stringify({
  ...{ kind: 'call', about: ['learner'], occurredOn: '2026-05-04' },
  text: 'Spoke to the school about the transport and the first week.',
});

let sent = 0;

/** Notes on journeys taken in turn: each decided by the rules, sealed, chained and durable. */
const decisions = ({ url, token, journeys }: Server, rate?: number): Promise<Run> =>
  shoot({
    url,
    ...(rate === undefined ? {} : { overallRate: rate }),
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          sent += 1;
          const journey = journeys[sent % journeys.length];
          return {
            ...request,
            path: `/api/journeys/${journey}/record/record-note`,
            headers: headersWith(token, `bench-${sent}`),
            body: NOTE,
          };
        },
      },
    ],
  });

/** The floor: the same body, checked the same way by the same server, and nothing done with it. */
const emptyPosts = ({ url, token }: Server): Promise<Run> =>
  shoot({
    url,
    requests: [
      { method: 'POST', path: '/bench/empty', headers: headersWith(token, 'floor'), body: NOTE },
    ],
  });

const headersWith = (token: string, key: string) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
  'idempotency-key': key,
});

const shoot = async (options: autocannon.Options): Promise<Run> => {
  const result = await autocannon({ connections: CONNECTIONS, duration: SECONDS, ...options });
  const failed = result.non2xx + result.errors + result.timeouts;
  return { perSecond: result.requests.average, p99: result.latency.p99, failed };
};

const none = (run: Run): number => {
  if (run.failed > 0) throw new Error(`${run.failed} requests failed.`);
  return run.perSecond;
};

const hitRate = async (server: Server): Promise<string> => {
  const { hits, misses } = await stats(server);
  return `${Math.round((hits * 1000) / Math.max(1, hits + misses)) / 10} %`;
};

/** A decision over HTTP beside an empty validated POST on the same server, warm and cold. */
export const decisionBench = async (folder: string): Promise<readonly Row[]> => [
  await measured('decision', await serve(join(folder, 'warm'), 5_000)),
  await measured('decision-cold', await serve(join(folder, 'cold'), 1)),
];

const measured = async (row: string, server: Server): Promise<Row> => {
  try {
    none(await decisions(server));
    none(await emptyPosts(server));
    const pairs = await inPairs(ROUNDS, {
      ours: async () => none(await decisions(server)),
      floor: async () => none(await emptyPosts(server)),
    });
    const peak = Math.max(...pairs.map(({ ours }) => ours));
    const atHalf = await decisions(server, Math.round(peak / 2));
    const notes = {
      hits: await hitRate(server),
      p99AtHalfMs: atHalf.p99,
      connections: CONNECTIONS,
    };
    return rowOf(row, 'requests/s', { pairs, notes });
  } finally {
    await stop(server);
  }
};
