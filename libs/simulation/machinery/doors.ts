import {
  createCodec,
  onDay,
  type EventStore,
  type Refusal,
  type Ticket,
} from '#libs/event-sourcing';
import {
  checkedCommand,
  journeyCatalogue,
  journeyCommands,
  type CommandTable,
  type JourneyCommand,
  type JourneyEvent,
} from '#libs/lifecycle';
import { openProviderRegister, providerCommands, type ProviderCommand } from '#libs/providers';
import {
  createCarrying,
  createCorrecting,
  createJourneys,
  type JourneyPorts,
} from '#libs/recording';
import { locateSimulated } from '../world/places.js';
import type { Clock } from './clock.js';
import type { Deed, ToldEvent } from './process.js';

/** What a simulation needs of the world: the ports of the journeys desk, without clock and register. */
export type SimulationPorts = Readonly<
  Pick<JourneyPorts, 'authority' | 'keys' | 'iv' | 'approvalLimitPence' | 'mostRemembered'> & {
    store: EventStore;
  }
>;

/** What is made up is nobody's secret: it is remembered while there is room. */
const FOR_GOOD = 0;

/** Where it is told, and under which id it can be told again. */
export type Telling = Readonly<{ journeyId: string; commandId: string }>;

export type Written = Readonly<
  | { outcome: 'recorded'; entryIds: readonly string[]; events: readonly ToldEvent[] }
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'unchanged' | 'key-reused' | 'stale' | 'contended' }
>;

type Checked = JourneyCommand | ProviderCommand;

/** The doors at which deeds are told: the same shapes, rules and stores as for anybody else. */
export const openDoors = (ports: SimulationPorts, { now, dayOf }: Clock) => {
  const { authority, store } = ports;
  const register = openProviderRegister({
    ...{ authority, localAuthority: authority, store, now, dayOf },
  });
  const journeys = createJourneys({
    ...ports,
    rememberedMs: FOR_GOOD,
    dayOf,
    codec: createCodec<JourneyEvent>(journeyCatalogue),
    now,
    schoolsOn: register.located,
    locate: async (postcode) => locateSimulated(postcode),
  });
  const [correcting, carrying] = [createCorrecting(journeys), createCarrying(journeys)];

  /** Through the door, like any body. What does not fit is a fault of the simulation. */
  const checked = (table: CommandTable, type: string, body: object): Checked => {
    const result = checkedCommand(table, { type, body }, onDay(dayOf(now())));
    if (!result.ok) throw new Error(`${type}: ${JSON.stringify(result.errors)}`);
    return result.command as Checked;
  };

  const write = (deed: Deed, { journeyId, commandId }: Telling): Promise<Written> => {
    const ticket = ticketFor(deed, commandId);
    switch (deed.kind) {
      case 'record': {
        const command = checked(journeyCommands, deed.type, deed.body) as JourneyCommand;
        return journeys.record(deed.journeyId ?? journeyId, command, ticket);
      }
      case 'provider': {
        const command = checked(providerCommands, deed.type, deed.body) as ProviderCommand;
        return register.record(deed.providerId, command, ticket);
      }
      case 'correct': {
        const { entryId, reasonCode, note, replacement: said } = deed;
        const replacement =
          said && (checked(journeyCommands, said.type, said.body) as JourneyCommand);
        return correcting.correct(journeyId, { entryId, reasonCode, note, replacement }, ticket);
      }
      case 'carry':
      case 'merge':
        return carried(deed, journeyId, ticket);
    }
  };

  const carried = async (
    deed: Extract<Deed, { kind: 'carry' | 'merge' }>,
    to: string,
    ticket: Ticket,
  ): Promise<Written> => {
    const result =
      deed.kind === 'merge'
        ? await carrying.merge(deed.from, to, ticket)
        : await carrying.carry(deed.from, { entryId: deed.entryId, to }, ticket);
    if (result.outcome === 'not-carried') return result.written;
    const here = result.here.outcome === 'recorded' ? result.here.events : [];
    if (result.away.outcome !== 'recorded') return result.away;
    return { ...result.away, events: [...here, ...result.away.events] };
  };

  return { write, close: register.close };
};

const ticketFor = (deed: Deed, commandId: string): Ticket => {
  const { id, role, team } = deed.by;
  return {
    ...{ commandId, caller: id, correlationId: commandId },
    body: { ...deed, by: id },
    actor: { id, role, team },
    source: deed.kind === 'record' ? deed.source : 'user',
  };
};
