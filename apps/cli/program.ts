import { Command } from 'commander';
import { checkCommand } from './check.command.js';
import { checkpointCommand } from './checkpoint.command.js';
import { commitmentsCommand } from './commitments.command.js';
import { docsCommand } from './docs/docs.command.js';
import { importCommand } from './import/import.command.js';
import { measureCommand } from './measure.command.js';
import { rebuildCommand } from './rebuild.command.js';
import { simulateCommand } from './simulate.command.js';
import { statusCommand } from './status.command.js';
import { usersCommand } from './users.command.js';
import { verifyCommand } from './verify.command.js';
import { watchCommand } from './watch.command.js';

/** Everything that can be asked on the command line. */
export const program = (): Command =>
  new Command('placements')
    .description('For those who run the placement lifecycle service, and those who audit it.')
    .addHelpText(
      'after',
      '\nWhere the data lies is said by PLACEMENTS_DATA (default: data); see docs/reference/configuration.md.',
    )
    .addCommand(importCommand())
    .addCommand(simulateCommand())
    .addCommand(statusCommand())
    .addCommand(rebuildCommand())
    .addCommand(checkCommand())
    .addCommand(commitmentsCommand())
    .addCommand(measureCommand())
    .addCommand(verifyCommand())
    .addCommand(checkpointCommand())
    .addCommand(watchCommand())
    .addCommand(usersCommand())
    .addCommand(docsCommand());
