import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCodec,
  onDay,
  type Actor,
  type EventStore,
  type Instant,
  type LocalDate,
} from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { journeyCatalogue, type JourneyCommand, type JourneyEvent } from '#libs/lifecycle';
import { loadMasterKey, openSqliteKeyStore, randomIvs, type KeyStore } from '#libs/privacy';
import { createCarrying } from '../carrying.js';
import { createCorrecting } from '../correcting.js';
import { createJourneys, newJourneyId } from '../journeys.js';
import type { JourneyTicket } from '../planned.js';
import type { JourneyPorts, Located } from '../ports.js';

export const caseworker: Actor = { id: 'staff-1', role: 'caseworker', team: 'north' };
export const manager: Actor = { id: 'staff-2', role: 'team-manager', team: 'north' };

export const today = '2026-06-01' as LocalDate;

/** Everything that records on journeys, over a real store and real keys in a folder of its own. */
export type Desk = ReturnType<typeof openDesk>;

export const openDesk = (
  schools: Readonly<Record<string, Located>> = {},
  folder = mkdtempSync(join(tmpdir(), 'desk-')),
  wrapped: (ports: JourneyPorts) => JourneyPorts = (ports) => ports,
) => {
  const store = openSqliteEventStore({ path: join(folder, 'log.sqlite') });
  const masterKey = loadMasterKey({ file: join(folder, 'master.key'), create: true });
  const keys = openSqliteKeyStore({ file: join(folder, 'keys.sqlite'), masterKey });
  const ports = wrapped(portsOver(store, keys, schools));
  const journeys = createJourneys(ports);
  return {
    folder,
    store: ports.store,
    keys: ports.keys,
    journeys,
    correcting: createCorrecting(journeys),
    carrying: createCarrying(journeys),
    close: async () => {
      await store.close();
      await keys.close();
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
};

const portsOver = (
  store: EventStore,
  keys: KeyStore,
  schools: Readonly<Record<string, Located>>,
): JourneyPorts => ({
  authority: '886',
  store,
  keys,
  codec: createCodec<JourneyEvent>(journeyCatalogue),
  now: () => `${today}T09:00:00.000000Z` as Instant,
  dayOf: (instant) => instant.slice(0, 10) as LocalDate,
  iv: randomIvs(),
  schoolsOn: async (ids) =>
    Object.fromEntries(ids.flatMap((id) => (schools[id] ? [[id, schools[id]]] : []))),
  locate: async () => undefined,
  approvalLimitPence: (role) => (role === 'team-manager' ? 30_000_00 : 0),
});

export const ticket = (commandId: string, actor: Actor = caseworker): JourneyTicket => ({
  commandId,
  caller: actor.id,
  body: { of: commandId },
  actor,
  source: 'user',
  correlationId: 'request-1',
});

/** A command dated on a day, with its other details left out. */
export const asked = <T extends JourneyCommand['type']>(
  type: T,
  data: Extract<JourneyCommand, { type: T }>['data'],
  on = '2026-05-04',
): JourneyCommand =>
  ({ type, data, details: { occurredOn: onDay(on as LocalDate) } }) as JourneyCommand;

/** Registers a learner under a command id and returns the journey's id. */
export const register = async (
  { journeys }: Pick<Desk, 'journeys'>,
  commandId: string,
  given = 'Robin',
): Promise<string> => {
  const opening = ticket(commandId);
  const journeyId = newJourneyId(opening);
  const command = asked('RegisterLearner', learnerNamed(given), '2026-01-05');
  const written = await journeys.record(journeyId, command, opening);
  if (written.outcome !== 'recorded') throw new Error(JSON.stringify(written));
  return journeyId;
};

const learnerNamed = (given: string) => ({
  name: { given, family: 'Example' },
  dateOfBirth: '2015-03-14' as LocalDate,
  upnUnknownReason: 'UN1' as const,
  sex: 'female' as const,
  address: { lines: ['1 Sample Road'], postcode: 'ME14 1XQ' },
  primaryNeed: 'ASD' as const,
  furtherNeeds: [],
  responsibleAuthority: '886',
});

/** The id that a proposal to dispose opened. */
export const proposalIdIn = (event: JourneyEvent | undefined): string => {
  if (event?.type !== 'DisposalProposed') throw new Error('Nothing was proposed.');
  return event.data.proposalId;
};
