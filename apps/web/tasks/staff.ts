import type { Service } from '../../api/index.js';
import type { Choice } from './choices.js';

/** People of the authority to choose from. */
export const staffChoices = async ({ identity }: Service): Promise<readonly Choice[]> =>
  (await identity.people()).map(({ actorId, name, team }) => ({
    value: actorId,
    text: team ? `${name} (${team})` : name,
  }));
