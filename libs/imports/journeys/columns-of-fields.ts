import type { BodyError } from '#libs/lifecycle';
import type { RowProblem } from '../file/bad-rows.js';
import { journeyColumns, type JourneyColumn } from './journey-columns.js';

const COLUMN_OF: Readonly<Record<string, JourneyColumn>> = {
  ...{ 'name.given': 'given', 'name.family': 'family', upnUnknownReason: 'upn' },
  ...{ 'address.lines': 'addressLines', 'address.postcode': 'postcode' },
  ...{ 'decision.by': 'decidedBy', 'decision.role': 'decidedRole' },
  ...{ 'lines.0.ratePence': 'pricePerYear', reasonCode: 'endingReason' },
};

/** What the door says of a field of a command, said of the column it came from. */
export const problemOfColumn = (
  { field, problem }: BodyError,
  otherwise: JourneyColumn,
): RowProblem => ({
  column: COLUMN_OF[field] ?? (field in journeyColumns ? field : otherwise),
  reason: problem,
});
