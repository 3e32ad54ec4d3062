import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { noteSigner, type NoteSigner } from './signed-note.js';

/** The key that signs checkpoints is not what it should be. Nothing was signed. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError';
}

const KEY_BYTES = 32;

/**
 * The key that signs checkpoints of a log, from a file that is made when it is missing. Whoever has
 * it can sign another history: what an auditor holds against that are the checkpoints of before.
 * @throws SigningKeyError
 */
export const loadSigningKey = (file: string, origin: string): NoteSigner => {
  const text = textOf(file) ?? made(file);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== text)
    throw new SigningKeyError(
      `The signing key in ${file} is not 32 bytes written as base64. Nothing was signed. Put back ` +
        'the file that was there, or take it away and tell the auditors the new key.',
    );
  return noteSigner(origin, bytes);
};

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw new SigningKeyError(`The signing key in ${file} cannot be read.`, { cause: error });
  }
};

const made = (file: string): string => {
  const text = randomBytes(KEY_BYTES).toString('base64');
  writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return text;
};

// Not `instanceof Error`: an error of the platform may come from another realm.
const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
