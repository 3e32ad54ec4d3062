import type { FastifyReply } from 'fastify';
import type { Event, Written } from '#libs/event-sourcing';
import { Refused } from '../door/refused.js';

/** What a recording answers: the revision to insist on next, and the ids it opened. */
export type RecordingAnswer = Readonly<{
  revision: number;
  /** Ask a list for at least this, and it shows what was recorded. */
  position: string;
  /** False when it was so already. */
  recorded: boolean;
  entryIds: readonly string[];
  events: readonly Readonly<Record<string, string>>[];
}>;

export type RecordedAnswer = RecordingAnswer & Readonly<{ journeyId: string }>;

/** Answers a write on a journey, or throws the refusal that the door turns into a problem. */
export const answerTo = (
  journeyId: string,
  written: Written<Event>,
  reply: FastifyReply,
): RecordedAnswer => ({ journeyId, ...answered(written, `/api/journeys/${journeyId}`, reply) });

export const answered = (
  written: Written<Event>,
  address: string,
  reply: FastifyReply,
): RecordingAnswer => {
  const { revision, position, recorded, entryIds, events } = recordedOf(written);
  void reply.header('etag', `"${revision}"`).header('position', position);
  void reply.status(recorded ? 201 : 200);
  if (recorded) void reply.header('location', `${address}/entries/${entryIds[0]}`);
  if (written.outcome === 'recorded' && written.repeated)
    void reply.header('idempotent-replayed', 'true');
  return { revision, position, recorded, entryIds, events: events.map(idsIn) };
};

const recordedOf = (written: Written<Event>) => {
  switch (written.outcome) {
    case 'recorded':
      return { ...written, recorded: true };
    case 'unchanged':
      return { ...written, recorded: false, entryIds: [], events: [] };
    case 'refused':
      throw new Refused(written.refusal, { etag: `"${written.revision}"` });
    case 'stale': {
      const { revision } = written;
      throw new Refused({ because: 'stale', revision }, { etag: `"${revision}"` });
    }
    case 'key-reused':
      throw new Refused({ because: 'idempotency-key-reused' });
    case 'contended':
      throw new Refused({ because: 'contended' }, { 'retry-after': '1' });
  }
};

/** The event's name and the ids in it: what a client needs to go on. */
const idsIn = ({ type, data }: Event): Readonly<Record<string, string>> => ({
  event: type,
  ...Object.fromEntries(
    Object.entries(data).filter(
      (field): field is [string, string] => field[0].endsWith('Id') && typeof field[1] === 'string',
    ),
  ),
});
