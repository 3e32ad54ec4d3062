import iconv from 'iconv-lite';

/** The bytes of a file, from the beginning each time it is called. */
export type ByteSource = () => AsyncIterable<Buffer>;

export type Encoding = 'utf8' | 'win1252';

/** Finds out, while the bytes go by: spreadsheets save UTF-8 or Windows-1252, downloads come as either. */
export const encodingDetector = () => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let encoding: Encoding = 'utf8';
  const decode = (bytes?: Buffer): void => {
    if (encoding !== 'utf8') return;
    try {
      decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      encoding = 'win1252';
    }
  };
  return {
    take: (bytes: Buffer): void => decode(bytes),
    end: (): Encoding => {
      decode();
      return encoding;
    },
  };
};

export const encodingOf = async (source: ByteSource): Promise<Encoding> => {
  const detector = encodingDetector();
  for await (const bytes of source()) detector.take(bytes);
  return detector.end();
};

/** The text of a file, piece by piece, without a byte order mark. */
export async function* textOf(source: ByteSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  for await (const bytes of source()) yield decoder.write(bytes);
  const rest = decoder.end();
  if (rest) yield rest;
}
