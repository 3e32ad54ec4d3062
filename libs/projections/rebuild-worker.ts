import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Event, Position } from '#libs/event-sourcing';
import type { HistoryProjection } from './projection.js';
import { tablesOf } from './projection.js';
import { rebuildPart, type PartReport } from './rebuild-part.js';
import { beginsToHelp, hasHelped, takingFrom, type SharedWork } from './shared-work.js';
import { openSqliteBulkLoad } from './sqlite-database.js';
import type { Source } from './target.js';

/**
 * A second thread for rebuilds. `module` is a file that does nothing but call
 * {@link serveRebuildPart}; `data` (structured-cloneable) tells it which store to open.
 */
export type RebuildWorker = Readonly<{
  module: URL | string;
  data: unknown;
  /** Node's own arguments for the thread, where it needs others than the process. */
  execArgv?: readonly string[];
  /** Shorter logs are rebuilt without it. Default 20,000. */
  fromEvents?: number;
}>;

type Given = Readonly<{
  file: string;
  upTo: Position | 'start';
  work: SharedWork;
  data: unknown;
}>;
type Told = Readonly<{ handled: number }> | Readonly<{ report: PartReport }>;

export type Helper = Readonly<{
  /** Tells which streams there are: it may begin. */
  begin: (streams: readonly string[]) => void;
  /** What it built; undefined when there was nothing left to do before it was there. */
  report: () => Promise<PartReport | undefined>;
  stop: () => void;
}>;

/** Starts another thread, which takes some of the streams and builds them into a file of its own. */
export const startHelper = (
  { module, data, execArgv }: RebuildWorker,
  order: Omit<Given, 'data'>,
  onHandled: (events: number) => void,
): Helper => {
  const worker = new Worker(module, {
    workerData: { ...order, data } satisfies Given,
    ...(execArgv && { execArgv: [...execArgv] }),
  });
  const report = new Promise<PartReport>((resolve, reject) => {
    worker.on('message', (told: Told) => {
      if ('handled' in told) onHandled(told.handled);
      else resolve(told.report);
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      reject(new Error(`The second thread of the rebuild ended with code ${code}.`)),
    );
  });
  // Heard when it is asked for. Who fails before the beginning has taken nothing from the others.
  report.catch(() => undefined);
  return {
    begin: (streams) => worker.postMessage(streams),
    report: async () => (hasHelped(order.work) ? report : undefined),
    stop: () => void worker.terminate(),
  };
};

/** What the thread works with; `close` lets go of it. */
export type OpenedForRebuild<S, E extends Event> = Readonly<{
  source: Source<E>;
  projection: HistoryProjection<S, E>;
  close: () => Promise<void>;
}>;

const TELL_EVERY = 10_000;

/** To be called, once, by the module of a {@link RebuildWorker}. */
export const serveRebuildPart = async <S, E extends Event>(
  open: (data: unknown) => Promise<OpenedForRebuild<S, E>>,
): Promise<void> => {
  const { file, upTo, work, data } = workerData as Given;
  const { source, projection, close } = await open(data);
  const streams = await toldStreams();
  if (beginsToHelp(work)) {
    const tell = (told: Told): void => parentPort?.postMessage(told);
    const load = openSqliteBulkLoad(file, tablesOf(projection), 'history');
    const part = { upTo, next: takingFrom(streams, work), onHandled: seldom(tell) };
    const report = await rebuildPart(projection, { source, load }, part);
    load.close();
    tell({ report });
  }
  await close();
};

const toldStreams = (): Promise<readonly string[]> =>
  new Promise((resolve) => parentPort?.once('message', resolve));

const seldom = (tell: (told: Told) => void) => {
  let told = 0;
  return (handled: number): void => {
    if (handled - told < TELL_EVERY) return;
    told = handled;
    tell({ handled });
  };
};
