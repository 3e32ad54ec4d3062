import { requestOf, type Consultation, type JourneyState } from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { interval, intervalColumns, orNull, type JourneyRows } from '../columns.js';
import {
  daysFrom,
  learnerCells,
  learnerColumns,
  schoolCells,
  schoolColumns,
  tenths,
} from './fact-columns.js';
import { isRefusal } from './requests.js';

/** Every school that was asked, and what it said; `key` is the consultation's id. */
export const consultationsTable = {
  name: 'consultations',
  columns: {
    request_id: 'text',
    request_reason: 'text or null',
    outcome: 'text or null',
    refused: 'integer',
    withdrawn: 'integer',
    chases: 'integer',
    ...intervalColumns('sent'),
    ...intervalColumns('answered'),
    days_to_answer: 'integer or null',
    distance_tenths: 'integer or null',
    ...schoolColumns,
    ...learnerColumns,
  },
  indexes: [],
} as const satisfies TableDefinition;

/** The grounds a school gave, one row each: it may give several. */
export const consultationGroundsTable = {
  name: 'consultation_grounds',
  columns: { consultation: 'text', ground: 'text' },
  indexes: [],
} as const satisfies TableDefinition;

const consultationRow = (
  state: JourneyState,
  one: Consultation,
): RowOf<typeof consultationsTable> => ({
  key: one.consultationId,
  request_id: one.requestId,
  request_reason: orNull(requestOf(state, one.requestId)?.reasonCode),
  outcome: orNull(one.outcome),
  refused: Number(isRefusal(one.outcome)),
  withdrawn: Number(one.withdrawnOn !== undefined),
  chases: one.chases,
  ...interval('sent', one.sentOn),
  ...interval('answered', one.answeredOn),
  days_to_answer: daysFrom(one.sentOn, one.answeredOn),
  distance_tenths: tenths(one.distanceMiles),
  ...schoolCells(one.school),
  ...learnerCells(state, one.sentOn.from),
});

const groundRows = ({ consultationId, grounds }: Consultation) =>
  [...new Set(grounds)].map((ground) => ({
    key: `${consultationId}/${ground}`,
    consultation: consultationId,
    ground,
  }));

export const consultationRows: JourneyRows = {
  tables: [consultationsTable, consultationGroundsTable],
  dependsOn: ({ state: { requests, record } }) => [
    ...[requests.consultations, requests.requests, record.learner, record.addresses],
  ],
  rows: ({ state }) => {
    const all = Object.values(state.requests.consultations);
    return {
      consultations: all.map((one) => consultationRow(state, one)),
      consultation_grounds: all.flatMap(groundRows),
    };
  },
};
