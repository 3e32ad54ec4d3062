import { LRUCache } from 'lru-cache';
import { folded, type Remembered, type StreamKeys } from '#libs/event-sourcing';
import { journeyRules, type JourneyEvent } from '#libs/lifecycle';
import type { JourneyFolded, JourneyHistory, JourneyPlan, JourneyWritten } from './planned.js';

/** What is kept of a journey between two commands: decrypted, so for a minute at most. */
type Kept = Readonly<{ history: JourneyHistory; folded: JourneyFolded; keys?: StreamKeys }>;

const REMEMBERED_MS = 60_000;
const REMEMBERED_JOURNEYS = 5_000;

/** How often what was needed was still remembered. */
export type MemoryUse = Readonly<{ hits: number; misses: number }>;

export const createMemory = ({
  mostRemembered: max = REMEMBERED_JOURNEYS,
  rememberedMs: ttl = REMEMBERED_MS,
}: Readonly<{ mostRemembered?: number | undefined; rememberedMs?: number | undefined }>) => {
  const memory = new LRUCache<string, Kept>({ max, ttl });
  const use = { hits: 0, misses: 0 };

  return {
    use: (): MemoryUse => ({ ...use }),
    of: (stream: string): Remembered<JourneyEvent> | undefined => {
      const there = memory.get(stream);
      use[there ? 'hits' : 'misses'] += 1;
      return there;
    },
    foldedOf: (read: JourneyHistory): JourneyFolded => {
      const there = memory.get(read.stream);
      return there?.history === read ? there.folded : folded(journeyRules, read.events);
    },
    /** Keeps what a recording led to; whatever else happened, the stream is read again. */
    keep: (
      stream: string,
      written: JourneyWritten,
      {
        planned,
        keys,
      }: Readonly<{ planned: JourneyPlan | undefined; keys: StreamKeys | undefined }>,
    ): void => {
      memory.delete(stream);
      if (written.outcome !== 'recorded' || written.repeated) return;
      if (planned?.outcome !== 'record' || !planned.folded || planned.destroys) return;
      const { history } = written;
      memory.set(stream, {
        history,
        folded: { ...planned.folded, history: history.events },
        // Under a key of its own: then the keys asked for before do not have it.
        ...(keys && !planned.key ? { keys } : {}),
      });
    },
  };
};
