import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dayInWords } from '#libs/lifecycle';
import { dayOf, now } from '#libs/platform';
import { needs } from '../../infra/quality/needs.js';
import {
  folderWithUsers,
  removeFolder,
  startStandalone,
  type StandaloneProcess,
} from './testing/standalone-process.js';

const root = join(__dirname, '..', '..');
const howTos = join(root, 'docs', 'how-to');
const MINUTE = 60_000;

let service: StandaloneProcess;
beforeAll(async () => {
  service = await startStandalone(folderWithUsers());
}, MINUTE);
afterAll(async () => {
  await service.stop();
  removeFolder(service.folder);
}, MINUTE);

const run = async (name: string): Promise<string> => {
  const { stdout } = await promisify(execFile)('bash', [join(howTos, `${name}.sh`)], {
    env: {
      ...process.env,
      PLACEMENTS_URL: service.url,
      PLACEMENTS_DATA: service.folder,
      PLACEMENTS: `${process.execPath} ${join(root, 'dist', 'apps', 'cli', 'main.js')}`,
    },
  });
  return stdout;
};

type Printed = Readonly<{ stdout: string }>;

const broughtForward = join(howTos, 'brought-forward');

/** The first three rows of the spreadsheet of the how-to, with a mistake in the first and the second. */
const someRowsChanged = async (): Promise<string> => {
  const maker = join(broughtForward, 'make-spreadsheet.mjs');
  await promisify(execFile)(process.execPath, [maker, service.folder]);
  const file = join(service.folder, 'positions.csv');
  const [head = '', first = '', second = '', third = ''] = readFileSync(file, 'latin1').split(
    '\r\n',
  );
  const started = first.replace(/(91\d{4},[^,]*),[^,]*,/, '$1,Oct 2024,');
  const somebody = second.replace(/^(MIG-\d+),[^,]*,/, '$1,Somebody,');
  writeFileSync(file, [head, started, somebody, third, ''].join('\r\n'), 'latin1');
  return file;
};

const reading = (file: string): Promise<Printed> =>
  promisify(execFile)(process.execPath, [join(broughtForward, 'read-timelines.mjs'), file], {
    env: { ...process.env, PLACEMENTS_URL: service.url },
  });

/** What differs from run to run: the day on which it was recorded, and how long it took. */
const masked = (printed: string): string =>
  printed
    .replaceAll(`on ${dayInWords(dayOf(now()))}`, 'on [today]')
    .replaceAll(/ in [\d.,]+ (?:s|min)\b/g, ' in [a while]');

const expected = (name: string): string =>
  readFileSync(join(howTos, 'expected', `${name}.txt`), 'utf8');

/** The part of what was printed under a heading. */
const under = (printed: string, heading: string): readonly string[] =>
  printed
    .split('\n\n')
    .find((part) => part.startsWith(heading))
    ?.split('\n')
    .slice(1) ?? [];

const { it: itNeeding } = needs('bash', 'curl');

describe('a how-to prints what is kept beside it:', () => {
  for (const name of ['request-to-first-day', 'review-and-appeal', 'breakdown', 'wrong-twin'])
    itNeeding(name, async () => expect(masked(await run(name))).toBe(expected(name)), MINUTE);

  itNeeding(
    'brought-forward',
    async () => {
      expect(masked(await run('brought-forward'))).toBe(expected('brought-forward'));
      // That nothing was found wrong is worth something: a timeline that differs is found.
      const positions = await someRowsChanged();
      const { stdout } = await reading(positions).catch((failed: Printed) => failed);
      expect(stdout).toContain('3 timelines read, 2 not as their rows say.');
      expect(stdout).toContain('MIG-00001: when it started\n');
      expect(stdout).toContain('MIG-00002: who it is\n');
    },
    5 * MINUTE,
  );
});

describe('what is kept beside the how-tos', () => {
  it('shows the request to the first day with six consulted, and the first day put right', () => {
    const printed = expected('request-to-first-day');
    const later = under(printed, 'From the request');
    expect(later.filter((line) => line.endsWith('was consulted.'))).toHaveLength(6);
    const started = later.filter((line) => line.includes('The placement at Harbour House started'));
    expect(started.map((line) => line.split(':')[0]?.trim())).toEqual([
      '[taken back] on 19 January 2026',
      'on 20 January 2026',
    ]);
  });

  it.each([
    ['request-to-first-day', 'From', 'The register says Tuesday'],
    ['review-and-appeal', 'From', 'on 26 February 2026'],
    ['breakdown', 'From', 'for 5 sessions'],
  ])(
    'of %s shows nothing of the correction as it was known before it',
    (name, later, corrected) => {
      const before = under(expected(name), 'As it was known before');
      expect(under(expected(name), later).join('\n')).toContain(corrected);
      expect(before.length).toBeGreaterThan(10);
      expect(before.filter((line) => /taken back|annulled/.test(line))).toEqual([]);
      expect(before.join('\n')).not.toContain(corrected);
    },
  );

  it('of the twins says nothing of one in the record of the other', () => {
    const printed = expected('wrong-twin');
    expect(under(printed, "Kit's record\n").join()).toContain('frightened');
    for (const part of ["Robin's record after", "Robin's record\n", "Kit's record after"])
      expect(under(printed, part).join()).not.toContain('frightened');
    expect(under(printed, "Kit's record after").join()).not.toContain('Kit');
    expect(printed.match(/\d+ events, 0 findings/g)).toHaveLength(2);
  });

  it('of the spreadsheet shows 1,172 cases, with dates that are not certain', () => {
    const printed = expected('brought-forward');
    expect(printed).toContain('1,172 cases brought forward, 0 cases in already.');
    expect(printed).toContain('0 cases brought forward, 1,172 cases in already.');
    expect(printed).toContain('1,172 timelines read, 0 not as their rows say.');
    expect(under(printed, 'MIG-00003').join()).toContain('in May 2021: A placement at');
  });
});
