import { setTimeout as after } from 'node:timers/promises';
import { learner, TOKEN, type Replied } from './client.js';
import type { StandaloneProcess } from './standalone-process.js';

/** One decision as it is sent: again and again under the same key, until it is answered. */
export type Decision = Readonly<{ key: string; path: string; body: object }>;
export type Acknowledged = Decision & Readonly<{ answer: Replied['body'] }>;

/** What was decided so far: what was acknowledged, and what nobody knows about yet. */
export type Ledger = Readonly<{
  acknowledged: readonly Acknowledged[];
  doubtful: readonly Decision[];
  /** Other answers than "recorded". */
  refused: readonly string[];
  /** Sends decisions, so many at a time, until the service does not answer any more. */
  load: (service: StandaloneProcess, atATime: number) => Promise<unknown>;
  /** Sends again what was in doubt. */
  settle: (service: StandaloneProcess) => Promise<void>;
}>;

export const send = async (
  { url }: Pick<StandaloneProcess, 'url'>,
  { key, path, body }: Decision,
): Promise<Replied & Readonly<{ replayed: boolean }>> => {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  const replayed = answer.headers.get('idempotent-replayed') === 'true';
  return { status: answer.status, body: (await answer.json()) as Replied['body'], replayed };
};

/** One decision in so many opens a record, the others are notes on one that is open. */
const NOTES_PER_RECORD = 4;

export const openLedger = (): Ledger => {
  const [acknowledged, refused]: [Acknowledged[], string[]] = [[], []];
  const journeys: string[] = [];
  let doubtful: Decision[] = [];
  let sent = 0;

  const nextDecision = (): Decision => {
    sent += 1;
    const key = `decision-${sent}`;
    const journey = journeys[(sent * 7) % journeys.length];
    if (journey === undefined || sent % (NOTES_PER_RECORD + 1) === 0)
      return { key, path: '/api/journeys', body: learner };
    const body = { kind: 'call', about: ['learner'], text: `Said in ${key}.` };
    return { key, path: `/api/journeys/${journey}/record/record-note`, body };
  };

  const decide = async (service: StandaloneProcess, decision: Decision): Promise<void> => {
    const { status, body } = await send(service, decision);
    if (status !== 201)
      return void refused.push(`${decision.key}: ${status} ${String(body['code'])}`);
    acknowledged.push({ ...decision, answer: body });
    if (decision.path === '/api/journeys') journeys.push(String(body['journeyId']));
  };

  const one = async (service: StandaloneProcess): Promise<void> => {
    for (;;) {
      const decision = nextDecision();
      try {
        await decide(service, decision);
      } catch {
        doubtful.push(decision);
        return;
      }
    }
  };

  const load: Ledger['load'] = (service, atATime) =>
    Promise.all(Array.from({ length: atATime }, () => one(service)));

  const settle: Ledger['settle'] = async (service) => {
    const waiting = doubtful;
    doubtful = [];
    for (const decision of waiting) await decide(service, decision);
  };

  return {
    acknowledged,
    refused,
    get doubtful() {
      return doubtful;
    },
    load,
    settle,
  };
};

/** Kills the service after a while under load, in the middle of what it is doing. */
export const killedAfter = async (
  { service, ledger }: Readonly<{ service: StandaloneProcess; ledger: Ledger }>,
  ms: number,
): Promise<void> => {
  const loading = ledger.load(service, 16);
  await after(ms);
  await service.stop('SIGKILL');
  await loading;
};
