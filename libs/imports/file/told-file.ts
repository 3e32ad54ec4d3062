import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';

/** A file to import: its bytes, from the beginning each time it is called. */
export type ToldFile = () => AsyncIterable<Buffer>;

export const fileAt =
  (path: string): ToldFile =>
  () =>
    createReadStream(path) as AsyncIterable<Buffer>;

export type Survey = Readonly<{
  encoding: 'utf8' | 'win1252';
  /** SHA-256, in hexadecimal. */
  digest: string;
  /** Line ends, roughly the number of rows: for progress. */
  lines: number;
}>;

const LINE_END = 10;

/** What has to be known of a file before it is read. Spreadsheets save UTF-8 or Windows-1252. */
export const surveyOf = async (file: ToldFile): Promise<Survey> => {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let encoding: Survey['encoding'] = 'utf8';
  let lines = 0;
  const decode = (bytes?: Buffer): void => {
    if (encoding !== 'utf8') return;
    try {
      decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      encoding = 'win1252';
    }
  };
  for await (const bytes of file()) {
    hash.update(bytes);
    decode(bytes);
    for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1))
      lines += 1;
  }
  decode();
  return { encoding, digest: hash.digest('hex'), lines };
};

/** The text of a file, piece by piece, without a byte order mark. */
export async function* textOf(
  file: ToldFile,
  encoding: Survey['encoding'],
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  for await (const bytes of file()) yield decoder.write(bytes);
  const rest = decoder.end();
  if (rest) yield rest;
}
