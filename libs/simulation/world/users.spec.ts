import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localUsers, ROLES, type Role } from '#libs/access';
import type { LocalDate } from '#libs/event-sourcing';
import { officerOn, absencesIn, assignmentsFor, leaver } from './staff.js';
import { spanOf } from './options.js';
import { simulatedUsers } from './users.js';

const time = { years: 4, until: '2026-08-31' as LocalDate };
const roles = Object.keys(ROLES) as Role[];

describe('simulated users', () => {
  const folder = mkdtempSync(join(tmpdir(), 'users-'));
  const file = join(folder, 'users.json');
  writeFileSync(file, JSON.stringify(simulatedUsers(time)));
  const people = localUsers({ file, today: () => time.until });
  const withToken = (token: string) => people.identify({ authorization: `Bearer ${token}` });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(roles)('somebody is %s, and can be tried out', async (role) => {
    const identity = await withToken(`demo-${role}-token`);
    expect(identity?.role).toBe(role);
  });

  it('who has left keeps the name and has no way in', async () => {
    expect(await people.nameOf(leaver.id)).toBe(leaver.name);
    expect(await withToken(`demo-${leaver.id}-token`)).toBeUndefined();
  });

  it('the cases of who left go to somebody who stays', () => {
    const span = spanOf(time);
    const absences = absencesIn(span);
    const cases = Array.from({ length: 60 }, (_, number) =>
      assignmentsFor(number, span.from, absences),
    );
    const left = cases.filter((rows) => rows[0]?.officer === leaver);
    expect(left.length).toBeGreaterThan(2);
    expect(left.map((rows) => officerOn(rows, absences.leaving).officer)).not.toContain(leaver);
  });

  it('after a cover the case is back with whose it was', () => {
    const span = spanOf(time);
    const absences = absencesIn(span);
    const covered = Array.from({ length: 60 }, (_, number) =>
      assignmentsFor(number, span.from, absences),
    ).filter((rows) => rows[1]?.reasonCode === 'cover');
    const [rows = []] = covered;
    const during = officerOn(rows, absences.awayFrom).officer.id;
    expect(during).not.toBe(officerOn(rows, span.from).officer.id);
    expect(officerOn(rows, time.until).officer.id).toBe(officerOn(rows, span.from).officer.id);
  });
});
