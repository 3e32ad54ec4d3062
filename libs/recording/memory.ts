import { LRUCache } from 'lru-cache';
import { folded } from '#libs/event-sourcing';
import { journeyRules } from '#libs/lifecycle';
import type { JourneyFolded, JourneyHistory, JourneyPlan, JourneyWritten } from './planned.js';

/** What is kept of a journey between two commands: decrypted, so for a minute at most. */
type Remembered = Readonly<{ history: JourneyHistory; folded: JourneyFolded }>;

const REMEMBERED_MS = 60_000;
const REMEMBERED_JOURNEYS = 5_000;

export const createMemory = () => {
  const memory = new LRUCache<string, Remembered>({
    max: REMEMBERED_JOURNEYS,
    ttl: REMEMBERED_MS,
  });

  return {
    historyOf: (stream: string): JourneyHistory | undefined => memory.get(stream)?.history,
    foldedOf: (read: JourneyHistory): JourneyFolded => {
      const there = memory.get(read.stream);
      return there?.history === read ? there.folded : folded(journeyRules, read.events);
    },
    forget: (stream: string): void => {
      memory.delete(stream);
    },
    /** Keeps what a recording led to; whatever else happened, the stream is read again. */
    keep: (stream: string, written: JourneyWritten, planned: JourneyPlan | undefined): void => {
      memory.delete(stream);
      if (written.outcome !== 'recorded' || written.repeated) return;
      if (planned?.outcome !== 'record' || !planned.folded || planned.destroys) return;
      const { history } = written;
      memory.set(stream, { history, folded: { ...planned.folded, history: history.events } });
    },
  };
};
