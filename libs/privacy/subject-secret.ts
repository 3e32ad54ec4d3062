import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { SubjectKey } from '#libs/event-sourcing';

const SECRET_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a wrapped secret belongs to: moved to another place, it does not open. */
export type SecretPlace = Readonly<{ subject: string; kid: string }>;

/** The kept secret of this key does not open: its row was altered, or belongs to another key. */
export class UnreadableSecret extends Error {
  override readonly name = 'UnreadableSecret';
  constructor(kid: string) {
    super(
      `The secret of key ${kid} does not open under the master key, though others do: ` +
        'its row was altered. Nothing was changed. Restore the key store from a backup.',
    );
  }
}

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** One secret, two keys: what seals never computes digests. Part of the stored format. */
export const subjectKeyOf = (kid: string, secret: Buffer): SubjectKey => ({
  kid,
  sealing: derived(secret, 'placement-lifecycle/1/sealing'),
  digesting: derived(secret, 'placement-lifecycle/1/digesting'),
});

const derived = (secret: Buffer, info: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', info, SECRET_BYTES)));

const additionalData = ({ subject, kid }: SecretPlace): Buffer =>
  Buffer.from(JSON.stringify([subject, kid]), 'utf8');

/** AES-256-GCM under the master key: iv (12 bytes), ciphertext, tag (16 bytes). */
export const wrap = (secret: Buffer, place: SecretPlace, masterKey: KeyObject): Buffer => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', masterKey, iv);
  cipher.setAAD(additionalData(place));
  return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
};

/** `undefined` when it was wrapped under another master key, or for another place. */
export const unwrap = (
  wrapped: Buffer,
  place: SecretPlace,
  masterKey: KeyObject,
): Buffer | undefined => {
  if (wrapped.length <= IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', masterKey, wrapped.subarray(0, IV_BYTES));
  decipher.setAAD(additionalData(place));
  decipher.setAuthTag(wrapped.subarray(wrapped.length - TAG_BYTES));
  const sealed = wrapped.subarray(IV_BYTES, wrapped.length - TAG_BYTES);
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    return undefined;
  }
};
