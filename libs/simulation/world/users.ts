import type { Role } from '#libs/access';
import { addDays } from '#libs/lifecycle';
import { spanOf, type SimulationTime } from './options.js';
import { absencesIn, allPeople, leaver, type Person } from './staff.js';

/** One user as the users file has it. */
export type SimulatedUser = Readonly<{
  id: string;
  name: string;
  roles: readonly [Role];
  team?: string;
  token?: string;
  until?: string;
  source?: 'integration';
}>;

/**
 * Those who act in a simulated history, as the content of a users file: every role has somebody, and
 * whoever comes first in a role has the token `demo-<role>-token`. Made up, and for trying out only.
 */
export const simulatedUsers = (time: SimulationTime): Readonly<{ users: SimulatedUser[] }> => {
  const { leaving } = absencesIn(spanOf(time));
  const lastDay = addDays(leaving, -1);
  return {
    users: allPeople.map((person) => ({
      ...userOf(person),
      ...(person === leaver ? { until: lastDay } : { token: tokenOf(person) }),
    })),
  };
};

const userOf = ({ id, name, role, team }: Person): SimulatedUser => ({
  ...{ id, name, roles: [role] },
  ...(team === undefined ? {} : { team }),
  ...(role === 'integration' ? { source: 'integration' } : {}),
});

const tokenOf = ({ id, role }: Person): string =>
  allPeople.find((other) => other.role === role)?.id === id
    ? `demo-${role}-token`
    : `demo-${id}-token`;
