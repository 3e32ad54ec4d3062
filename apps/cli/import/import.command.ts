import { Command } from 'commander';
import { attendanceCommand } from './attendance.command.js';
import { entriesCommand } from './entries.command.js';
import { journeysCommand } from './journeys.command.js';
import { postcodesCommand } from './postcodes.command.js';
import { providersCommand } from './providers.command.js';

export const importCommand = (): Command =>
  new Command('import')
    .description('Take over what is in files. A repeat changes nothing; bad rows are told.')
    .addCommand(providersCommand())
    .addCommand(postcodesCommand())
    .addCommand(journeysCommand())
    .addCommand(entriesCommand())
    .addCommand(attendanceCommand());
