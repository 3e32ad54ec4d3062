import 'reflect-metadata';
import { Command } from 'commander';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendBench } from './append.bench.js';
import { decisionBench } from './decision.bench.js';
import { rebuildBench } from './rebuild.bench.js';
import { tableOf, type Row } from './row.js';

type Options = Readonly<{ events: string; learners: string; only?: string }>;

const benches: Readonly<
  Record<string, (folder: string, options: Options) => Promise<readonly Row[]>>
> = {
  append: async (folder, { events }) => [await appendBench(folder, Number(events))],
  decision: (folder) => decisionBench(folder),
  rebuild: async (folder, { learners }) => [await rebuildBench(folder, Number(learners))],
};

const run = async (options: Options): Promise<void> => {
  const rows: Row[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (options.only !== undefined && options.only !== name) continue;
    const folder = mkdtempSync(join(tmpdir(), `placements-bench-${name}-`));
    try {
      for (const row of await bench(folder, options)) {
        rows.push(row);
        process.stdout.write(`${JSON.stringify(row)}\n`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  process.stdout.write(`\n${tableOf(rows)}\n`);
};

await new Command('bench')
  .description(
    'Measures what docs/performance.md claims: ours beside its floor, in turns, in one run.',
  )
  .option('--events <n>', 'events already in the store of the append bench', '1000000')
  .option('--learners <n>', 'learners of the simulated authority of the rebuild bench', '400')
  .option('--only <row>', 'append, decision or rebuild')
  .action(run)
  .parseAsync();
