import { opened, type Opened } from '#libs/reading';
import { Refused, type Service } from '../../api/index.js';
import type { Visit } from './visit.js';

export type OpenJourney = Extract<Opened, { open: true }>;

/** Opens a record for who visits. @throws Refused */
export const openJourney = async (
  service: Service,
  journeyId: string,
  { identity }: Visit,
): Promise<OpenJourney> => {
  if (!identity) throw new Refused({ because: 'who-is-asking' });
  const reader = {
    actorId: identity.actorId,
    opensRestricted: identity.permissions.has('journeys:restrict'),
  };
  const journey = opened(await service.journeys.history(journeyId), reader);
  if (!journey.open) throw new Refused(journey.refusal);
  return journey;
};

/** The names of people by their ids; who is not known goes by the id. */
export const namesOfStaff = async (
  { identity }: Service,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  new Map(
    await Promise.all(
      [...new Set(ids)].map(async (id) => [id, (await identity.nameOf(id)) ?? id] as const),
    ),
  );
