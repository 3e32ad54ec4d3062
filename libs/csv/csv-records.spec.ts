import iconv from 'iconv-lite';
import { csvRecords } from './csv-records.js';
import { encodingOf } from './encoding.js';

/** In pieces of three bytes: a character, or a line end, may stand on both sides of a cut. */
const sourceOf = (bytes: Buffer) =>
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
  };

const read = async (content: string | Buffer): Promise<readonly unknown[]> => {
  const source = sourceOf(Buffer.from(content as string));
  const records: unknown[] = [];
  for await (const record of csvRecords(source, await encodingOf(source))) records.push(record);
  return records;
};

describe('the records of a CSV file', () => {
  it('are told with the line they end in, of whatever length they are', async () => {
    expect(await read('a, b ,c\n\n"1\n2",3\n4,5,6,7')).toEqual([
      { line: 1, cells: ['a', 'b', 'c'] },
      { line: 4, cells: ['1\n2', '3'] },
      { line: 5, cells: ['4', '5', '6', '7'] },
    ]);
  });

  it.each([
    ['UTF-8', Buffer.from('École,“Oak”')],
    ['UTF-8 with a mark', Buffer.from('\uFEFFÉcole,“Oak”')],
    ['Windows-1252', iconv.encode('École,“Oak”', 'win1252')],
  ])('may be in %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual([{ line: 1, cells: ['École', '“Oak”'] }]);
  });

  it('keep a quotation mark within a cell', async () => {
    expect(await read('Oak "House",2\n"Oak "House"",4')).toEqual([
      { line: 1, cells: ['Oak "House"', '2'] },
      { line: 2, cells: [expect.stringContaining('House'), '4'] },
    ]);
  });

  it('end where a quotation mark is never closed, and say so', async () => {
    expect(await read('a,b\n1,"2\n3,4\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, unclosed: true },
    ]);
  });

  it('are none in an empty file', async () => expect(await read('')).toEqual([]));
});
