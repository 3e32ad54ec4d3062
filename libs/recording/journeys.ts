import {
  createRecorder,
  derivedId,
  idsOf,
  planEntry,
  type Recorder,
  type Ticket,
} from '#libs/event-sourcing';
import {
  journeyCatalogue,
  journeyRules,
  type JourneyCommand,
  type JourneyEvent,
  type JourneyState,
} from '#libs/lifecycle';
import { contextFor } from './context.js';
import { destroyWhatIsDue, intend, kidsIn } from './destruction.js';
import { createMemory } from './memory.js';
import {
  closedTo,
  type JourneyHistory,
  type JourneyPlan,
  type JourneyPlanner,
  type JourneyTicket,
  type JourneyWritten,
} from './planned.js';
import { streamOf, type JourneyPorts } from './ports.js';
import { createTurns } from './turns.js';

/** The desk at which journeys are read and recorded on. Everything that writes goes through it. */
export const createJourneys = (ports: JourneyPorts) => {
  const recorder = createRecorder<JourneyEvent>({ ...ports, catalogue: journeyCatalogue });
  const memory = createMemory(ports);
  const write = writing(ports, recorder, memory);

  /** A journey as it is now, read from the log. Empty when there is none. */
  const history = async (journeyId: string): Promise<JourneyHistory> => {
    const stream = streamOf(journeyId);
    return recorder.read(stream, await ports.keys.keysOf(stream));
  };

  /** Records one command on a journey. A registration opens the journey that its id names. */
  const record = async (
    journeyId: string,
    command: JourneyCommand,
    ticket: JourneyTicket,
  ): Promise<JourneyWritten> => {
    const ids = idsOf(streamOf(journeyId), ticket);
    const asking = { journeyId, command, actor: ticket.actor, ids };
    return write(journeyId, ticket, async (_read, before) => {
      const context = await contextFor(ports, before.state, asking);
      const after = { entries: 0, events: 0 };
      return planEntry(journeyRules, before, { ...asking, context, after });
    });
  };

  return { history, record, write, memoryUse: memory.use, ports };
};

export type Journeys = ReturnType<typeof createJourneys>;

/** Writes what a planner makes of a journey's history, once, however often it is sent. */
const writing = (
  ports: JourneyPorts,
  recorder: Recorder<JourneyEvent>,
  memory: ReturnType<typeof createMemory>,
) => {
  const inTurn = createTurns();
  const writeNow = async (
    journeyId: string,
    ticket: JourneyTicket,
    plan: JourneyPlanner,
  ): Promise<JourneyWritten> => {
    const stream = streamOf(journeyId);
    const remembered = memory.of(stream);
    let keys = remembered?.keys;
    let planned: JourneyPlan | undefined;
    const written = await recorder.write(
      { stream, keysOf: async () => (keys = await ports.keys.keysOf(stream)), ticket },
      async (read) => {
        const before = memory.foldedOf(read);
        const decided = barred(before.state, ticket) ?? (await plan(read, before));
        planned = await withKeys(ports, read, decided);
        await intend(ports, stream, planned);
        return planned;
      },
      remembered,
    );
    await destroyWhatIsDue(ports, written, planned);
    memory.keep(stream, written, { planned, keys });
    return written;
  };
  return (journeyId: string, ticket: JourneyTicket, plan: JourneyPlanner) =>
    inTurn(journeyId, () => writeNow(journeyId, ticket, plan));
};

const barred = (
  state: JourneyState,
  { actor, opensRestricted }: JourneyTicket,
): JourneyPlan | undefined => {
  const refusal = closedTo(state, { actorId: actor.id, opensRestricted });
  return refusal && { outcome: 'refused', refusal };
};

/** A registration needs its first key; a disposal makes all keys superfluous. */
const withKeys = async (
  { keys }: JourneyPorts,
  read: JourneyHistory,
  plan: JourneyPlan,
): Promise<JourneyPlan> => {
  if (plan.outcome !== 'record') return plan;
  if (read.revision < 0) return { ...plan, key: await keys.create(read.stream) };
  const disposed = plan.pending.find(({ type }) => type === 'RecordDisposed');
  if (!disposed) return plan;
  const { current } = await keys.keysOf(read.stream);
  return { ...plan, destroys: { kids: kidsIn(read, current), eventId: disposed.eventId } };
};

/** The id of the journey that a registration opens: the same command opens the same one. */
export const newJourneyId = ({ caller, commandId }: Pick<Ticket, 'caller' | 'commandId'>): string =>
  derivedId('journey', caller, commandId);
