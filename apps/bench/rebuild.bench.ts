import { configurationFrom, openService, type Service } from '#libs/platform';
import { simulate } from '#libs/simulation';
import type { LocalDate } from '#libs/event-sourcing';
import { inPairs, rowOf, type Row } from './row.js';

const ROUNDS = 5;
const PAGE = 1_000;

/** All stored tables made anew, beside reading the same events, parsing them, and nothing else. */
export const rebuildBench = async (folder: string, learners: number): Promise<Row> => {
  const service = await openService({
    ...configurationFrom({ PLACEMENTS_DATA: folder, PLACEMENTS_LOG: 'error' }),
  });
  try {
    const until = '2026-08-31' as LocalDate;
    await simulate(service.journeys.ports, { learners, years: 4, seed: 1, until });
    let rows = 0;
    let threads = 0;
    const rebuilt = async (): Promise<number> => {
      const begun = performance.now();
      const [report] = await service.readModels.rebuild({ which: 'journeys' });
      if (!report || report.parked > 0) throw new Error('Something was parked.');
      rows = report.rows / report.events;
      threads = report.threads;
      return (report.events * 1000) / (performance.now() - begun);
    };
    const floor = () => readAndParsed(service);
    await rebuilt();
    await floor();
    const pairs = await inPairs(ROUNDS, { ours: rebuilt, floor });
    const notes = { learners, threads, rowsPerEvent: rows.toFixed(2) };
    return rowOf('rebuild', 'events/s', { pairs, notes });
  } finally {
    await service.close();
  }
};

const readAndParsed = async ({ store }: Service): Promise<number> => {
  const begun = performance.now();
  let events = 0;
  for (let after: Awaited<ReturnType<typeof store.head>> = 'start'; ;) {
    const batch = await store.readAll({ after, prefix: 'journey-', limit: PAGE });
    for (const { body } of batch.events) if (JSON.parse(body)) events += 1;
    if (batch.caughtUp) return (events * 1000) / (performance.now() - begun);
    after = batch.upTo;
  }
};
