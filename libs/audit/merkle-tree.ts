import { createHash } from 'node:crypto';

/** The hash of a tree that grows leaf by leaf; it remembers one hash per power of two. */
export type MerkleTree = Readonly<{
  add: (leaf: Buffer) => void;
  size: () => number;
  /** 32 bytes, over all leaves so far. */
  root: () => Buffer;
}>;

// RFC 6962, section 2.1: leaves and nodes are hashed apart, so that no node passes for a leaf.
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

const hashOf = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The Merkle tree hash of RFC 6962 (as transparency logs use it), kept up to date. */
export const createMerkleTree = (): MerkleTree => {
  // The roots of the full subtrees, the largest first: one for each bit of the size that is set.
  const full: Buffer[] = [];
  let size = 0;

  return {
    add: (leaf) => {
      let hash = hashOf(LEAF, leaf);
      for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2))
        hash = hashOf(NODE, full.pop() ?? hash, hash);
      full.push(hash);
      size += 1;
    },
    size: () => size,
    root: () =>
      full.length === 0 ? hashOf() : full.reduceRight((right, left) => hashOf(NODE, left, right)),
  };
};
