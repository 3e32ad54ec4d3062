import type { Service } from '../../api/index.js';
import type { Form } from '../door/forms.js';
import type { Visit } from '../door/visit.js';

/** What somebody was sending when it turned out that nobody knew any more who they were. */
export type Typed = Readonly<{ address: string; form: Form }>;

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** What a proxy adds: behind one, everybody seems to be on this machine. */
const PASSED_ON = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

/**
 * Whether the browser is on this very machine. The name in the address is looked at as well: a site
 * elsewhere can have a name of its own lead here.
 */
export const isOnThisMachine = ({ ip, headers }: Pick<Visit, 'ip' | 'headers'>): boolean =>
  LOOPBACK.test(ip) &&
  LOCAL.test(headers.host ?? '') &&
  PASSED_ON.every((name) => headers[name] === undefined);

/** A page of this site, and no other. Browsers drop tabs and line ends, and would read `//` then. */
export const ownAddress = (text: string | undefined): string =>
  text !== undefined && /^\/(?![/\\])[!-~]*$/.test(text) ? text : '/';

const KEPT_BY_FORMS = '_form';

export const signInView = async (service: Service, visit: Visit, typed?: Typed) => {
  const query = visit.query as Readonly<Record<string, string | undefined>>;
  const here = isOnThisMachine(visit);
  const people = here ? await service.identity.people() : [];
  return {
    title: typed ? 'You were signed out' : 'Choose who you are',
    here,
    groups: byRole(people),
    onward: ownAddress(typed?.address ?? query['onward']),
    typed: typed && typed.form.entries.filter(([name]) => name !== KEPT_BY_FORMS),
  };
};

type People = Awaited<ReturnType<Service['identity']['people']>>;

const byRole = (people: People) => {
  const choices = people.flatMap(({ actorId, name, roles, team }) =>
    roles.map((role) => ({ role, value: `${actorId} ${role}`, name, team })),
  );
  const roles = [...new Set(choices.map(({ role }) => role))];
  return roles.map((role) => ({
    role: role.replaceAll('-', ' '),
    people: choices.filter((one) => one.role === role),
  }));
};
