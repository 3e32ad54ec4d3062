import type { Viewer, Whose } from '#libs/insight';
import type { Asking } from '../door/asking.js';
import { Refused } from '../door/refused.js';

type Said = Readonly<{
  officer?: string | undefined;
  team?: string | undefined;
  unassigned?: string | undefined;
}>;

/** Who looks, and whether restricted records are shown. */
export const viewerOf = ({ identity }: Asking): Viewer => ({
  id: identity.actorId,
  seesRestricted: identity.permissions.has('journeys:restrict'),
});

/** Whose cases are asked for, where it is said. @throws Refused when two are said at once */
export const whoseIn = ({ officer, team, unassigned }: Said): Whose | undefined => {
  const said = [officer, team, unassigned].filter((one) => one !== undefined);
  if (said.length > 1) throw new Refused({ because: 'invalid-query', errors: [SAY_ONE] });
  if (unassigned !== undefined) return { unassigned: true };
  if (officer !== undefined) return { officer };
  return team === undefined ? undefined : { team };
};

const SAY_ONE = { field: 'officer', problem: 'say one of officer, team, unassigned' };
