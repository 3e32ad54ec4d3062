import 'reflect-metadata';
import { Command } from 'commander';
import { docsCommand } from './docs/docs.command.js';
import { verifyCommand } from './verify.command.js';

const program = new Command('placements')
  .description('For those who run the placement lifecycle service, and those who audit it.')
  .addCommand(verifyCommand())
  .addCommand(docsCommand());

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
