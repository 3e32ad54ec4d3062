import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asks } from './testing/client.js';
import { killedAfter, openLedger, send, type Ledger } from './testing/ledger.js';
import {
  folderWithUsers,
  removeFolder,
  startStandalone,
  type StandaloneProcess,
} from './testing/standalone-process.js';

// The whole service, as `npm start` runs it, killed in the middle of what it is doing. Fixed times
// would always hit the same work: they are spread, and what is under way differs from run to run.
const KILLS = 12;
const momentOf = (kill: number): number => 120 + ((kill * 577) % 900);

const MINUTE = 60_000;
const cli = join(__dirname, '..', '..', 'dist', 'apps', 'cli', 'main.js');

let folder: string;
let service: StandaloneProcess;
let ledger: Ledger;
let doubtedOnce = 0;

beforeAll(async () => {
  folder = folderWithUsers();
  ledger = openLedger();
  for (let kill = 0; kill < KILLS; kill += 1) {
    service = await startStandalone(folder);
    await ledger.settle(service);
    await killedAfter({ service, ledger }, momentOf(kill));
    doubtedOnce += ledger.doubtful.length;
  }
  service = await startStandalone(folder);
  await ledger.settle(service);
}, 3 * MINUTE);
afterAll(async () => {
  await service.stop('SIGKILL');
  removeFolder(folder);
});

const placements = async (...args: readonly string[]): Promise<string> => {
  const env = { ...process.env, PLACEMENTS_DATA: folder };
  return (await promisify(execFile)(process.execPath, [cli, ...args], { env })).stdout;
};

const records = (): ReadonlySet<string> =>
  new Set(ledger.acknowledged.map(({ answer }) => String(answer['journeyId'])));

/** What the timeline of a record tells: the texts of its notes, and that it was opened. */
const factsOf = async (journey: string): Promise<readonly string[]> => {
  const { body } = await asks(service)(`/api/journeys/${journey}/timeline`);
  const entries = body['entries'] as readonly { events: readonly Told[] }[];
  return entries
    .flatMap(({ events }) => events)
    .map(({ type, sentence }) => /Said in decision-\d+\./.exec(sentence)?.[0] ?? type);
};

type Told = Readonly<{ type: string; sentence: string }>;

it('was killed while decisions were under way', () => {
  expect(ledger.refused).toEqual([]);
  expect(ledger.doubtful).toEqual([]);
  expect(doubtedOnce).toBeGreaterThan(KILLS);
  expect(ledger.acknowledged.length).toBeGreaterThan(KILLS * 10);
});

it(
  'has every decision that was acknowledged exactly once',
  async () => {
    const expected = new Map<string, string[]>();
    for (const { answer, body } of ledger.acknowledged) {
      const said = 'text' in body ? String(body.text) : 'LearnerRegistered';
      const journey = String(answer['journeyId']);
      expected.set(journey, [...(expected.get(journey) ?? []), said]);
    }
    for (const [journey, facts] of expected)
      expect([journey, (await factsOf(journey)).toSorted()]).toEqual([journey, facts.toSorted()]);
    expect(await placements('verify')).toContain(
      `${ledger.acknowledged.length} events in ${records().size} streams verified: nothing is wrong.`,
    );
  },
  MINUTE,
);

it(
  'answers every key that is sent again as it did at first, and records nothing',
  async () => {
    const before = await placements('verify');
    const differing: string[] = [];
    for (const { answer, ...decision } of ledger.acknowledged) {
      const again = await send(service, decision);
      const same = JSON.stringify(again.body) === JSON.stringify(answer);
      if (again.status !== 201 || !again.replayed || !same) differing.push(decision.key);
    }
    expect(differing).toEqual([]);
    expect(await placements('verify')).toBe(before);
  },
  MINUTE,
);

it(
  'has tables that are what the log says',
  async () => {
    const lags = async (): Promise<readonly number[]> => {
      const { body } = await asks(service, 'demo-administrator-token')('/api/operations/tables');
      return Object.values(body).map((one) => (one as { lag: { events: number } }).lag.events);
    };
    while ((await lags()).some((lag) => lag > 0)) await new Promise(setImmediate);
    const checked = await placements('check');
    expect(checked).toContain(`of ${records().size} records, 0 parked, 0 differences.`);
    expect(checked).not.toMatch(/[1-9]\d* differences/);
  },
  MINUTE,
);
