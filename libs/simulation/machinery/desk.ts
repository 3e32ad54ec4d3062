import { isRole, permissionsOf, type Permission } from '#libs/access';
import {
  createCodec,
  onDay,
  type Acknowledgement,
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
import { reasonFor } from '../world/texts.js';
import type { Clock } from './clock.js';
import type { Deed, Told, ToldEvent } from './process.js';
import type { Tallying } from './tally.js';

/** What a simulation needs of the world: the ports of the journeys desk, without clock and register. */
export type SimulationPorts = Readonly<
  Pick<JourneyPorts, 'authority' | 'keys' | 'iv' | 'dayOf' | 'approvalLimitPence'> & {
    store: EventStore;
  }
>;

/** Where it is told, and under which id it can be told again. */
export type Telling = Readonly<{ journeyId: string; commandId: string }>;

type Written = Readonly<
  | { outcome: 'recorded'; entryIds: readonly string[]; events: readonly ToldEvent[] }
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'unchanged' | 'key-reused' | 'stale' | 'contended' }
>;

type Checked = JourneyCommand | ProviderCommand;

/**
 * The desk at which simulated people tell what happened: the same doors, rules and stores as for
 * anybody else, over a clock of its own.
 */
export const openSimulatedDesk = (ports: SimulationPorts, clock: Clock, tally: Tallying) => {
  const { now } = clock;
  const { authority, store, dayOf } = ports;
  const register = openProviderRegister({
    authority,
    localAuthority: authority,
    store,
    now,
    dayOf,
  });
  const journeys = createJourneys({
    ...ports,
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

  const ticketFor = (deed: Deed, commandId: string): Ticket => {
    const { id, role, team } = deed.by;
    return {
      ...{ commandId, caller: id, correlationId: commandId },
      body: { ...deed, by: id },
      actor: { id, role, team },
      source: deed.kind === 'record' ? deed.source : 'user',
    };
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

  /** Tells it; where rules are broken that may be, says that this is known, and why. */
  const tell = async (deed: Deed, telling: Telling): Promise<Told> => {
    mayTell(deed);
    tally.told();
    const first = await write(deed, telling);
    const codes = askedBack(first);
    if (codes.length === 0) return toldOf(first, deed);
    const again = { ...telling, commandId: `${telling.commandId}-knowingly` };
    const second = await write(acknowledging(deed, codes), again);
    if (second.outcome === 'recorded') tally.acknowledged(codes);
    return toldOf(second, deed);
  };

  const toldOf = (written: Written, deed: Deed): Told => {
    const today = dayOf(now());
    if (written.outcome === 'recorded') {
      tally.recorded(written.events.map(({ type }) => type));
      const [entryId = ''] = written.entryIds;
      return { ok: true, entryId, events: written.events, today };
    }
    if (written.outcome === 'unchanged') {
      tally.unchanged();
      return { ok: true, entryId: '', events: [], today };
    }
    const refusal = written.outcome === 'refused' ? written.refusal : { because: written.outcome };
    tally.refused({ command: nameOf(deed), on: today, refusal });
    return { ok: false, because: refusal.because, today };
  };

  return { tell, close: register.close };
};

export type SimulatedDesk = ReturnType<typeof openSimulatedDesk>;

const nameOf = (deed: Deed): string => ('type' in deed ? deed.type : deed.kind);

const PERMISSION_FOR = {
  correct: 'journeys:correct',
  carry: 'journeys:carry',
  merge: 'journeys:merge',
} as const;

const permissionFor = (deed: Deed): string => {
  switch (deed.kind) {
    case 'record':
      return journeyCommands[deed.type]?.permission ?? '';
    case 'provider':
      return providerCommands[deed.type].permission;
    case 'correct':
    case 'carry':
    case 'merge':
      return PERMISSION_FOR[deed.kind];
  }
};

/** Nobody does in a simulation what they could not do at the service's own door. */
const mayTell = (deed: Deed): void => {
  const { role, id } = deed.by;
  const permission = permissionFor(deed);
  if (!isRole(role) || !permissionsOf(role).has(permission as Permission))
    throw new Error(`${id} has no permission ${permission}, which ${nameOf(deed)} asks for.`);
};

const askedBack = (written: Written): readonly string[] => {
  if (written.outcome !== 'refused' || written.refusal.because !== 'irregular') return [];
  const found = written.refusal['irregularities'] as readonly Readonly<{ code: string }>[];
  return [...new Set(found.map(({ code }) => code))];
};

const acknowledging = (deed: Deed, codes: readonly string[]): Deed => {
  const acknowledge: readonly Acknowledgement[] = codes.map((code) => ({
    code,
    reason: reasonFor(code),
  }));
  if (deed.kind === 'record') return { ...deed, body: { ...deed.body, acknowledge } };
  if (deed.kind !== 'correct' || !deed.replacement) return deed;
  const { type, body } = deed.replacement;
  return { ...deed, replacement: { type, body: { ...body, acknowledge } } };
};
