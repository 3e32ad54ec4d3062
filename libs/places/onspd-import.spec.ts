import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { importOnspd, type BadRow, type OnspdImport } from './onspd-import.js';
import { NotOnspd } from './onspd-row.js';
import { parsePostcode } from './postcode.js';
import {
  openSqlitePostcodeDirectory,
  type SqlitePostcodeDirectory,
} from './sqlite-postcode-directory.js';

const HEADER = 'pcds,oseast1m,osnrth1m,laua';
const maidstone = 'ME14 1XQ,576017,156294,E07000110';
const margate = 'CT9 4HA,635742,169412,E07000114';

describe('importing the ONS Postcode Directory', () => {
  let folder: string;
  let directory: SqlitePostcodeDirectory;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'places-'));
    directory = openSqlitePostcodeDirectory(join(folder, 'places.sqlite'));
  });
  afterEach(async () => {
    await directory.close();
    rmSync(folder, { recursive: true });
  });

  type Told = Readonly<{ result: OnspdImport; bad: readonly BadRow[]; progress: OnspdImport[] }>;

  const importBytes = async (...chunks: readonly Buffer[]): Promise<Told> => {
    const bad: BadRow[] = [];
    const progress: OnspdImport[] = [];
    const result = await importOnspd(Readable.from(chunks), directory, {
      onBadRow: (row) => bad.push(row),
      onProgress: (soFar) => progress.push(soFar),
    });
    return { result, bad, progress };
  };
  const importLines = (...lines: readonly string[]): Promise<Told> =>
    importBytes(Buffer.from(lines.join('\r\n')));
  const find = (text: string) => directory.find(parsePostcode(text) ?? ('' as never));

  it('makes each postcode findable, with its grid reference and district', async () => {
    await importLines(HEADER, maidstone, margate);
    expect(await find('me141xq')).toEqual({
      easting: 576017,
      northing: 156294,
      district: 'E07000110',
    });
    expect(await find('CT9 4HA')).toMatchObject({ easting: 635742 });
    expect(await find('CT9 4HB')).toBeUndefined();
  });

  it('counts what it did', async () => {
    const { result, bad } = await importLines(HEADER, maidstone, margate, 'GY1 1AA,,,L99999999');
    expect(result).toEqual({
      ...{ rows: 3, added: 2, changed: 0, unchanged: 0, withoutCoordinates: 1, bad: 0 },
    });
    expect(bad).toEqual([]);
    expect(await find('GY1 1AA')).toBeUndefined();
  });

  it('changes nothing when repeated', async () => {
    await importLines(HEADER, maidstone, margate);
    const { result } = await importLines(HEADER, maidstone, margate);
    expect(result).toMatchObject({ rows: 2, added: 0, changed: 0, unchanged: 2 });
  });

  it('takes over what a newer release says, and only that', async () => {
    await importLines(HEADER, maidstone, margate);
    const moved = 'ME14 1XQ,576018,156294,E07000110';
    const { result } = await importLines(HEADER, moved, margate);
    expect(result).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    expect(await find('ME14 1XQ')).toMatchObject({ easting: 576018 });
  });

  it('finds its columns by name, in any order, among others, in quotes', async () => {
    await importLines(
      'pcd7,"LAUA",dointr,oseast1m,osnrth1m,pcds,lat',
      'ME141XQ,"E07000110",198001,"576017",156294,"ME14 1XQ","51,27"',
    );
    expect(await find('ME14 1XQ')).toMatchObject({ northing: 156294, district: 'E07000110' });
  });

  it.each(['pcds,oseast1m,osnrth1m,oslaua', 'pcds,east1m,north1m,lad25cd'])(
    'knows the names of other releases: %s',
    async (header) => {
      expect((await importLines(header, maidstone)).result.added).toBe(1);
    },
  );

  it.each(['GY1 1AA,,,L99999999', 'ME14 1XQ,NaN,NaN,E07000110'])(
    'counts one without a grid reference: %s',
    async (row) => {
      const { result } = await importLines(HEADER, row);
      expect(result).toMatchObject({ added: 0, withoutCoordinates: 1, bad: 0 });
    },
  );

  it('leaves out Northern Ireland, which is on another grid', async () => {
    const { result } = await importLines(HEADER, 'BT1 1AA,333834,374433,N09000003');
    expect(result).toMatchObject({ added: 0, withoutCoordinates: 1, bad: 0 });
  });

  it('names bad rows by line and reason, and takes the rest', async () => {
    const { result, bad } = await importLines(
      HEADER,
      'QE14 1XQ,576017,156294,E07000110',
      maidstone,
      'ME14 1XR,576017,,E07000110',
      'ME14 1XS,5.76e5,156294,E07000110',
      'ME14 1XT,576017,156294,Maidstone',
      'ME14 1XU,576017,156294',
      'ME14 1XW,576017,156294,E07000110,extra',
      'ME14 1XY,"576017,156294,E07000110',
      margate,
    );
    expect(bad).toEqual([
      { line: 2, reason: 'pcds "QE14 1XQ" is not a postcode' },
      { line: 4, reason: 'osnrth1m "" is not in metres' },
      { line: 5, reason: 'oseast1m "5.76e5" is not in metres' },
      { line: 6, reason: 'laua "Maidstone" is not a district code' },
      { line: 7, reason: 'it has 3 columns, the first line 4' },
      { line: 8, reason: 'it has 5 columns, the first line 4' },
      { line: 9, reason: 'its quotes do not match' },
    ]);
    expect(result).toMatchObject({ rows: 9, added: 2, bad: 7 });
  });

  it.each([
    ['UTF-8', Buffer.from(`\ufeff${HEADER},name\n${maidstone},Caf\u00e9`, 'utf8')],
    ['Windows-1252', Buffer.from(`${HEADER},name\n${maidstone},Caf\u00e9 \u00a3`, 'latin1')],
  ])('reads %s', async (_, bytes) => {
    expect((await importBytes(bytes)).result).toMatchObject({ added: 1, bad: 0 });
  });

  it('reads a file that comes in the smallest pieces', async () => {
    const bytes = Buffer.from(`${HEADER}\n${maidstone}\n${margate}\n`);
    const pieces = Array.from(bytes, (byte) => Buffer.from([byte]));
    expect((await importBytes(...pieces)).result).toMatchObject({ added: 2, bad: 0 });
  });

  it('tells of its progress batch by batch', async () => {
    const letters = Array.from('ABDEFGHJLN');
    const units = letters.flatMap((one) => letters.map((two) => `${one}${two}`));
    const rows = Array.from({ length: 12 }, (_, outward) =>
      Array.from({ length: 10 }, (_unused, sector) =>
        units.map((unit) => `ME${outward + 1} ${sector}${unit},576017,156294,E07000110`),
      ),
    ).flat(2);
    const { progress, result } = await importLines(HEADER, ...rows);
    expect(progress.map(({ added }) => added)).toEqual([5_000, 10_000, 12_000]);
    expect(result.added).toBe(12_000);
  });

  it('refuses a file without its columns, and says which', async () => {
    const refused = importLines('URN,EstablishmentName,Postcode', '1,A school,ME14 1XQ');
    await expect(refused).rejects.toThrow('lacks pcds, oseast1m, osnrth1m, laua');
  });

  it('refuses an empty file', async () => {
    await expect(importLines('')).rejects.toThrow(NotOnspd);
  });

  it('passes on that the file could not be read, and keeps the batches before', async () => {
    const lines = Readable.from(
      (async function* broken() {
        yield Buffer.from(`${HEADER}\n${maidstone}\n`);
        throw new Error('the disk is gone');
      })(),
    );
    await expect(importOnspd(lines, directory)).rejects.toThrow('the disk is gone');
  });
});
