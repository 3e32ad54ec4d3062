import type { Append, AppendOutcome, EventStore } from '#libs/event-sourcing';
import type { AppendResult, Metrics } from './metrics.js';

const MS_PER_SECOND = 1_000;

/** The same store, counting its appends. `clockMs`: milliseconds of a clock that never goes back. */
export const withAppendMetrics = <S extends Pick<EventStore, 'append'>>(
  store: S,
  metrics: Metrics,
  clockMs: () => number = () => performance.now(),
): S => {
  const append = async (asked: Append): Promise<AppendOutcome> => {
    const begun = clockMs();
    let result: AppendResult = 'unknown';
    try {
      const outcome = await store.append(asked);
      result = resultOf(outcome);
      return outcome;
    } finally {
      const seconds = (clockMs() - begun) / MS_PER_SECOND;
      metrics.append({ result, events: asked.events.length, seconds });
    }
  };
  return { ...store, append };
};

const resultOf = (outcome: AppendOutcome): AppendResult => {
  if (outcome.outcome === 'wrong-expected-revision') return 'wrong-expected-revision';
  return outcome.repeated ? 'repeated' : 'appended';
};
