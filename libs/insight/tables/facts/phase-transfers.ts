import type { OccurredOn } from '#libs/event-sourcing';
import {
  finalPlansOf,
  placementsOf,
  type FinalPlan,
  type JourneyState,
  type PhaseTransfer,
  type SchoolSnapshot,
} from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { interval, intervalColumns, orNull, type JourneyRows } from '../columns.js';
import { firstOf, learnerCells, learnerColumns, mainPlacementOn } from './fact-columns.js';

/** Every change of phase that is due, until the school year in which it falls; `key` is its id. */
export const phaseTransfersTable = {
  name: 'phase_transfers',
  columns: {
    transfer_year: 'integer',
    /** The change of phase: `primaryToSecondary`. */
    change: 'text',
    rule: 'text',
    not_applicable: 'text or null',
    /** The category of the setting the learner was at when it was identified, or `none`. */
    came_from: 'text',
    ...intervalColumns('identified'),
    /** The last day before the next phase. */
    until: 'text',
    /** A final plan named another school than the one the learner was at. */
    ...intervalColumns('named'),
    /** A place elsewhere was agreed, on any request since. */
    ...intervalColumns('agreed'),
    named_category: 'text or null',
    named_provider: 'text or null',
    named_school: 'text or null',
    ...learnerColumns,
  },
  indexes: [],
} as const satisfies TableDefinition;

const isSame = (one: SchoolSnapshot, other: SchoolSnapshot | undefined): boolean =>
  other !== undefined &&
  (one.providerId === undefined ? one.name === other.name : one.providerId === other.providerId);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** On or after the day it was identified, and before the next phase begins. */
const isInTime = (on: OccurredOn, { identifiedOn }: PhaseTransfer, until: string): boolean =>
  on.from >= identifiedOn.from && on.from <= until;

type Named = Readonly<{ on: OccurredOn | undefined; school: SchoolSnapshot | undefined }>;

const namedIn = (
  state: JourneyState,
  transfer: PhaseTransfer,
  { until, current }: Readonly<{ until: string; current: SchoolSnapshot | undefined }>,
): Named => {
  const others = ({ sectionI }: FinalPlan) =>
    sectionI.schools.filter((school) => !isSame(school, current));
  const naming = finalPlansOf(state).filter(
    (plan) => isInTime(plan.issuedOn, transfer, until) && others(plan).length > 0,
  );
  const on = firstOf(naming.map(({ issuedOn }) => issuedOn));
  const first = naming.find(({ issuedOn }) => issuedOn === on);
  return { on, school: first && others(first)[0] };
};

const transferRow = (
  state: JourneyState,
  transfer: PhaseTransfer,
): RowOf<typeof phaseTransfersTable> => {
  const { transferId, transferYear, identifiedOn } = transfer;
  const until = `${transferYear}-08-31`;
  const current = mainPlacementOn(state, identifiedOn.from)?.school;
  const named = namedIn(state, transfer, { until, current });
  const agreed = placementsOf(state).filter(
    ({ agreedOn, school, rank, fellThrough }) =>
      rank === 'main' &&
      fellThrough === undefined &&
      isInTime(agreedOn, transfer, until) &&
      !isSame(school, current),
  );
  return {
    key: transferId,
    transfer_year: transferYear,
    change: `${transfer.from}To${capital(transfer.to)}`,
    rule: transfer.rule,
    not_applicable: orNull(transfer.notApplicable),
    came_from: current?.category ?? 'none',
    ...interval('identified', identifiedOn),
    until,
    ...interval('named', named.on),
    ...interval('agreed', firstOf(agreed.map(({ agreedOn }) => agreedOn))),
    named_category: orNull(named.school?.category),
    named_provider: orNull(named.school?.providerId),
    named_school: orNull(named.school?.name),
    ...learnerCells(state, identifiedOn.from),
  };
};

export const phaseTransferRows: JourneyRows = {
  tables: [phaseTransfersTable],
  dependsOn: ({ state: { transitions, reviews, offers, starts, breakdowns, record } }) => [
    ...[transitions.phaseTransfers, reviews.plans, offers.placements, starts.started],
    ...[breakdowns.endings, record.learner, record.addresses],
  ],
  rows: ({ state }) => ({
    phase_transfers: Object.values(state.transitions.phaseTransfers).map((one) =>
      transferRow(state, one),
    ),
  }),
};
