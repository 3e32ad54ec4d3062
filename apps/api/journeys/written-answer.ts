import type { FastifyReply } from 'fastify';
import type { Event } from '#libs/event-sourcing';
import type { JourneyWritten } from '#libs/recording';
import { Refused } from '../door/refused.js';

/** What a recording answers: the revision to insist on next, and the ids it opened. */
export type RecordedAnswer = Readonly<{
  journeyId: string;
  revision: number;
  /** Ask a list for at least this, and it shows what was recorded. */
  position: string;
  /** False when it was so already. */
  recorded: boolean;
  entryIds: readonly string[];
  events: readonly Readonly<Record<string, string>>[];
}>;

/** Answers a write, or throws the refusal that the door turns into a problem. */
export const answerTo = (
  journeyId: string,
  written: JourneyWritten,
  reply: FastifyReply,
): RecordedAnswer => {
  const { revision, position, recorded, entryIds, events } = recordedOf(written);
  void reply.header('etag', `"${revision}"`).header('position', position);
  void reply.status(recorded ? 201 : 200);
  if (recorded) void reply.header('location', `/api/journeys/${journeyId}/entries/${entryIds[0]}`);
  if (written.outcome === 'recorded' && written.repeated)
    void reply.header('idempotent-replayed', 'true');
  return { journeyId, revision, position, recorded, entryIds, events: events.map(idsIn) };
};

const recordedOf = (written: JourneyWritten) => {
  switch (written.outcome) {
    case 'recorded':
      return { ...written, recorded: true };
    case 'unchanged':
      return { ...written, recorded: false, entryIds: [], events: [] };
    case 'refused':
      throw new Refused(written.refusal, { etag: `"${written.revision}"` });
    case 'stale':
      throw new Refused(
        { because: 'stale', revision: written.revision },
        { etag: `"${written.revision}"` },
      );
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
