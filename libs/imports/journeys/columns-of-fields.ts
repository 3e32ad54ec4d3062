import type { Refusal } from '#libs/event-sourcing';
import type { BodyError } from '#libs/lifecycle';
import type { RowProblem } from '../file/bad-rows.js';
import { journeyColumns, type JourneyColumn } from './journey-columns.js';

const COLUMN_OF: Readonly<Record<string, JourneyColumn>> = {
  ...{ 'name.given': 'given', 'name.family': 'family', upnUnknownReason: 'upn' },
  ...{ 'address.lines': 'addressLines', 'address.postcode': 'postcode' },
  ...{ 'decision.by': 'decidedBy', 'decision.role': 'decidedRole' },
  ...{ 'lines.0.ratePence': 'pricePerYear', reasonCode: 'endingReason' },
};

// Of a row whose rules refuse a step, the column that says what they object to.
const COLUMN_OF_CODE: Readonly<Record<string, JourneyColumn>> = {
  ...{ 'cohort-does-not-fit-birth': 'cohort', 'approval-needed': 'pricePerYear' },
  ...{ 'not-born-yet': 'dateOfBirth', 'born-too-long-ago': 'dateOfBirth', 'in-the-future': 'asOf' },
};

export const columnOfRefusal = ({ because }: Refusal, otherwise: JourneyColumn): JourneyColumn =>
  COLUMN_OF_CODE[because] ?? otherwise;

/** What the door says of a field of a command, said of the column it came from. */
export const problemOfColumn = (
  { field, problem }: BodyError,
  otherwise: JourneyColumn,
): RowProblem => ({
  column: COLUMN_OF[field] ?? (field in journeyColumns ? field : otherwise),
  reason: problem,
});
