import { OutcomeUnknown, type EventStore } from '#libs/event-sourcing';
import { withAppendMetrics } from './event-store-metrics.js';
import { createMetrics, type Metrics } from './metrics.js';

const shown = async (metrics: Metrics): Promise<readonly string[]> =>
  (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('metrics', () => {
  let metrics: Metrics;
  beforeEach(() => {
    metrics = createMetrics({ process: false });
  });

  it('count requests by route and status, and how long they took', async () => {
    const answered = { method: 'GET', route: '/api/journeys/:id', status: 200 };
    metrics.request({ ...answered, seconds: 0.004 });
    metrics.request({ ...answered, seconds: 0.2 });
    const labels = 'method="GET",route="/api/journeys/:id",status="200"';
    const lines = await shown(metrics);
    expect(lines).toContain(`placements_request_seconds_count{${labels}} 2`);
    expect(lines).toContain(`placements_request_seconds_sum{${labels}} 0.20400000000000001`);
    expect(lines).toContain(`placements_request_seconds_bucket{le="0.005",${labels}} 1`);
    expect(lines).toContain(`placements_request_seconds_bucket{le="0.25",${labels}} 2`);
  });

  it('count refusals by their reason', async () => {
    metrics.refusal('offer-lapsed');
    metrics.refusal('offer-lapsed');
    metrics.refusal('no-such-offer');
    const refusals = (await shown(metrics)).filter((line) => line.includes('refusals'));
    expect(refusals).toEqual([
      'placements_refusals_total{reason="offer-lapsed"} 2',
      'placements_refusals_total{reason="no-such-offer"} 1',
    ]);
  });

  it('show how far each projection is behind, and what it has parked', async () => {
    metrics.projection({ name: 'worklist', lagEvents: 40, parked: 1 });
    metrics.projection({ name: 'worklist', lagEvents: 0, parked: 1 });
    const lines = await shown(metrics);
    expect(lines).toContain('placements_projection_lag_events{projection="worklist"} 0');
    expect(lines).toContain('placements_projection_parked_journeys{projection="worklist"} 1');
  });

  it('show how many commands shared a commit', async () => {
    [1, 64, 64].forEach(metrics.groupCommit);
    const lines = await shown(metrics);
    expect(lines).toContain('placements_group_commit_commands_sum 129');
    expect(lines).toContain('placements_group_commit_commands_bucket{le="32"} 1');
  });

  it('have no label but codes and patterns', async () => {
    metrics.request({ method: 'GET', route: '/a?name=Fay Learner', status: 200, seconds: 1 });
    metrics.request({ method: 'Fay Learner', route: '/a', status: 200, seconds: 1 });
    metrics.refusal('Fay Learner');
    metrics.projection({ name: 'Fay Learner', lagEvents: 1, parked: 0 });
    expect(await metrics.text()).not.toMatch(/Fay|Learner/);
    expect(await shown(metrics)).toContain('placements_refusals_total{reason="other"} 1');
  });

  it('of two services in one process are apart', async () => {
    const other = createMetrics({ process: false });
    other.refusal('offer-lapsed');
    expect(await metrics.text()).not.toContain('offer-lapsed');
  });

  it('include the process unless they are told not to', async () => {
    expect(await createMetrics().text()).toContain('process_resident_memory_bytes');
    expect(await metrics.text()).not.toContain('process_resident_memory_bytes');
  });

  it('are told in the text format of Prometheus', () =>
    expect(metrics.contentType).toBe('text/plain; version=0.0.4; charset=utf-8'));
});

describe('an event store with metrics', () => {
  const appended = { outcome: 'appended', revision: 1, position: 'p', knownAt: 'k' } as const;
  const outcomes: readonly [string, () => Promise<unknown>][] = [
    ['appended', async () => ({ ...appended, repeated: false })],
    ['repeated', async () => ({ ...appended, repeated: true })],
    ['wrong-expected-revision', async () => ({ outcome: 'wrong-expected-revision', actual: 3 })],
    ['unknown', () => Promise.reject(new OutcomeUnknown('the disk is full'))],
  ];

  it.each(outcomes)(
    'counts an append that is %s, and hands on its answer',
    async (result, answer) => {
      const metrics = createMetrics({ process: false });
      let now = 0;
      const store = withAppendMetrics(
        { append: answer as EventStore['append'] },
        metrics,
        () => (now += 30),
      );
      const event = { id: 'a', body: '{}', hash: '' };
      const asked = { stream: 's', expected: 0, events: [event, event], recordedAt: 'r' as never };
      const [ours, theirs] = await Promise.allSettled([store.append(asked), answer()]);
      expect(ours).toEqual(theirs);
      const lines = await shown(metrics);
      expect(lines).toContain(`placements_appends_total{result="${result}"} 1`);
      expect(lines).toContain('placements_append_events_sum 2');
      expect(lines).toContain('placements_append_seconds_sum 0.03');
    },
  );
});
