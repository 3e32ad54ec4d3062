import { LRUCache } from 'lru-cache';
import { folded } from '#libs/event-sourcing';
import { journeyRules } from '#libs/lifecycle';
import type { JourneyFolded, JourneyHistory, JourneyPlan, JourneyWritten } from './planned.js';

/** What is kept of a journey between two commands: decrypted, so for a minute at most. */
type Remembered = Readonly<{ history: JourneyHistory; folded: JourneyFolded }>;

const REMEMBERED_MS = 60_000;
const REMEMBERED_JOURNEYS = 5_000;

/** How often what was needed was still remembered. */
export type MemoryUse = Readonly<{ hits: number; misses: number }>;

export const createMemory = ({
  mostRemembered: max = REMEMBERED_JOURNEYS,
  rememberedMs: ttl = REMEMBERED_MS,
}: Readonly<{ mostRemembered?: number | undefined; rememberedMs?: number | undefined }>) => {
  const memory = new LRUCache<string, Remembered>({ max, ttl });
  const use = { hits: 0, misses: 0 };

  return {
    use: (): MemoryUse => ({ ...use }),
    historyOf: (stream: string): JourneyHistory | undefined => {
      const there = memory.get(stream)?.history;
      use[there ? 'hits' : 'misses'] += 1;
      return there;
    },
    foldedOf: (read: JourneyHistory): JourneyFolded => {
      const there = memory.get(read.stream);
      return there?.history === read ? there.folded : folded(journeyRules, read.events);
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
