import {
  createHash,
  createPublicKey,
  sign,
  verify,
  type KeyObject,
  createPrivateKey,
} from 'node:crypto';

// Signed notes (C2SP signed-note) with Ed25519: a text, an empty line, and a line per signature.

/** The private half and the name under which it signs; made from 32 secret bytes. */
export type NoteSigner = Readonly<{ name: string; key: KeyObject; verifier: NoteVerifier }>;

/** The public half, as `<name>+<hash>+<base64>` says it: what an auditor keeps. */
export type NoteVerifier = Readonly<{ name: string; id: Buffer; key: KeyObject; text: string }>;

const ED25519 = Buffer.of(1);
const ID_BYTES = 4;
const KEY_BYTES = 32;
// The same for every Ed25519 key: what precedes its 32 bytes in PKCS #8 and in SPKI.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** No space and no plus, for these part what is written; and not nothing. */
export const isNoteName = (name: string): boolean => /^[^\s+]+$/u.test(name);

const verifierOf = (name: string, publicBytes: Buffer): NoteVerifier => {
  const encoded = Buffer.concat([ED25519, publicBytes]);
  const id = createHash('sha256')
    .update(`${name}\n`)
    .update(encoded)
    .digest()
    .subarray(0, ID_BYTES);
  const key = createPublicKey({
    key: Buffer.concat([SPKI, publicBytes]),
    format: 'der',
    type: 'spki',
  });
  return { name, id, key, text: `${name}+${id.toString('hex')}+${encoded.toString('base64')}` };
};

/** @param secret 32 random bytes, kept; @throws RangeError on another number, or an impossible name */
export const noteSigner = (name: string, secret: Buffer): NoteSigner => {
  if (secret.length !== KEY_BYTES || !isNoteName(name))
    throw new RangeError('A signer has 32 secret bytes and a name without spaces or plus.');
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8, secret]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { name, key, verifier: verifierOf(name, spki.subarray(SPKI.length)) };
};

/** Reads `<name>+<hash>+<base64>`; undefined when it is none, or its hash is not of its key. */
export const noteVerifier = (text: string): NoteVerifier | undefined => {
  const [, name = '', , encoded = ''] =
    /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== KEY_BYTES + 1 || bytes[0] !== ED25519[0]) return undefined;
  const verifier = verifierOf(name, bytes.subarray(1));
  return verifier.text === text.trim() ? verifier : undefined;
};

/** @param text ends in a line end */
export const signedNote = (text: string, { name, key, verifier }: NoteSigner): string => {
  const signature = Buffer.concat([verifier.id, sign(null, Buffer.from(text), key)]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
};

/** The text of a note that this key signed; undefined when it did not, or what it signed was altered. */
export const openedNote = (note: string, { name, id, key }: NoteVerifier): string | undefined => {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, end + 1);
  const isSigned = note
    .slice(end + 2)
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([dash, by]) => dash === '—' && by === name)
    .map(([, , encoded = '']) => Buffer.from(encoded, 'base64'))
    .filter((bytes) => bytes.subarray(0, ID_BYTES).equals(id))
    .some((bytes) => verify(null, Buffer.from(text), key, bytes.subarray(ID_BYTES)));
  return isSigned ? text : undefined;
};
