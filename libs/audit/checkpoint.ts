import type { EventStore, Position } from '#libs/event-sourcing';
import { createMerkleTree } from './merkle-tree.js';
import { openedNote, signedNote, type NoteSigner, type NoteVerifier } from './signed-note.js';

/** What a log was at some time: so many events, and the hash over all of them in their order. */
export type Checkpoint = Readonly<{
  /** Which log: it is the name of the key as well. */
  origin: string;
  size: number;
  /** The root of the Merkle tree whose leaves are the hashes of the events. */
  root: Buffer;
}>;

const ROOT_BYTES = 32;
const BATCH = 1_000;

/** A checkpoint in the format of transparency logs (C2SP tlog-checkpoint), signed. */
export const signedCheckpoint = ({ origin, size, root }: Checkpoint, signer: NoteSigner): string =>
  signedNote(`${origin}\n${size}\n${root.toString('base64')}\n`, signer);

/** What a signed checkpoint says; undefined where this key did not sign it, or it is none of its log. */
export const openedCheckpoint = (note: string, verifier: NoteVerifier): Checkpoint | undefined => {
  const [origin, size = '', root = ''] = openedNote(note, verifier)?.split('\n') ?? [];
  const bytes = Buffer.from(root, 'base64');
  if (origin !== verifier.name || !/^(0|[1-9]\d{0,14})$/.test(size)) return undefined;
  return bytes.length === ROOT_BYTES ? { origin, size: Number(size), root: bytes } : undefined;
};

/** What the log is now. Reads all of it. */
export const checkpointOf = async (
  store: Pick<EventStore, 'readAll'>,
  origin: string,
  onProgress?: (events: number) => void,
): Promise<Checkpoint> => {
  const tree = createMerkleTree();
  let after: Position | 'start' = 'start';
  for (;;) {
    const { events, upTo, caughtUp } = await store.readAll({ after, limit: BATCH });
    for (const { hash } of events) tree.add(Buffer.from(hash, 'hex'));
    onProgress?.(tree.size());
    if (caughtUp || upTo === after) return { origin, size: tree.size(), root: tree.root() };
    after = upTo;
  }
};

/** Whether a log still begins with what a checkpoint says of it. */
export type CheckpointKept = Readonly<{
  size: number;
  /** `shorter`: events are missing at its end. `different`: some are other ones, or in another order. */
  kept: 'kept' | 'shorter' | 'different';
}>;

/** Holds a log that is read event by event against checkpoints of it. */
export const checkpointCheck = (checkpoints: readonly Checkpoint[]) => {
  const tree = createMerkleTree();
  const bySize = new Map<number, CheckpointKept['kept']>();
  const look = (): void => {
    for (const { size, root } of checkpoints)
      if (size === tree.size() && bySize.get(size) !== 'different')
        bySize.set(size, tree.root().equals(root) ? 'kept' : 'different');
  };
  look();
  return {
    take: ({ hash }: Readonly<{ hash: string }>): void => {
      tree.add(Buffer.from(hash, 'hex'));
      look();
    },
    result: (): readonly CheckpointKept[] =>
      [...new Set(checkpoints.map(({ size }) => size))]
        .toSorted((one, other) => one - other)
        .map((size) => ({ size, kept: bySize.get(size) ?? 'shorter' })),
  };
};
