import { Command } from 'commander';
import { checkpointOf, loadSigningKey, signedCheckpoint, verifyLog } from '#libs/audit';
import { dataFolder, type Service } from '#libs/platform';
import { progressOf } from './progress.js';
import { withRecords } from './with-service.js';

/** `placements checkpoint`: signs what the log is now, for somebody else to keep. */
export const checkpointCommand = (): Command =>
  new Command('checkpoint')
    .description(
      'Sign how many events the log has and the hash over all of them, and print it: kept by ' +
        'somebody else, it shows later (`verify --checkpoint`) that nothing was cut off or exchanged.',
    )
    .option('--key', 'print the public key instead, which whoever keeps checkpoints needs')
    .action(({ key }: Readonly<{ key?: boolean }>) =>
      withRecords(async (service) => {
        const signer = signerOf(service);
        if (key) process.stdout.write(`${signer.verifier.text}\n`);
        else await printCheckpoint(service);
      }),
    );

/** The key of this log, made when it is first asked for. */
export const signerOf = ({ configuration: { dataDir, authority } }: Service) =>
  loadSigningKey(dataFolder(dataDir).signingKey, `placements/${authority}`);

const printCheckpoint = async (service: Service): Promise<void> => {
  const progress = progressOf('Reading', 'events');
  const { findings, unlisted } = await verifyLog(service.store);
  const wrong = findings.length + unlisted;
  if (wrong > 0)
    throw new Error(
      `The log has ${wrong} findings; nothing was signed. Run \`placements verify\`, and find out why.`,
    );
  const signer = signerOf(service);
  const checkpoint = await checkpointOf(service.store, signer.name, progress.at);
  progress.end();
  process.stdout.write(signedCheckpoint(checkpoint, signer));
};
