import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The master key is missing, or is not 32 bytes of base64. Nothing was changed. */
export class MasterKeyError extends Error {
  override readonly name = 'MasterKeyError';
}

const KEY_BYTES = 32;

/**
 * The key under which all subjects' secrets are wrapped: from `env` (base64, 32 bytes) when that is
 * given, else from `file`, which is made with a random key when it is missing and `create` says so.
 * Whoever loses it loses all personal data in the log: keep a copy apart from the backups.
 * @throws MasterKeyError
 */
export const loadMasterKey = (
  from: Readonly<{ env?: string | undefined; file: string; create: boolean }>,
): KeyObject => {
  if (from.env !== undefined) return keyFrom(from.env, 'The configured master key');
  const place = `The master key in ${from.file}`;
  const text = textOf(from.file) ?? (from.create ? made(from.file) : undefined);
  if (text === undefined)
    throw new MasterKeyError(
      `There is no master key at ${from.file}. Put the key there that this data was recorded ` +
        'under, or configure it; a new one would not open what is there.',
    );
  return keyFrom(text, place);
};

const keyFrom = (text: string, place: string): KeyObject => {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, 'base64');
  if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== trimmed)
    throw new MasterKeyError(
      `${place} is not 32 bytes written as base64 (44 characters). Nothing was changed. ` +
        'Put back the key that was used before, or for a new installation make one with ' +
        '"openssl rand -base64 32".',
    );
  return createSecretKey(bytes);
};

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw new MasterKeyError(`The master key at ${file} cannot be read.`, { cause: error });
  }
};

// Written aside, synced, then linked: a crash leaves no half key, and of two starters one wins.
const made = (file: string): string => {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(aside, `${randomBytes(KEY_BYTES).toString('base64')}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  try {
    linkSync(aside, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    unlinkSync(aside);
  }
  syncFolder(dirname(file));
  return readFileSync(file, 'utf8');
};

const syncFolder = (folder: string): void => {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

// Not `instanceof Error`: an error of the platform may come from another realm.
const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
