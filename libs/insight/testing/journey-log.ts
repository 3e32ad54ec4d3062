import {
  createCodec,
  derivedId,
  FIRST_PREVIOUS,
  instantOf,
  microsOf,
  type Codec,
  type EventStore,
  type Happened,
  type Instant,
  type Position,
  type SubjectKey,
} from '#libs/event-sourcing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import type { Append, Told } from './life.js';

export type JourneyLog = Readonly<{
  codec: Codec<JourneyEvent>;
  /** Appends the events as one entry, whose id is `<journey id>/<first revision>`. */
  append: (journeyId: string, told: Append, key: SubjectKey) => Promise<Position>;
}>;

const BEGAN = microsOf('2025-09-01T09:00:00.000000Z' as Instant);

/** Writes lives into a store, one append a second. Nobody asks whether they were admissible. */
export const journeyLog = (store: EventStore): JourneyLog => {
  const codec = createCodec<JourneyEvent>(journeyCatalogue);
  const revisions = new Map<string, number>();
  let seconds = 0n;

  const append: JourneyLog['append'] = async (journeyId, told, key) => {
    const stream = `journey-${journeyId}`;
    const last = revisions.get(stream) ?? -1;
    revisions.set(stream, last + told.length);
    const recordedAt = instantOf(BEGAN + (seconds += 1n) * 1_000_000n);
    const entryId = `${journeyId}/${last + 1}`;
    const events = told.map((one, index) => {
      const revision = last + 1 + index;
      return codec.encode(happened({ stream, revision, entryId }, one), {
        ...{ authority: 'E10000016', stream, revision, recordedAt, source: 'user', key },
        ...{ correlationId: derivedId('correlation', entryId), previous: FIRST_PREVIOUS },
        command: { id: `command-${entryId}`, caller: 'test', digest: '', kid: key.kid },
        iv: () => Buffer.alloc(12, revision),
      });
    });
    const expected = last < 0 ? 'no-stream' : last;
    const appended = await store.append({ stream, expected, events, recordedAt });
    if (appended.outcome !== 'appended') throw new Error('The append was refused.');
    return appended.position;
  };

  return { codec, append };
};

type Place = Readonly<{ stream: string; revision: number; entryId: string }>;

const happened = ({ stream, revision, entryId }: Place, told: Told): Happened<JourneyEvent> => {
  const { on, irregular = [], actorId = 'staff-1', entryId: named, ...event } = told;
  return {
    ...event,
    ...{ eventId: derivedId(stream, revision), entryId: named ?? entryId, occurredOn: on },
    actor: { id: actorId, role: 'caseworker', team: 'team-west' },
    irregularities: irregular.map((code) => ({ code, reason: 'Agreed with the manager.' })),
  };
};
