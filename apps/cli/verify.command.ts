import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import {
  noteVerifier,
  openedCheckpoint,
  verifyLog,
  type Checkpoint,
  type CheckpointKept,
  type NoteVerifier,
} from '#libs/audit';
import { signerOf } from './checkpoint.command.js';
import { progressOf } from './progress.js';
import { withRecords } from './with-service.js';

type Options = Readonly<{
  prefix?: string;
  checkpoint?: readonly string[];
  key?: NoteVerifier;
}>;

const keyOption = (text: string): NoteVerifier => {
  const key = noteVerifier(text);
  if (key) return key;
  throw new InvalidArgumentError('It takes a key as `placements checkpoint --key` prints it.');
};

/** `placements verify`: every hash, every chain, every revision. Exit code 1 when something is wrong. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description('Check every hash in the log, and that each event follows the one before.')
    .option('--prefix <prefix>', 'only streams whose name begins so, e.g. journey-')
    .option(
      '--checkpoint <file...>',
      'and that the log begins with what these signed checkpoints say of it',
    )
    .option(
      '--key <key>',
      'the key that signed them, as you were given it (default: that of this data folder)',
      keyOption,
    )
    .action(({ prefix, checkpoint = [], key }: Options) =>
      withRecords(async (service) => {
        if (prefix !== undefined && checkpoint.length > 0)
          throw new Error('A checkpoint speaks of the whole log: leave --prefix away.');
        const verifier = key ?? signerOf(service).verifier;
        const checkpoints = checkpoint.map((file) => checkpointIn(file, verifier));
        const progress = progressOf('Verifying', 'events');
        const found = await verifyLog(service.store, {
          ...{ prefix, checkpoints },
          onProgress: (read) => progress.at(read.events),
        });
        progress.end();
        process.exitCode = tell(found) ? 0 : 1;
      }),
    );

const checkpointIn = (file: string, verifier: NoteVerifier): Checkpoint => {
  const checkpoint = openedCheckpoint(readFileSync(file, 'utf8'), verifier);
  if (checkpoint) return checkpoint;
  throw new Error(
    `${file} is not a checkpoint that ${verifier.text} signed, or it was altered. Nothing was verified.`,
  );
};

const KEPT: Readonly<Record<CheckpointKept['kept'], string>> = {
  kept: 'the log begins with it',
  shorter: 'the log has fewer events: its end was cut off',
  different: 'the log does not begin with it: events were exchanged, moved or taken out',
};

/** Says what was found; whether nothing was. */
const tell = (found: Awaited<ReturnType<typeof verifyLog>>): boolean => {
  const { events, streams, findings, unlisted, checkpoints = [] } = found;
  for (const { stream, revision, problem, detail } of findings)
    process.stdout.write(`${stream} revision ${revision}: ${problem} (${detail})\n`);
  for (const { size, kept } of checkpoints)
    process.stdout.write(`Checkpoint of ${size} events: ${KEPT[kept]}.\n`);
  const wrong =
    findings.length + unlisted + checkpoints.filter(({ kept }) => kept !== 'kept').length;
  process.stdout.write(
    `${events} events in ${streams} streams verified: ${wrong === 0 ? 'nothing is wrong' : `${wrong} findings`}.\n`,
  );
  return wrong === 0;
};
