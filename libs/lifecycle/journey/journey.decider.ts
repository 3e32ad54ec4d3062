import type { Decision, Event, Happened, Irregularity, Refusal, Rules } from '#libs/event-sourcing';
import {
  breakdownsRules,
  evolveBreakdowns,
  initialBreakdowns,
  breakdownsCatalogue,
} from '../breakdowns/index.js';
import type { BreakdownsCommand } from '../breakdowns/index.js';
import {
  evolveOffers,
  initialOffers,
  offersCatalogue,
  offersRules,
  type OffersCommand,
} from '../offers/index.js';
import {
  closedBy,
  evolveRecord,
  initialRecord,
  isRegistered,
  recordCatalogue,
  recordRules,
  type RecordCommand,
} from '../record/index.js';
import {
  evolveRequests,
  initialRequests,
  requestsCatalogue,
  requestsRules,
  type RequestsCommand,
} from '../requests/index.js';
import {
  evolveReviews,
  initialReviews,
  reviewsCatalogue,
  reviewsRules,
  type ReviewsCommand,
} from '../reviews/index.js';
import type { JourneyContext } from '../shared-kernel/index.js';
import {
  evolveStarts,
  initialStarts,
  startsCatalogue,
  startsRules,
  type StartsCommand,
} from '../starts/index.js';
import {
  evolveTransitions,
  initialTransitions,
  transitionsCatalogue,
  transitionsRules,
  type TransitionsCommand,
} from '../transitions/index.js';
import { journeyCatalogue, type JourneyEvent } from './journey-events.js';
import type { JourneyState } from './journey-state.js';

/** Everything that can be asked of one learner's journey. */
export type JourneyCommand =
  | RecordCommand
  | RequestsCommand
  | OffersCommand
  | StartsCommand
  | ReviewsCommand
  | TransitionsCommand
  | BreakdownsCommand;

type AnyRule<R> = (first: never, second: never, third: never) => R;
type Tables = Readonly<{
  decide: Readonly<Record<string, AnyRule<Decision<JourneyEvent>>>>;
  admits: Readonly<Record<string, AnyRule<Refusal | undefined> | undefined>>;
  irregular: Readonly<Record<string, AnyRule<readonly Irregularity[]> | undefined>>;
}>;

const modules = {
  record: { catalogue: recordCatalogue, rules: recordRules, evolve: evolveRecord },
  requests: { catalogue: requestsCatalogue, rules: requestsRules, evolve: evolveRequests },
  offers: { catalogue: offersCatalogue, rules: offersRules, evolve: evolveOffers },
  starts: { catalogue: startsCatalogue, rules: startsRules, evolve: evolveStarts },
  reviews: { catalogue: reviewsCatalogue, rules: reviewsRules, evolve: evolveReviews },
  transitions: {
    catalogue: transitionsCatalogue,
    rules: transitionsRules,
    evolve: evolveTransitions,
  },
  breakdowns: { catalogue: breakdownsCatalogue, rules: breakdownsRules, evolve: evolveBreakdowns },
} as const;

type ModuleName = keyof typeof modules;

const ownerOf = new Map<string, ModuleName>(
  Object.entries(modules).flatMap(([name, { catalogue }]) =>
    Object.keys(catalogue).map((type) => [type, name as ModuleName] as const),
  ),
);

/** The module whose event this is. */
export const moduleOf = ({ type }: Event): ModuleName => {
  const owner = ownerOf.get(type);
  if (owner === undefined) throw new Error(`No module owns the event ${type}.`);
  return owner;
};

const tables: Tables = {
  decide: Object.assign({}, ...Object.values(modules).map(({ rules }) => rules.decide)),
  admits: Object.assign({}, ...Object.values(modules).map(({ rules }) => rules.admits)),
  irregular: Object.assign({}, ...Object.values(modules).map(({ rules }) => rules.irregular)),
};

export const initialJourney: JourneyState = {
  record: initialRecord,
  requests: initialRequests,
  offers: initialOffers,
  starts: initialStarts,
  reviews: initialReviews,
  transitions: initialTransitions,
  breakdowns: initialBreakdowns,
};

// The tables pair each type with a rule for exactly that type; the compiler has checked them row by
// row, and cannot follow a lookup by name. These three casts say so once, here.
const decide = (
  command: JourneyCommand,
  journey: JourneyState,
  context: JourneyContext,
): Decision<JourneyEvent> => {
  const barred = barredFrom(command, journey, context);
  if (barred) return { outcome: 'refused', refusal: barred };
  const rule = tables.decide[command.type];
  if (!rule) throw new Error(`No rule decides ${command.type}.`);
  return rule(command as never, journey as never, context as never);
};

const barredFrom = (
  { type, details }: JourneyCommand,
  journey: JourneyState,
  { today, journeyId }: JourneyContext,
): Refusal | undefined => {
  const closed = closedBy(journey);
  if (closed && !(closed.because === MERGED && KEEPING.includes(type))) return closed;
  const opens = OPENING.includes(type);
  if (opens !== !isRegistered(journey))
    return opens ? { because: 'already-registered' } : { because: 'unknown-journey', journeyId };
  if (details.occurredOn.from > today)
    return { because: 'in-the-future', occurredOn: details.occurredOn, today };
  return undefined;
};

const MERGED = 'merged-into-another-record';
// A duplicate that was merged away still holds what it held: it can be guarded and disposed of.
const KEEPING: readonly string[] = [
  ...['RestrictRecord', 'UnrestrictRecord', 'PlaceLegalHold', 'LiftLegalHold'],
  ...['RequestErasure', 'DecideErasure', 'ProposeDisposal', 'DisposeOfRecord'],
];

const OPENING: readonly string[] = ['RegisterLearner'];

const admits = (journey: JourneyState, event: Happened<JourneyEvent>): Refusal | undefined =>
  tables.admits[event.type]?.(journey as never, event as never, undefined as never);

const irregular = (journey: JourneyState, event: Happened<JourneyEvent>): readonly Irregularity[] =>
  tables.irregular[event.type]?.(journey as never, event as never, undefined as never) ?? [];

const evolve = (journey: JourneyState, event: Happened<JourneyEvent>): JourneyState => {
  const name = moduleOf(event);
  const table = modules[name].evolve as Readonly<
    Record<string, (part: unknown, event: unknown) => unknown>
  >;
  const part = table[event.type]?.(journey[name], event);
  return { ...journey, [name]: part };
};

export const journeyRules: Rules<JourneyCommand, JourneyState, JourneyEvent, JourneyContext> = {
  initialState: initialJourney,
  decide,
  admits,
  irregular,
  evolve,
  catalogue: journeyCatalogue,
};
