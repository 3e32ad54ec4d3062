import type { StandaloneProcess } from './standalone-process.js';

/** A learner as a registration gives one. Nobody real. */
export const learner = {
  name: { given: 'Quetzalcoatl', family: 'Wolverhampton' },
  dateOfBirth: '2014-05-09',
  ...{ sex: 'notKnown', responsibleAuthority: '886', occurredOn: '2025-09-01' },
} as const;

export type Replied = Readonly<{ status: number; body: Readonly<Record<string, unknown>> }>;

export const TOKEN = 'demo-caseworker-token';

/** Asks over HTTP as a caseworker; rejects where the connection fails. */
export const asks =
  ({ url }: Pick<StandaloneProcess, 'url'>, token = TOKEN) =>
  async (path: string, body?: unknown): Promise<Replied> => {
    const answer = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Replied['body'] };
  };

export type Load = Readonly<{
  /** The journeys whose registration was acknowledged. */
  acknowledged: readonly string[];
  /** Other answers that came, by their code. */
  refused: readonly string[];
  /** Resolves when so many were acknowledged. */
  reached: (count: number) => Promise<void>;
  /** Resolves when nobody can ask any more. */
  over: Promise<unknown>;
}>;

const SOON_MS = 5;

/** Registers learners, so many at a time, until the service does not answer any more. */
export const load = (service: StandaloneProcess, atATime: number): Load => {
  const acknowledged: string[] = [];
  const refused: string[] = [];
  const one = async (): Promise<void> => {
    for (;;) {
      const { status, body } = await asks(service)('/api/journeys', learner);
      if (status === 201) acknowledged.push(String(body['journeyId']));
      else refused.push(String(body['code']));
    }
  };
  const until = async (count: number): Promise<void> => {
    while (acknowledged.length < count) await new Promise((wait) => setTimeout(wait, SOON_MS));
  };
  const over = Promise.allSettled(Array.from({ length: atATime }, one));
  return { acknowledged, refused, reached: until, over };
};
