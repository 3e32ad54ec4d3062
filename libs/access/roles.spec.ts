import { PERMISSIONS, type Permission } from './permissions.js';
import { isRole, permissionsOf, ROLES, type Role } from './roles.js';

const roles = Object.keys(ROLES) as Role[];
const permissions = Object.keys(PERMISSIONS) as Permission[];
const may = (role: Role, permission: Permission): boolean => permissionsOf(role).has(permission);
const rolesThatMay = (permission: Permission): readonly Role[] =>
  roles.filter((role) => may(role, permission));

describe('roles', () => {
  it.each(permissions)('at least one may %s', (permission) =>
    expect(rolesThatMay(permission)).not.toEqual([]),
  );

  it.each(roles)('%s has each permission once', (role) =>
    expect(ROLES[role].permissions).toHaveLength(permissionsOf(role).size),
  );

  it.each<[Permission, readonly Role[]]>([
    ['approvals:decide', ['team-manager', 'service-manager', 'head-of-send', 'director']],
    ['disposal:decide', ['service-manager', 'head-of-send', 'data-protection']],
    ['journeys:carry', ['team-manager', 'service-manager', 'head-of-send']],
    ['journeys:merge', ['team-manager', 'service-manager', 'head-of-send']],
    ['cases:assign', ['team-manager', 'service-manager', 'head-of-send']],
    ['providers:record', ['commissioner', 'integration']],
    ['audit:read', ['auditor', 'data-protection']],
    ['operations:manage', ['administrator']],
    ['feed:read', ['integration']],
    ['measures:export', ['service-manager', 'head-of-send', 'commissioner']],
    ['measures:publish', ['service-manager', 'head-of-send', 'commissioner']],
  ])('%s is for these alone', (permission, expected) =>
    expect(rolesThatMay(permission)).toEqual(expected),
  );

  it('a caseworker approves no cost of their own', () =>
    expect(may('caseworker', 'approvals:decide')).toBe(false));

  it('the clerk of a panel records and decides nothing', () => {
    expect(may('panel-clerk', 'journeys:record')).toBe(true);
    expect(may('panel-clerk', 'approvals:decide')).toBe(false);
  });

  it('finance creates no provider, approves nothing, records nothing', () => {
    const forbidden = permissions.filter((one) => !/:(read|use)$/.test(one));
    expect(forbidden.filter((one) => may('finance', one))).toEqual([]);
  });

  it('an auditor writes nothing', () =>
    expect([...permissionsOf('auditor')].filter((one) => !/:(read|use)$/.test(one))).toEqual([]));

  it('a data protection officer takes no part in a case', () => {
    const casework = ['journeys:record', 'journeys:correct', 'approvals:decide'] as const;
    expect(casework.filter((one) => may('data-protection', one))).toEqual([]);
  });

  it('who runs the service sees no record of a learner', () =>
    expect([...permissionsOf('administrator')]).toEqual(['operations:manage']));

  it('another system neither reads records nor looks for people', () => {
    const people = ['journeys:read', 'search:use', 'reports:read', 'audit:read'] as const;
    expect(people.filter((one) => may('integration', one))).toEqual([]);
  });

  it.each(['__proto__', 'toString', 'Caseworker', ''])('"%s" is none', (text) =>
    expect(isRole(text)).toBe(false),
  );
});
