import Database from 'better-sqlite3';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { localUsers } from '#libs/access';
import type { LocalDate } from '#libs/event-sourcing';
import { openCli, type Cli } from './testing/index.js';

let cli: Cli;
beforeEach(() => {
  cli = openCli();
});
afterEach(() => cli.remove());

const OPENING =
  'reference,given,family,dateOfBirth,asOf\r\n' +
  'K-1,Robin,Example,14/3/2012,31/3/2026\r\nK-2,Alex,Example,14/3/2013,31/3/2026\r\n';
const bringForward = () => cli.run('import', 'journeys', cli.file('journeys.csv', OPENING));
const data = (name = '') => join(cli.folder, 'data', name);

describe('placements verify', () => {
  it('finds nothing wrong with a log that is whole', async () => {
    await bringForward();
    const { out, code } = await cli.run('verify');
    expect([out.includes('nothing is wrong'), code]).toEqual([true, 0]);
  });

  it('finds an alteration, and says so with its exit code', async () => {
    await bringForward();
    alterOneEvent(data('log.sqlite'));
    const { out, code } = await cli.run('verify');
    expect(code).toBe(1);
    expect(out).toMatch(/journey-\S+ revision 1: /);
    expect(out).toMatch(/[1-9]\d* findings/);
  });
});

describe('a folder without a log', () => {
  it.each(['verify', 'checkpoint', 'status', 'check', 'rebuild'])(
    'is not called sound by %s, and is not made',
    async (command) => {
      expect(await cli.run(command)).toMatchObject({
        code: 1,
        out: expect.stringContaining('There is no log in the folder'),
      });
      expect(existsSync(data())).toBe(false);
    },
  );
});

describe('placements checkpoint', () => {
  it('shows later that the end of the log was cut off, to whoever kept it and its key', async () => {
    await bringForward();
    const { out: note } = await cli.run('checkpoint');
    const kept = cli.file('kept.note', note);
    const key = (await cli.run('checkpoint', '--key')).out.trim();
    expect(await cli.run('verify', '--checkpoint', kept, '--key', key)).toMatchObject({
      ...{ code: 0, out: expect.stringContaining('the log begins with it') },
    });
    cutOffTheEnd(data('log.sqlite'));
    expect(await cli.run('verify')).toMatchObject({
      ...{ code: 0, out: expect.stringContaining('nothing is wrong') },
    });
    expect(await cli.run('verify', '--checkpoint', kept)).toMatchObject({
      ...{ code: 1, out: expect.stringContaining('its end was cut off') },
    });
  });

  it('is not believed once altered, and signs no log that is not whole', async () => {
    await bringForward();
    const { out: note } = await cli.run('checkpoint');
    const altered = cli.file('altered.note', note.replace(/\n(\d+)\n/, '\n1\n'));
    expect(await cli.run('verify', '--checkpoint', altered)).toMatchObject({
      ...{ code: 1, out: expect.stringContaining('or it was altered') },
    });
    alterOneEvent(data('log.sqlite'));
    expect(await cli.run('checkpoint')).toMatchObject({
      ...{ code: 1, out: expect.stringContaining('nothing was signed') },
    });
  });
});

/** As somebody with the file in their hands would: without the table's guards. */
const cutOffTheEnd = (file: string): void => {
  const db = new Database(file);
  for (const { name } of db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`)
    .all())
    db.exec(`DROP TRIGGER "${name}"`);
  db.exec('DELETE FROM events WHERE position = (SELECT max(position) FROM events)');
  db.close();
};

/** As somebody with the file in their hands would: without the table's guards. */
const alterOneEvent = (file: string): void => {
  const db = new Database(file);
  for (const { name } of db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`)
    .all())
    db.exec(`DROP TRIGGER "${name}"`);
  const { changes } = db
    .prepare(
      `UPDATE events SET body = replace(body, '2026-03-31', '2026-03-30') WHERE revision = 1 AND body LIKE '%2026-03-31%'`,
    )
    .run();
  db.close();
  if (changes === 0) throw new Error('Nothing was altered.');
};

