import { createCipheriv, createDecipheriv, createHmac, hash, type KeyObject } from 'node:crypto';
import { canonical } from './canonical.js';

/** One ciphertext: AES-256-GCM, `iv` 12 bytes, `ct` ciphertext and 16-byte tag, both base64url. */
export type Sealed = Readonly<{ kid: string; iv: string; ct: string }>;

/** A subject's key: one secret to seal with, one (derived from the same) for digests. */
export type SubjectKey = Readonly<{ kid: string; sealing: KeyObject; digesting: KeyObject }>;

/** Binds a ciphertext to its place, so that it cannot be moved to another event. */
export type SealingPlace = Readonly<{
  format: number;
  stream: string;
  eventId: string;
  type: string;
}>;

const TAG_BYTES = 16;

const additionalData = (place: SealingPlace, kid: string): Buffer =>
  Buffer.from([place.format, place.stream, place.eventId, place.type, kid].join('\n'), 'utf8');

export const seal = (
  { kid, sealing }: SubjectKey,
  { place, plain, iv }: Readonly<{ place: SealingPlace; plain: unknown; iv: Buffer }>,
): Sealed => {
  const cipher = createCipheriv('aes-256-gcm', sealing, iv);
  cipher.setAAD(additionalData(place, kid));
  const ct = Buffer.concat([
    cipher.update(JSON.stringify(plain), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { kid, iv: iv.toString('base64url'), ct: ct.toString('base64url') };
};

/** Throws when the ciphertext was altered or belongs to another event. */
export const unseal = (
  { sealing }: SubjectKey,
  { kid, iv, ct }: Sealed,
  place: SealingPlace,
): unknown => {
  const bytes = Buffer.from(ct, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', sealing, Buffer.from(iv, 'base64url'));
  decipher.setAAD(additionalData(place, kid));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const plain = Buffer.concat([
    decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES)),
    decipher.final(),
  ]);
  return JSON.parse(plain.toString('utf8'));
};

/** HMAC-SHA-256 of a command's canonical body: tells a repeat from a re-used key, and nothing else. */
export const digestOf = (body: unknown, key: SubjectKey): string =>
  createHmac('sha256', key.digesting).update(canonical(body)).digest('base64url');

/** The digest of a body without a subject, such as a command about a provider. */
export const plainDigestOf = (body: unknown): string =>
  hash('sha256', canonical(body), 'base64url');
