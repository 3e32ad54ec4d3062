import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { PlacedPostcode } from './postcode-directory.js';
import type { Postcode } from './postcode.js';
import { openSqlitePostcodeDirectory } from './sqlite-postcode-directory.js';

const maidstone: PlacedPostcode = {
  postcode: 'ME14 1XQ' as Postcode,
  easting: 576017,
  northing: 156294,
  district: 'E07000110',
};

describe('the postcode directory in SQLite', () => {
  let file: string;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'places-'));
    file = join(folder, 'places.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what was put in', async () => {
    const first = openSqlitePostcodeDirectory(file);
    expect(await first.put([maidstone])).toEqual({ added: 1, changed: 0 });
    await first.close();
    const again = openSqlitePostcodeDirectory(file);
    expect(await again.find(maidstone.postcode)).toEqual({
      ...{ easting: 576017, northing: 156294, district: 'E07000110' },
    });
    await again.close();
  });

  it.each([{ easting: 1 }, { northing: 1 }, { district: 'E06000035' }])(
    'counts a change of %j',
    async (change) => {
      const directory = openSqlitePostcodeDirectory(file);
      await directory.put([maidstone]);
      const result = await directory.put([maidstone, { ...maidstone, ...change }]);
      expect(result).toEqual({ added: 0, changed: 1 });
      expect(await directory.find(maidstone.postcode)).toMatchObject(change);
      await directory.close();
    },
  );

  it('puts in all or none', async () => {
    const directory = openSqlitePostcodeDirectory(file);
    const broken = { ...maidstone, easting: 0.5 };
    await expect(directory.put([maidstone, broken])).rejects.toThrow('cannot store REAL');
    expect(await directory.find(maidstone.postcode)).toBeUndefined();
    await directory.close();
  });

  it('is read by one process while another imports', async () => {
    const [reader, writer] = [openSqlitePostcodeDirectory(file), openSqlitePostcodeDirectory(file)];
    await writer.put([maidstone]);
    expect(await reader.find(maidstone.postcode)).toMatchObject({ easting: 576017 });
    await Promise.all([reader.close(), writer.close()]);
  });

  it('refuses a file of a newer version', () => {
    const db = new Database(file);
    db.pragma('user_version = 2');
    db.close();
    expect(() => openSqlitePostcodeDirectory(file)).toThrow('is of version 2');
  });
});
