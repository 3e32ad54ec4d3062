import { parsePostcode } from './postcode.js';
import type { PlacedPostcode } from './postcode-directory.js';

/** The file is no ONS Postcode Directory: its header lacks what is needed. */
export class NotOnspd extends Error {
  override readonly name = 'NotOnspd';
  constructor(missing: readonly string[]) {
    super(
      `This is not an ONS Postcode Directory: its first line lacks ${missing.join(', ')}. ` +
        'Nothing was imported. Give the CSV file from the Data folder of the download.',
    );
  }
}

export type OnspdRow =
  | Readonly<{ is: 'placed'; place: PlacedPostcode }>
  | Readonly<{ is: 'without-coordinates' }>
  | Readonly<{ is: 'bad'; reason: string }>;

/** Column names by release: the directory has renamed some of them over the years. */
const COLUMNS = {
  pcds: /^pcds$/,
  oseast1m: /^(os)?east1m$/,
  osnrth1m: /^(osnrth|north)1m$/,
  laua: /^((os)?laua|lad\d\dcd)$/,
} as const;

export type OnspdColumns = Readonly<Record<keyof typeof COLUMNS, number>>;

/** Where in a row the needed columns are. @throws NotOnspd */
export const placesOfColumns = (header: readonly string[]): OnspdColumns => {
  const names = header.map((name) => name.trim().toLowerCase());
  const at = (column: keyof typeof COLUMNS): number =>
    names.findIndex((name) => COLUMNS[column].test(name));
  const found = {
    pcds: at('pcds'),
    oseast1m: at('oseast1m'),
    osnrth1m: at('osnrth1m'),
    laua: at('laua'),
  };
  const missing = Object.entries(found).flatMap(([name, place]) => (place < 0 ? [name] : []));
  if (missing.length > 0) throw new NotOnspd(missing);
  return found;
};

// Extracts made by statistical programs write NaN where the download has nothing.
const NONE = /^(NaN)?$/;

const METRES = /^\d{1,7}$/;
const DISTRICT = /^[A-Z]\d{8}$/;

// Northern Ireland's are on the Irish Grid: as numbers they look alike, as distances they are wrong.
const IRISH_GRID = /^BT\d/;

export const onspdRow = (record: readonly string[], columns: OnspdColumns): OnspdRow => {
  const value = (column: keyof OnspdColumns): string => (record[columns[column]] ?? '').trim();
  const [pcds, easting, northing] = [value('pcds'), value('oseast1m'), value('osnrth1m')];
  const postcode = parsePostcode(pcds);
  if (postcode === undefined) return bad(`pcds "${pcds}" is not a postcode`);
  if (IRISH_GRID.test(postcode) || (NONE.test(easting) && NONE.test(northing)))
    return { is: 'without-coordinates' };
  if (!METRES.test(easting)) return bad(`oseast1m "${easting}" is not in metres`);
  if (!METRES.test(northing)) return bad(`osnrth1m "${northing}" is not in metres`);
  const district = value('laua');
  if (!DISTRICT.test(district)) return bad(`laua "${district}" is not a district code`);
  const place = { postcode, easting: Number(easting), northing: Number(northing), district };
  return { is: 'placed', place };
};

const bad = (reason: string): OnspdRow => ({ is: 'bad', reason });
