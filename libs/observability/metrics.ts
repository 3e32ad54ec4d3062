import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { loggableOr } from './loggable.js';

export type AnsweredRequest = Readonly<{
  method: string;
  /** The pattern, never the address. */
  route: string;
  status: number;
  seconds: number;
}>;

export type AppendResult = 'appended' | 'repeated' | 'wrong-expected-revision' | 'unknown';

/** Counted in this process since it started; labels are held to the same list as log lines. */
export type Metrics = Readonly<{
  request: (answered: AnsweredRequest) => void;
  refusal: (reason: string) => void;
  append: (append: Readonly<{ result: AppendResult; events: number; seconds: number }>) => void;
  /** How many commands shared one commit. */
  groupCommit: (commands: number) => void;
  /** How far a projection stands behind the log, and how many journeys it has parked. */
  projection: (at: Readonly<{ name: string; lagEvents: number; parked: number }>) => void;
  /** In the text format of Prometheus. */
  text: () => Promise<string>;
  contentType: string;
}>;

export type MetricsOptions = Readonly<{
  /** Also memory, processor and event loop of the process. Default yes. */
  process?: boolean | undefined;
}>;

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const COUNTS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
const OTHER = 'other';

export const createMetrics = ({ process = true }: MetricsOptions = {}): Metrics => {
  const registry = new Registry();
  if (process) collectDefaultMetrics({ register: registry });
  const { requests, refusals, appends, appendSeconds, appendEvents, commits, lag, parked } =
    instrumentsIn(registry);

  return {
    request: ({ method, route, status, seconds }) =>
      requests.observe(
        {
          method: loggableOr('method', method, OTHER),
          route: loggableOr('route', route, OTHER),
          status: String(status),
        },
        seconds,
      ),
    refusal: (reason) => refusals.inc({ reason: loggableOr('reason', reason, OTHER) }),
    append: ({ result, events, seconds }) => {
      appends.inc({ result });
      appendSeconds.observe(seconds);
      appendEvents.observe(events);
    },
    groupCommit: (commands) => commits.observe(commands),
    projection: ({ name, lagEvents, parked: journeys }) => {
      const projection = loggableOr('projection', name, OTHER);
      lag.set({ projection }, lagEvents);
      parked.set({ projection }, journeys);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};

const instrumentsIn = (registry: Registry) => {
  const registers = [registry];
  return {
    requests: new Histogram({
      name: 'placements_request_seconds',
      help: 'Requests answered, by how long it took.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    refusals: new Counter({
      name: 'placements_refusals_total',
      help: 'Commands and requests refused, by reason code.',
      labelNames: ['reason'],
      registers,
    }),
    appends: new Counter({
      name: 'placements_appends_total',
      help: 'Appends to the event store, by result.',
      labelNames: ['result'],
      registers,
    }),
    appendSeconds: new Histogram({
      name: 'placements_append_seconds',
      help: 'Appends, by how long they took to become durable.',
      buckets: SECONDS,
      registers,
    }),
    appendEvents: new Histogram({
      name: 'placements_append_events',
      help: 'Appends, by how many events they held.',
      buckets: COUNTS,
      registers,
    }),
    commits: new Histogram({
      name: 'placements_group_commit_commands',
      help: 'Commits of the event store, by how many commands shared them.',
      buckets: COUNTS,
      registers,
    }),
    lag: new Gauge({
      name: 'placements_projection_lag_events',
      help: 'Events that a projection has not yet taken in.',
      labelNames: ['projection'],
      registers,
    }),
    parked: new Gauge({
      name: 'placements_projection_parked_journeys',
      help: 'Journeys that a projection could not take in and has put aside.',
      labelNames: ['projection'],
      registers,
    }),
  };
};
