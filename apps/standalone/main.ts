import 'reflect-metadata';
import { configurationFrom } from '#libs/platform';
import { run } from './run.js';

try {
  await run(configurationFrom(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
