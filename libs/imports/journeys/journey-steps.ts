import { onDay, type OccurredOn } from '#libs/event-sourcing';
import { whenInWords } from '#libs/lifecycle';
import type { JourneyColumn } from './journey-columns.js';
import type { Position, ToldPlacement } from './position.js';
import { datesOf, type PositionDates } from './position-dates.js';

/** One command that a row becomes. */
export type JourneyStep = Readonly<{
  /** Part of its command id: a row has each step once. */
  name: string;
  type: string;
  /** What the row says: sent again, it has to be the same. */
  told: Readonly<Record<string, unknown>>;
  /** What is looked up for it: by what the service knows at the time. */
  aside?: Readonly<Record<string, unknown>>;
  /** The column to look at when the rules refuse it. */
  column: JourneyColumn;
}>;

/** What the service adds to what a row says. */
export type LookedUp = Readonly<{
  authority: string;
  fileDigest: string;
  line: number;
  district: string | undefined;
  providerId: string | undefined;
  /** The id that the placement of this row has. */
  placementId: string;
}>;

/** Under which system name the reference of a row is kept and found. */
export const BROUGHT_FORWARD = 'brought-forward';

/** A row as commands, in the order in which they stand on each other. */
export const stepsFor = (position: Position, looked: LookedUp): readonly JourneyStep[] => {
  const dates = datesOf(position);
  const { placement } = position;
  return [
    registration(position, dates, looked),
    takeover(position, looked),
    ...planDates(position),
    ...inexactPlanDates(position),
    ...assignment(position),
    ...(placement ? placed(placement, dates, looked) : []),
  ];
};

const registration = (
  { reference, learner }: Position,
  { registeredOn }: PositionDates,
  { authority, district }: LookedUp,
): JourneyStep => ({
  name: 'register',
  type: 'RegisterLearner',
  told: {
    ...learner,
    responsibleAuthority: authority,
    otherIds: [{ system: BROUGHT_FORWARD, value: reference }],
    occurredOn: registeredOn,
  },
  aside: district === undefined ? {} : { district },
  column: 'reference',
});

const takeover = ({ asOf, clocksFrom }: Position, { fileDigest, line }: LookedUp): JourneyStep => ({
  name: 'bring-forward',
  type: 'BringForward',
  told: { asOf, clocksFrom, occurredOn: onDay(asOf) },
  aside: { fileDigest, row: line },
  column: 'asOf',
});

const planDates = ({ planMadeOn, lastReviewedOn, asOf }: Position): readonly JourneyStep[] => {
  const told = { ...exact('planMadeOn', planMadeOn), ...exact('lastReviewedOn', lastReviewedOn) };
  if (Object.keys(told).length === 0) return [];
  const occurredOn = onDay(asOf);
  return [
    { name: 'plan', type: 'RecordPlan', told: { ...told, occurredOn }, column: 'lastReviewedOn' },
  ];
};

const exact = (name: string, when: OccurredOn | undefined) =>
  when?.precision === 'day' ? { [name]: when.from } : {};

// A plan keeps days only. What is known of the others is not lost: it is noted.
const inexactPlanDates = ({
  planMadeOn,
  lastReviewedOn,
  asOf,
}: Position): readonly JourneyStep[] => {
  const sentences = [
    ...inexact('The plan was made', planMadeOn),
    ...inexact('The decision after the last review was notified', lastReviewedOn),
  ];
  if (sentences.length === 0) return [];
  const text = `Brought forward; the day is not known. ${sentences.join(' ')}`;
  const told = { kind: 'note', about: ['learner'], text, occurredOn: onDay(asOf) };
  return [{ name: 'note', type: 'RecordNote', told, column: 'planMadeOn' }];
};

const inexact = (what: string, when: OccurredOn | undefined): readonly string[] =>
  when === undefined || when.precision === 'day' ? [] : [`${what} ${whenInWords(when)}.`];

const assignment = ({ assigned, asOf }: Position): readonly JourneyStep[] => {
  if (!assigned) return [];
  const told = { ...assigned, reasonCode: 'new', occurredOn: onDay(asOf) };
  return [{ name: 'assign', type: 'AssignCase', told, column: 'team' }];
};

const placed = (
  placement: ToldPlacement,
  dates: PositionDates,
  looked: LookedUp,
): readonly JourneyStep[] => [
  agreement(placement, dates, looked),
  ...(placement.started === 'not yet' ? [] : [firstDay(placement, dates, looked)]),
  ...(placement.ended ? [ending(placement.ended, dates, looked)] : []),
];

const agreement = (
  { setting, decided, pencePerYear, expectedStartOn, ...placement }: ToldPlacement,
  { agreedOn }: PositionDates,
  { providerId }: LookedUp,
): JourneyStep => {
  const { route, weeksPerYear, residential } = placement;
  const decision = decided && { ...decided, on: agreedOn.to };
  return {
    name: 'agree',
    type: 'AgreePlacement',
    told: {
      ...{ ...setting, route, weeksPerYear, residential, basis: 'existing', rank: 'main' },
      ...(pencePerYear === undefined ? {} : { lines: [wholePrice(pencePerYear)] }),
      ...(expectedStartOn === undefined ? {} : { expectedStartOn }),
      ...(decision ? { decision } : {}),
      occurredOn: agreedOn,
    },
    // The register's id stands in the place of the URN.
    aside: 'urn' in setting ? { urn: undefined, providerId } : {},
    column: 'agreedOn',
  };
};

/** A spreadsheet has one price; what it is made up of is not known. */
const wholePrice = (ratePence: number) => ({
  ...{ code: 'tuition', unit: 'year', ratePence, quantityThousandths: 1000 },
});

const firstDay = (
  { pattern }: ToldPlacement,
  { startedOn }: PositionDates,
  { placementId }: LookedUp,
): JourneyStep => ({
  name: 'start',
  type: 'StartPlacement',
  told: { placementId, pattern, occurredOn: startedOn, acknowledge: [ON_PAPER] },
  column: 'startedOn',
});

const ON_PAPER = {
  code: 'start-without-signed-agreement',
  reason: 'Brought forward: what was signed, was signed before this record began.',
};

const ending = (
  { reasonCode }: NonNullable<ToldPlacement['ended']>,
  { endedOn }: PositionDates,
  { placementId }: LookedUp,
): JourneyStep => ({
  name: 'end',
  type: 'EndPlacement',
  told: { placementId, reasonCode, placeEndedOn: endedOn.to, occurredOn: endedOn },
  column: 'endedOn',
});
