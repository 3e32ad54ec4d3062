import {
  CLOCKS,
  deadlineCatalogue,
  deadlinesToTell,
  type DeadlineEvent,
  type ToTell,
} from '#libs/clocks';
import {
  annulledEntries,
  createCodec,
  createRecorder,
  derivedId,
  keepSealed,
  onDay,
  type EventStore,
  type History,
  type Instant,
  type LocalDate,
  type Placed,
  type Plan,
} from '#libs/event-sourcing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';

/** What the watcher needs of the world. */
export type WatcherPorts = Readonly<{
  authority: string;
  store: EventStore;
  now: () => Instant;
  /** The day it is in England at an instant. */
  dayOf: (instant: Instant) => LocalDate;
  /** The journeys to look at, page by page; waits until the tables know all that is recorded. */
  toLookAt: (
    query: Readonly<{ today: LocalDate; after?: string | undefined }>,
  ) => Promise<Readonly<{ journeyIds: readonly string[]; next: string | undefined }>>;
}>;

/** What one pass over all journeys came to. */
export type WatchReport = Readonly<{ journeys: number; missed: number; withdrawn: number }>;

const CALLER = 'deadline-watcher';
const ACTOR = { id: CALLER, role: 'system' };
const NO_KEYS = { current: undefined, open: keepSealed };

/**
 * Reports deadlines that passed, and takes back what turns out otherwise, in `clocks-<journey id>`. A
 * journey is told of what its own history says at that moment; the tables only say where to look.
 * What is so already is not written again: a pass may be broken off, repeated, or run twice at once.
 */
export const createWatcher = (ports: WatcherPorts) => {
  const { authority, store, now, dayOf } = ports;
  const recorder = createRecorder<DeadlineEvent>({
    ...{ authority, store, now, catalogue: deadlineCatalogue },
    codec: createCodec<DeadlineEvent>(deadlineCatalogue),
    iv: () => {
      throw new Error('Nothing about a deadline is sealed: it holds nothing personal.');
    },
  });
  const journeys = createCodec<JourneyEvent>(journeyCatalogue);

  const standingIn = async (journeyId: string) => {
    const stored = await store.readStream(`journey-${journeyId}`);
    const events = journeys.decode(stored, keepSealed);
    const annulled = annulledEntries(events);
    return events.filter(({ entryId }) => !annulled.has(entryId));
  };

  /** Brings the reports of one journey up to today; what was written. */
  const watch = async (journeyId: string): Promise<readonly ToTell[]> => {
    const stream = `${CLOCKS}${journeyId}`;
    const today = dayOf(now());
    const standing = await standingIn(journeyId);
    const found = (history: History<DeadlineEvent>) =>
      deadlinesToTell(standing, history.events, today);
    const first = found(await recorder.read(stream, NO_KEYS));
    if (first.length === 0) return [];
    const commandId = derivedId('watch', ...first.map((one) => eventIdOf(stream, one)));
    const written = await recorder.write(
      {
        ...{ stream, keysOf: async () => NO_KEYS },
        ticket: {
          ...{ commandId, caller: CALLER, body: { today }, actor: ACTOR, source: 'system' },
          correlationId: commandId,
        },
      },
      (history) => planOf(stream, { history, commandId, told: found(history) }),
    );
    return written.outcome === 'recorded' && !written.repeated ? first : [];
  };

  /** One pass over all journeys. `signal` breaks it off between two journeys. */
  const pass = async (signal?: AbortSignal): Promise<WatchReport> => {
    const today = dayOf(now());
    let report: WatchReport = { journeys: 0, missed: 0, withdrawn: 0 };
    let after: string | undefined;
    do {
      const page = await ports.toLookAt({ today, after });
      for (const journeyId of page.journeyIds) {
        if (signal?.aborted) return report;
        report = withTold(report, await watch(journeyId));
      }
      after = page.next;
    } while (after !== undefined);
    return report;
  };

  return { watch, pass };
};

export type Watcher = ReturnType<typeof createWatcher>;

const withTold = (report: WatchReport, told: readonly ToTell[]): WatchReport => {
  const missed = told.filter(({ event }) => event.type === 'DeadlineMissed').length;
  return {
    journeys: report.journeys + 1,
    missed: report.missed + missed,
    withdrawn: report.withdrawn + told.length - missed,
  };
};

/** By what it says and how often that was said: two processes that find the same write one event. */
const eventIdOf = (stream: string, { event: { type, data }, times }: ToTell): string => {
  const { clock, startedBy, part = '', dueOn } = data;
  return derivedId(stream, type, clock, startedBy, part, dueOn, times);
};

type Telling = Readonly<{
  history: History<DeadlineEvent>;
  commandId: string;
  told: readonly ToTell[];
}>;

const planOf = (stream: string, { history, commandId, told }: Telling): Plan<DeadlineEvent> => {
  if (told.length === 0) return { outcome: 'unchanged' };
  const pending = told.map((one, at): Placed<DeadlineEvent> => {
    const recording = {
      eventId: eventIdOf(stream, one),
      entryId: derivedId(stream, CALLER, commandId, 'entry'),
      ...{ occurredOn: onDay(one.on), actor: ACTOR, irregularities: [] },
      revision: history.revision + 1 + at,
    };
    return { ...one.event, ...recording };
  });
  return { outcome: 'record', pending };
};
