import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { encodingDetector, type ByteSource, type Encoding } from '#libs/csv';

/** A file to import. */
export type ToldFile = ByteSource;

export const fileAt =
  (path: string): ToldFile =>
  () =>
    createReadStream(path) as AsyncIterable<Buffer>;

export type Survey = Readonly<{
  encoding: Encoding;
  /** SHA-256, in hexadecimal. */
  digest: string;
  /** Line ends, roughly the number of rows: for progress. */
  lines: number;
}>;

const LINE_END = 10;

/** What has to be known of a file before it is read. */
export const surveyOf = async (file: ToldFile): Promise<Survey> => {
  const hash = createHash('sha256');
  const detector = encodingDetector();
  let lines = 0;
  for await (const bytes of file()) {
    hash.update(bytes);
    detector.take(bytes);
    for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1))
      lines += 1;
  }
  return { encoding: detector.end(), digest: hash.digest('hex'), lines };
};
