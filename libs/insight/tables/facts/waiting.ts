import type { LocalDate } from '#libs/event-sourcing';
import {
  addDays,
  cessationOf,
  didNotStart,
  endingOf,
  finalPlansOf,
  placementsOf,
  plansOf,
  requestsOf,
  startOf,
  transfersIn,
  transfersOut,
  type JourneyState,
  type Placement,
  type Request,
} from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import type { JourneyRows } from '../columns.js';
import { learnerCells, learnerColumns } from './fact-columns.js';
import { FOREVER, within, without, type Span } from './spans.js';

/** When a learner had a plan and no place at a school; `key` is the first day. */
export const waitingTable = {
  name: 'waiting',
  columns: {
    since: 'text',
    /** The last day of it; null while it goes on. */
    until: 'text or null',
    /** Whether a placement was being looked for. */
    looking: 'integer',
    reason: 'text or null',
    /** The category of what the learner had meanwhile, or `none`. */
    meanwhile: 'text',
    ...learnerColumns,
  },
  indexes: [],
} as const satisfies TableDefinition;

const NO_SCHOOLS: readonly string[] = [
  ...['alternativeProvision', 'hospital', 'tuition', 'eotas', 'elective', 'unplaced', 'other'],
];

const earliest = (days: readonly (LocalDate | undefined)[]): LocalDate | undefined =>
  days.filter((day) => day !== undefined).toSorted()[0];

/** From the day the plan was made or came here, to the day it ceased or went. */
const planSpan = (state: JourneyState): Span | undefined => {
  const cameIn = transfersIn(state).map(({ transferredOn }) => transferredOn.from);
  const made = plansOf(state).map(({ planMadeOn }) => planMadeOn);
  const issued = finalPlansOf(state)
    .filter(({ because }) => because === 'newPlan')
    .map(({ issuedOn }) => issuedOn.from);
  const from = earliest(cameIn.length > 0 ? cameIn : [...made, ...issued]);
  if (from === undefined) return undefined;
  const left = transfersOut(state).map(({ sentOn }) => addDays(sentOn.from, -1));
  const to = earliest([cessationOf(state)?.endsOn, ...left]) ?? FOREVER;
  return { from, to };
};

/** From the first possible day to the last possible one: who may be at school is not counted as waiting. */
const attendedSpan = (state: JourneyState, { placementId }: Placement): Span | undefined => {
  const start = startOf(state, placementId);
  if (!start) return undefined;
  return {
    from: start.startedOn.from,
    to: endingOf(state, placementId)?.endedOn.to ?? FOREVER,
  };
};

type Held = Span & Readonly<{ category: string }>;

const heldSpans = (state: JourneyState): readonly Held[] =>
  placementsOf(state).flatMap((one) => {
    const span = attendedSpan(state, one);
    return span ? [{ ...span, category: one.school.category }] : [];
  });

/** Looked for, until a placement of it starts or the request is withdrawn. */
const lookingSpan = (state: JourneyState, request: Request): Span => {
  const { requestId, requestedOn, withdrawnOn } = request;
  const starts = placementsOf(state)
    .filter((one) => one.requestId === requestId && !didNotStart(state, one.placementId))
    .map(({ placementId }) => startOf(state, placementId)?.startedOn.from);
  const end = earliest([...starts, withdrawnOn?.from]);
  return { from: requestedOn.from, to: end === undefined ? FOREVER : addDays(end, -1) };
};

type Piece = Span & Readonly<{ looking: boolean }>;

const waitingRow = (state: JourneyState, { from, to, looking }: Piece, held: readonly Held[]) => {
  const request = requestsOf(state)
    .filter((one) => {
      const span = lookingSpan(state, one);
      return span.from <= from && from <= span.to;
    })
    .toSorted((a, b) => (a.requestedOn.from < b.requestedOn.from ? -1 : 1))[0];
  const meanwhile = held.find((one) => one.from <= from && from <= one.to);
  return {
    key: from,
    since: from,
    until: to === FOREVER ? null : to,
    looking: Number(looking),
    reason: looking ? (request?.reasonCode ?? null) : null,
    meanwhile: meanwhile?.category ?? 'none',
    ...learnerCells(state, from),
  };
};

const waitingRowsOf = (state: JourneyState): RowOf<typeof waitingTable>[] => {
  const plan = planSpan(state);
  if (!plan) return [];
  const held = heldSpans(state);
  const [schools, others] = [
    held.filter(({ category }) => !NO_SCHOOLS.includes(category)),
    held.filter(({ category }) => NO_SCHOOLS.includes(category)),
  ];
  const looking = requestsOf(state).map((one) => lookingSpan(state, one));
  return without(plan, schools).flatMap((gap) => [
    ...within(gap, looking).map((one) => waitingRow(state, { ...one, looking: true }, others)),
    ...without(gap, looking).map((one) => waitingRow(state, { ...one, looking: false }, others)),
  ]);
};

export const waitingRows: JourneyRows = {
  tables: [waitingTable],
  dependsOn: ({
    state: { requests, offers, starts, reviews, transitions, breakdowns, record },
  }) => [
    ...[requests.requests, offers.placements, starts.started, starts.notStarted, reviews.plans],
    ...[transitions.transfersIn, transitions.transfersOut, transitions.ceased],
    ...[breakdowns.endings, record.plans, record.learner, record.addresses],
  ],
  rows: ({ state }) => ({ waiting: waitingRowsOf(state) }),
};
