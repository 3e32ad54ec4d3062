import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { needs } from '../../infra/quality/needs.js';
import {
  folderWithUsers,
  removeFolder,
  startStandalone,
  type StandaloneProcess,
} from './testing/standalone-process.js';

const howTos = join(__dirname, '..', '..', 'docs', 'how-to');
const MINUTE = 60_000;

let service: StandaloneProcess;
beforeAll(async () => {
  service = await startStandalone(folderWithUsers());
}, MINUTE);
afterAll(async () => {
  await service.stop();
  removeFolder(service.folder);
}, MINUTE);

const run = async (script: string): Promise<string> => {
  const { stdout } = await promisify(execFile)('bash', [join(howTos, script)], {
    env: { ...process.env, PLACEMENTS_URL: service.url },
  });
  return stdout;
};

/** The part of what was printed under a heading. */
const under = (printed: string, heading: string): string =>
  printed.split(/\n\n/).find((part) => part.startsWith(heading)) ?? '';

const { it: itNeeding } = needs('bash', 'curl');

describe('the how-tos', () => {
  itNeeding(
    'lead from the request to the first day, and back to what was known before it was corrected',
    async () => {
      const printed = await run('request-to-first-day.sh');
      const now = under(printed, 'From the request to the first day');
      expect(now).toContain(
        '8 September 2025: A parent asked for Harbour House (representation under section 9).',
      );
      expect(now.match(/was consulted\./g)).toHaveLength(6);
      expect(now).toContain('13 October 2025: Oakfield School withdrew its offer');
      expect(now).toContain(
        'A placement at Harbour House was agreed at £58,000 a year, 38 weeks, day',
      );
      expect(now).toContain(
        '[taken back] on 19 January 2026: The placement at Harbour House started',
      );
      expect(now).toContain('  on 20 January 2026: The placement at Harbour House started');
      const before = under(printed, 'As it was known before');
      expect(before).toContain('  on 19 January 2026: The placement at Harbour House started');
      expect(before).not.toContain('20 January 2026');
      expect(before).not.toContain('[taken back]');
    },
    MINUTE,
  );

  itNeeding(
    'lead from a late review to the school that the tribunal ordered',
    async () => {
      const printed = await run('review-and-appeal.sh');
      const now = under(printed, 'From the review');
      expect(now).toContain(
        '26 February 2026: The family was told the decision after the annual review: amend the plan.',
      );
      expect(now).toContain('It ordered: amend named school (Meadow School).');
      expect(now).toContain(
        '2 October 2026: The placement at Oakfield School ended: a tribunal ordered another school.',
      );
      expect(now).toContain('5 October 2026: The placement at Meadow School started');
      const before = under(printed, 'As it was known before');
      expect(before).toContain('  on 27 February 2026: The family was told the decision');
      expect(before).not.toContain('26 February 2026');
    },
    MINUTE,
  );

  itNeeding(
    'lead from the first suspension through notice and tuition to the new school',
    async () => {
      const printed = await run('breakdown.sh');
      const now = under(printed, 'From the first suspension');
      expect(now).toContain('Harbour House suspended the learner for 5 sessions');
      expect(now).toContain('the school gave notice because it cannot meet need');
      expect(now).toContain(
        'Interim provision (tuition) by Sample Tutors started: 15 hours a week',
      );
      expect(now).toContain('23 February 2026: The placement at Meadow School started');
      expect(under(printed, 'As it was known before')).toContain('for 6 sessions');
    },
    MINUTE,
  );

  itNeeding(
    'leave nothing of one twin readable in the record of the other',
    async () => {
      const printed = await run('wrong-twin.sh');
      expect(under(printed, "Kit's record\n")).toContain('Kit was frightened on the bus.');
      const disposed = printed.slice(printed.indexOf("Kit's record after it was disposed of"));
      expect(disposed).not.toContain('frightened');
      expect(disposed).toContain('Robin likes the new school.');
      expect(disposed.match(/\d+ events, 0 findings/g)).toHaveLength(2);
    },
    MINUTE,
  );
});
