import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Event, Position } from '#libs/event-sourcing';
import type { HistoryProjection } from './projection.js';
import { tablesOf } from './projection.js';
import { rebuildPart, type PartProgress, type PartReport } from './rebuild-part.js';
import type { Share } from './shares.js';
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

type Order = Readonly<{
  file: string;
  upTo: Position | 'start';
  share: Share;
  mostEventsHeld: number;
  expectedEvents?: number | undefined;
}>;

type Given = Readonly<{ order: Order; data: unknown }>;
type Told = Readonly<{ progress: PartProgress }> | Readonly<{ report: PartReport }>;

export type StartedPart = Readonly<{ report: Promise<PartReport>; stop: () => void }>;

/** Has a part built by another thread, into a file that is there already. */
export const startPart = (
  { module, data, execArgv }: RebuildWorker,
  order: Order,
  onProgress: (progress: PartProgress) => void,
): StartedPart => {
  const worker = new Worker(module, {
    workerData: { order, data } satisfies Given,
    ...(execArgv && { execArgv: [...execArgv] }),
  });
  const report = new Promise<PartReport>((resolve, reject) => {
    worker.on('message', (told: Told) => {
      if ('progress' in told) onProgress(told.progress);
      else resolve(told.report);
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      reject(new Error(`The second thread of the rebuild ended with code ${code}.`)),
    );
  });
  return { report, stop: () => void worker.terminate() };
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
  const { order, data } = workerData as Given;
  const { source, projection, close } = await open(data);
  const tell = (told: Told): void => parentPort?.postMessage(told);
  let told = 0;
  const load = openSqliteBulkLoad(order.file, tablesOf(projection), 'history');
  const report = await rebuildPart(
    projection,
    { source, load },
    {
      ...order,
      onProgress: (progress) => {
        if (Math.abs(progress.handled - told) < TELL_EVERY) return;
        told = progress.handled;
        tell({ progress });
      },
    },
  );
  load.close();
  await close();
  tell({ report });
};