describe('placements rebuild, check and status', () => {
  it('says that there are no tables yet', async () => {
    await bringForward();
    expect((await cli.run('status')).out).toContain('Tables journeys (version');
    expect((await cli.run('status')).out).toContain('not built yet');
    expect((await cli.run('check')).code).toBe(1);
  });

  it('builds all sets, and finds that they are what the log says', async () => {
    await bringForward();
    const rebuilt = await cli.run('rebuild');
    expect(rebuilt.out).toMatch(/journeys: \d+ events/);
    expect(rebuilt.out).toMatch(/people: \d+ events/);
    expect((await cli.run('status')).out).toMatch(/people .*up to date, 0 parked/);
    const checked = await cli.run('check', '--sample', 'all');
    expect(checked).toMatchObject({
      code: 0,
      out: expect.stringContaining('are what the log says'),
    });
    expect(checked.out).toMatch(/people: [1-9]\d* rows of 2 records, 0 parked, 0 differences/);
  });

  it('finds a row that was altered, and leaves exit code 1', async () => {
    await bringForward();
    await cli.run('rebuild');
    const file = readdirSync(data('tables')).find((name) => /^people.*\.sqlite$/.test(name)) ?? '';
    const db = new Database(join(data('tables'), file));
    db.exec(`UPDATE search_terms SET term = 'robyn' WHERE term = 'robin'`);
    db.close();
    const { out, code } = await cli.run('check');
    expect(code).toBe(1);
    expect(out).toMatch(/search_terms of journey-\S+: 1 missing, 1 too many/);
    expect(out).toContain('Run `placements rebuild`');
  });
});

describe('placements simulate', () => {
  it('fills an empty folder with a history that verifies, and no other folder', async () => {
    const args = ['--learners', '3', '--years', '0.3', '--seed', '7', '--until', '2026-03-31'];
    const { out, code } = await cli.run('simulate', ...args);
    expect(out).toMatch(/\d+ events by \d+ commands/);
    expect(code).toBe(0);
    expect((await cli.run('verify')).out).toContain('nothing is wrong');
    const again = await cli.run('simulate', ...args);
    expect(again).toMatchObject({
      code: 1,
      out: expect.stringContaining('simulate into an empty'),
    });
  });
});

describe('placements users add', () => {
  const add = (id: string, ...more: readonly string[]) =>
    cli.run('users', 'add', '--id', id, '--name', 'Fay Caseworker', ...more);
  const identify = (token: string) =>
    localUsers({ file: data('users.json'), today: () => '2026-03-02' as LocalDate }).identify({
      authorization: `Bearer ${token}`,
    });

  it('lets somebody in by a token that is shown once and not kept', async () => {
    const { out } = await add('staff-1', '--roles', 'caseworker, team-manager', '--team', 'east');
    const token = /Token, shown this once: (\S+)/.exec(out)?.[1] ?? '';
    expect(await identify(token)).toMatchObject({
      ...{ actorId: 'staff-1', roles: ['caseworker', 'team-manager'], team: 'east' },
    });
    expect(readFileSync(data('users.json'), 'utf8')).not.toContain(token);
    expect(statSync(data('users.json')).mode & 0o777).toBe(0o600);
  });

  it('keeps those who are in, and refuses an id twice or a role that does not exist', async () => {
    await add('staff-1', '--roles', 'caseworker');
    await add('staff-2', '--roles', 'auditor', '--until', '2026-12-31');
    const before = readFileSync(data('users.json'), 'utf8');
    expect(await add('staff-1', '--roles', 'auditor')).toMatchObject({ code: 1 });
    expect(await add('staff-3', '--roles', 'emperor')).toMatchObject({ code: 1 });
    expect(readFileSync(data('users.json'), 'utf8')).toBe(before);
    expect(readdirSync(data())).toEqual(['users.json']);
  });
});

describe('placements docs --check', () => {
  it('says when a page was changed by hand, and nothing when it is as generated', async () => {
    const into = join(cli.folder, 'docs');
    await cli.run('docs', '--into', into);
    expect(await cli.run('docs', '--check', '--into', into)).toEqual({ out: '', code: 0 });
    const page = join(into, 'events/record.md');
    cli.file('docs/events/record.md', `${readFileSync(page, 'utf8')}\nBy hand.\n`);
    const { out, code } = await cli.run('docs', '--check', '--into', into);
    expect(code).toBe(1);
    expect(out).toContain(`${page} is not up to date.`);
  });
});
