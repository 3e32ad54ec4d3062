import { verifyLog } from '#libs/audit';
import { journeyCatalogue } from '#libs/lifecycle';
import { providerCatalogue } from '#libs/providers';
import { simulated, type Simulated } from './testing/index.js';

const MINUTES = 60_000;

describe('2,000 learners over five years', () => {
  let authority: Simulated;
  const days: string[] = [];
  beforeAll(async () => {
    const onProgress = ({ day }: Readonly<{ day: string }>) => days.push(day);
    authority = await simulated({ learners: 2_000, years: 5, seed: 1, onProgress });
  }, 30 * MINUTES);
  afterAll(() => authority.close());

  it('are told in full', () => {
    expect(authority.result.events).toBeGreaterThan(120_000);
    expect(days.at(-1)).toBe('2026-08-31');
    expect(days).toEqual([...new Set(days)].toSorted());
  });

  it('have something of every kind of event there is', () => {
    const kinds = [...Object.keys(journeyCatalogue), ...Object.keys(providerCatalogue)];
    expect(kinds.filter((kind) => !authority.result.eventsByType[kind])).toEqual([]);
  });

  it('are refused next to nothing', () => {
    const { refused, commands } = authority.result;
    const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0);
    expect(refusals / commands).toBeLessThan(0.001);
  });

  it(
    'verify',
    async () => expect((await verifyLog(authority.store)).findings).toEqual([]),
    10 * MINUTES,
  );
});
