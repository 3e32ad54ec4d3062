/** Part `index` of `of` parts of all streams, by the hash of their names. */
export type Share = Readonly<{ index: number; of: number }>;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The same share for the same name, in every process (FNV-1a). */
export const isMine = (stream: string, { index, of }: Share): boolean => {
  let hash = FNV_OFFSET;
  for (let at = 0; at < stream.length; at += 1)
    hash = Math.imul(hash ^ stream.charCodeAt(at), FNV_PRIME);
  return ((hash ^ (hash >>> 15)) >>> 0) % of === index;
};
