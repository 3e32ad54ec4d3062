import type { Actor } from '#libs/event-sourcing';
import type { ToldFile } from '../file/told-file.js';

export const operator: Actor = { id: 'operator-1', role: 'administrator' };

/** A file as a spreadsheet saves it: a heading and rows, the cells quoted where they have to be. */
export const spreadsheet = (
  columns: readonly string[],
  ...rows: readonly Readonly<Record<string, string>>[]
): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');

const cell = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

export const fileOf = (content: string | Buffer): ToldFile =>
  async function* () {
    // In two pieces, as a disk would give it: a character may lie across them.
    const bytes = Buffer.from(content);
    const middle = Math.floor(bytes.length / 2);
    yield bytes.subarray(0, middle);
    yield bytes.subarray(middle);
  };

/** A row that has everything; nobody is meant. */
export const fullRow = {
  ...{ reference: 'K-1001', given: 'Robin', family: 'Example', dateOfBirth: '14/03/2012' },
  ...{ upn: 'E886200026001', sex: 'F', addressLines: '1 Sample Road; Testham' },
  ...{ postcode: 'me14 1xq', primaryNeed: 'asd', furtherNeeds: 'SLCN, SEMH', team: 'east' },
  ...{ officer: 'staff-7', planMadeOn: '3 Sep 2019', lastReviewedOn: '12/11/2025' },
  ...{ schoolUrn: '100001', agreedOn: '2023-06', startedOn: '04/09/2023', residential: 'no' },
  ...{ pricePerYear: '£64,000.00', route: 'spot', asOf: '2026-03-31', clocksFrom: '2026-04-01' },
} as const;
