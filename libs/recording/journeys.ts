import { LRUCache } from 'lru-cache';
import {
  createRecorder,
  derivedId,
  folded,
  idsOf,
  planEntry,
  type Folded,
  type History,
  type Plan,
  type Refusal,
  type Ticket,
  type Written,
} from '#libs/event-sourcing';
import {
  journeyCatalogue,
  journeyRules,
  restrictionOf,
  type JourneyCommand,
  type JourneyEvent,
  type JourneyState,
} from '#libs/lifecycle';
import { contextFor } from './context.js';
import { destroyWhatIsDue, intend, kidsIn, type Destroys } from './destruction.js';
import { streamOf, type JourneyPorts } from './ports.js';

export type JourneyHistory = History<JourneyEvent>;
export type JourneyWritten = Written<JourneyEvent>;
export type JourneyFolded = Folded<JourneyState, JourneyEvent>;

/** A ticket that also says whether its holder may open restricted records. */
export type JourneyTicket = Ticket & Readonly<{ opensRestricted?: boolean | undefined }>;

/** What is kept of a journey between two commands: decrypted, so for a minute at most. */
type Remembered = Readonly<{ history: JourneyHistory; folded: JourneyFolded }>;

const REMEMBERED_MS = 60_000;
const REMEMBERED_JOURNEYS = 5_000;

/** The desk at which journeys are read and recorded on. Everything that writes goes through it. */
export const createJourneys = (ports: JourneyPorts) => {
  const recorder = createRecorder<JourneyEvent>({ ...ports, catalogue: journeyCatalogue });
  const memory = new LRUCache<string, Remembered>({
    max: REMEMBERED_JOURNEYS,
    ttl: REMEMBERED_MS,
  });

  /** A journey as it is now, read from the log. Empty when there is none. */
  const history = async (journeyId: string): Promise<JourneyHistory> => {
    const stream = streamOf(journeyId);
    return recorder.read(stream, await ports.keys.keysOf(stream));
  };

  const foldedOf = (read: JourneyHistory): JourneyFolded => {
    const there = memory.get(read.stream);
    return there?.history === read ? there.folded : folded(journeyRules, read.events);
  };

  /** Writes what `plan` makes of the history, once, however often it is sent. */
  const write = async (
    journeyId: string,
    ticket: JourneyTicket,
    plan: (history: JourneyHistory, before: JourneyFolded) => Promise<JourneyPlan>,
  ): Promise<JourneyWritten> => {
    const stream = streamOf(journeyId);
    const keysOf = () => ports.keys.keysOf(stream);
    let planned: JourneyPlan | undefined;
    const written = await recorder.write(
      { stream, keysOf, ticket },
      async (read) => {
        const before = foldedOf(read);
        planned = barred(before.state, ticket) ?? (await plan(read, before));
        await intend(ports, stream, planned);
        return planned;
      },
      memory.get(stream)?.history,
    );
    await destroyWhatIsDue(ports, written);
    remember(stream, written, planned);
    return written;
  };

  const remember = (
    stream: string,
    written: JourneyWritten,
    planned: JourneyPlan | undefined,
  ): void => {
    memory.delete(stream);
    if (written.outcome !== 'recorded' || written.repeated) return;
    if (planned?.outcome !== 'record' || !planned.folded || planned.destroys) return;
    const { history: read } = written;
    memory.set(stream, { history: read, folded: { ...planned.folded, history: read.events } });
  };

  /** Records one command on a journey. A registration opens the journey that its id names. */
  const record = async (
    journeyId: string,
    command: JourneyCommand,
    ticket: JourneyTicket,
  ): Promise<JourneyWritten> => {
    const ids = idsOf(streamOf(journeyId), ticket);
    return write(journeyId, ticket, async (read, before) => {
      const asking = { journeyId, command, actor: ticket.actor, ids };
      const context = await contextFor(ports, read, asking);
      const after = { entries: 0, events: 0 };
      const planned = planEntry(journeyRules, before, { ...asking, context, after });
      return planned.outcome === 'record' ? withKeys(read, planned) : planned;
    });
  };

  /** A registration needs its first key; a disposal makes all keys superfluous. */
  const withKeys = async (
    read: JourneyHistory,
    plan: Extract<JourneyPlan, { outcome: 'record' }>,
  ): Promise<JourneyPlan> => {
    if (read.revision < 0) return { ...plan, key: await ports.keys.create(read.stream) };
    const disposed = plan.pending.find(({ type }) => type === 'RecordDisposed');
    if (!disposed) return plan;
    const { current } = await ports.keys.keysOf(read.stream);
    return { ...plan, destroys: { kids: kidsIn(read, current), eventId: disposed.eventId } };
  };

  /** Drops what is remembered of a journey. */
  const forget = (journeyId: string): void => {
    memory.delete(streamOf(journeyId));
  };

  return { history, record, write, forget, ports };
};

export type Journeys = ReturnType<typeof createJourneys>;

/** A plan that also says what the journey is like after it, and which keys it makes superfluous. */
export type JourneyPlan =
  | (Extract<Plan<JourneyEvent>, { outcome: 'record' }> &
      Readonly<{ folded?: JourneyFolded; destroys?: Destroys }>)
  | Exclude<Plan<JourneyEvent>, { outcome: 'record' }>;

const barred = (
  state: JourneyState,
  { actor, opensRestricted }: JourneyTicket,
): JourneyPlan | undefined => {
  const refusal = closedTo(state, { actorId: actor.id, opensRestricted });
  return refusal && { outcome: 'refused', refusal };
};

/** Whether a restricted record is closed to somebody. */
export const closedTo = (
  state: JourneyState,
  {
    actorId,
    opensRestricted,
  }: Readonly<{ actorId: string; opensRestricted?: boolean | undefined }>,
): Refusal | undefined => {
  const restriction = restrictionOf(state);
  if (!restriction || opensRestricted || restriction.people.includes(actorId)) return undefined;
  return { because: 'restricted' };
};

/** The id of the journey that a registration opens: the same command opens the same one. */
export const newJourneyId = ({ caller, commandId }: Pick<Ticket, 'caller' | 'commandId'>): string =>
  derivedId('journey', caller, commandId);
