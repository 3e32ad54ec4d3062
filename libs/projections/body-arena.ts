/** Where a text lies in an arena. */
export type Kept = Readonly<{ chunk: number; from: number; to: number }>;

const CHUNK_BYTES = 4 * 1024 * 1024;
const MOST_BYTES_A_CHARACTER = 3;

/**
 * Holds many texts outside the heap. What a bulk build gathers lives just long enough to be copied
 * about by the garbage collector again and again; bytes in large buffers are not.
 */
export const createBodyArena = () => {
  let chunks: Buffer[] = [];
  let used = CHUNK_BYTES;

  const roomFor = (bytes: number): Buffer => {
    const last = chunks.at(-1);
    if (last && used + bytes <= last.length) return last;
    const chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, bytes));
    chunks.push(chunk);
    used = 0;
    return chunk;
  };

  const keep = (text: string): Kept => {
    const chunk = roomFor(text.length * MOST_BYTES_A_CHARACTER);
    const from = used;
    used += chunk.write(text, from, 'utf8');
    return { chunk: chunks.length - 1, from, to: used };
  };

  const read = ({ chunk, from, to }: Kept): string =>
    chunks[chunk]?.toString('utf8', from, to) ?? '';

  const clear = (): void => {
    chunks = [];
    used = CHUNK_BYTES;
  };

  return { keep, read, clear };
};

export type BodyArena = ReturnType<typeof createBodyArena>;
