import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalDate } from '#libs/event-sourcing';
import { actorOf } from './identity-port.js';
import { localUsers } from './local-users.js';

const today = '2026-03-02' as LocalDate;
const token = 'token-of-the-caseworker';

const caseworker = {
  ...{ id: 'staff-1', name: 'Fay Caseworker', roles: ['caseworker'], team: 'east', token },
};
const manager = {
  ...{ id: 'staff-2', name: 'Max Manager', roles: ['team-manager', 'caseworker'] },
  tokenHash: createHash('sha256').update('token-of-the-manager').digest('hex'),
};

describe('local users', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'users-'));
    file = join(folder, 'users.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const from = (...users: readonly object[]) => {
    writeFileSync(file, JSON.stringify({ users }));
    return localUsers({ file, today: () => today });
  };
  const bearer = (value: string, more = {}) => ({ authorization: `Bearer ${value}`, ...more });

  it('are known by their token', async () => {
    const identity = await from(manager, caseworker).identify(bearer(token));
    expect(identity).toMatchObject({
      ...{ actorId: 'staff-1', name: 'Fay Caseworker', team: 'east' },
      ...{ role: 'caseworker', roles: ['caseworker'], source: 'user' },
    });
    expect(identity?.permissions.has('journeys:record')).toBe(true);
    expect(identity?.permissions.has('approvals:decide')).toBe(false);
  });

  it('are known by a token of which the file has only the hash', async () => {
    const identity = await from(caseworker, manager).identify(bearer('token-of-the-manager'));
    expect(identity?.actorId).toBe('staff-2');
  });

  it('act in their first role, or in one of theirs that they name', async () => {
    const users = from(manager);
    const as = (role: string) =>
      users.identify(bearer('token-of-the-manager', { 'acting-role': role }));
    const first = await users.identify(bearer('token-of-the-manager'));
    expect(first?.role).toBe('team-manager');
    const second = await as('caseworker');
    expect([second?.role, second?.permissions.has('approvals:decide')]).toEqual([
      ...['caseworker', false],
    ]);
    expect(await as('director')).toBeUndefined();
    expect(await as('emperor')).toBeUndefined();
  });

  it('appear in events by id, role and team, not by name', async () => {
    const identity = await from(caseworker).identify(bearer(token));
    expect(identity && actorOf(identity)).toEqual({
      ...{ id: 'staff-1', role: 'caseworker', team: 'east' },
    });
  });

  it.each([
    ['without a header', {}],
    ['with another token', { authorization: 'Bearer token-of-the-caseworkeR' }],
    ['with part of a token', { authorization: 'Bearer token-of-the-casework' }],
    ['with nothing for a token', { authorization: 'Bearer ' }],
    ['by another scheme', { authorization: `Basic ${token}` }],
    ['with the token alone', { authorization: token }],
    ['with a hash for a token', bearer(createHash('sha256').update(token).digest('hex'))],
  ])('nobody is let in %s', async (_, headers) =>
    expect(await from(caseworker).identify(headers)).toBeUndefined(),
  );

  it.each([
    ['2026-03-01', undefined],
    ['2026-03-02', 'staff-1'],
    ['2026-03-03', 'staff-1'],
  ])('who stays until %s is let in on 2 March: %s', async (until, actorId) => {
    const identity = await from({ ...caseworker, until }).identify(bearer(token));
    expect(identity?.actorId).toBe(actorId);
  });

  it('leavers keep their name, also when their token is taken out of the list', async () => {
    const { token: _gone, ...left } = caseworker;
    const users = from({ ...left, until: '2020-01-01' }, manager);
    expect(await users.nameOf('staff-1')).toBe('Fay Caseworker');
    expect(await users.identify(bearer('undefined'))).toBeUndefined();
    expect(await users.nameOf('staff-9')).toBeUndefined();
  });

  it('systems are told from people', async () => {
    const system = { ...caseworker, roles: ['integration'], source: 'integration' };
    expect((await from(system).identify(bearer(token)))?.source).toBe('integration');
  });

  it.each([
    ['an unknown role', { ...caseworker, roles: ['emperor'] }, /users\[0\]\.roles\[0\]/],
    ['no role', { ...caseworker, roles: [] }, /users\[0\]\.roles/],
    ['no name', { ...caseworker, name: '' }, /users\[0\]\.name/],
    ['a field it does not know', { ...caseworker, tokn: 'x' }, /tokn/],
    ['a short token', { ...caseworker, token: 'short' }, /users\[0\]\.token/],
    ['token and hash', { ...manager, token }, /has both token and tokenHash/],
    ['neither, though no leaver', { ...manager, tokenHash: undefined }, /has no token/],
    ['a broken hash', { ...manager, tokenHash: 'abc' }, /users\[0\]\.tokenHash/],
    ['an impossible last day', { ...caseworker, until: '2026-02-30' }, /users\[0\]\.until/],
    ['an id with a space', { ...caseworker, id: 'Fay C' }, /users\[0\]\.id/],
    ['a team with a space', { ...caseworker, team: 'North team' }, /users\[0\]\.team/],
  ])('a list with %s is refused, and the place named', (_, user, place) => {
    expect(() => from(user)).toThrow(place);
    expect(() => from(user)).toThrow(`The list of users ${file} cannot be used`);
  });

  it('a list with the same id or the same token twice is refused', () => {
    expect(() => from(caseworker, { ...manager, id: 'staff-1' })).toThrow('the same id');
    const tokenHash = createHash('sha256').update(token).digest('hex');
    expect(() => from(caseworker, { ...manager, tokenHash })).toThrow('the same token');
  });

  it.each(['{"users": [{"id": "a", "token": "a-secret-token" "name"}]}', '{"users": "all"}', '[]'])(
    'a list that is not one is refused, and shows no token: %s',
    (text) => {
      writeFileSync(file, text);
      const opening = (): unknown => localUsers({ file, today: () => today });
      expect(opening).toThrow('cannot be used');
      expect(opening).not.toThrow('a-secret');
    },
  );

  it('a list that is not there is refused', () =>
    expect(() => localUsers({ file, today: () => today })).toThrow('It cannot be read (ENOENT)'));
});
