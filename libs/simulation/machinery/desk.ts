import { isRole, permissionsOf, type Permission } from '#libs/access';
import type { Acknowledgement } from '#libs/event-sourcing';
import { journeyCommands } from '#libs/lifecycle';
import { providerCommands } from '#libs/providers';
import { reasonFor } from '../world/texts.js';
import type { Clock } from './clock.js';
import { openDoors, type SimulationPorts, type Telling, type Written } from './doors.js';
import type { Deed, Told } from './process.js';
import type { Tallying } from './tally.js';

/** The desk at which simulated people tell what happened, over a clock of its own. */
export const openSimulatedDesk = (ports: SimulationPorts, clock: Clock, tally: Tallying) => {
  const { write, close } = openDoors(ports, clock);

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
    const today = clock.dayOf(clock.now());
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

  return { tell, close };
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
