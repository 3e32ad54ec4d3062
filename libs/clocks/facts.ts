import type { Happened, LocalDate, OccurredOn } from '#libs/event-sourcing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import type { Mark, Told } from './mark.js';

/** The events that clocks look at. */
export const clockedTypes = [
  ...(['LearnerRegistered', 'LearnerDetailsAmended', 'AddressChanged'] as const),
  ...(['BroughtForward', 'PlanRecorded', 'PlanDatesAmended', 'DelayExplained'] as const),
  ...(['EntryReplaced', 'JourneyMergedInto', 'RecordDisposed'] as const),
  ...(['ErasureRequested', 'ErasureDecided'] as const),
  ...(['PlacementRequestWithdrawn', 'ConsultationSent', 'ConsultationChased'] as const),
  ...(['ConsultationAnswered', 'ConsultationWithdrawn'] as const),
  ...(['PlacementAgreed', 'PlacementFellThrough', 'DidNotStart', 'PlacementStarted'] as const),
  ...(['ReviewArranged', 'ReviewRearranged', 'ReviewCalledOff'] as const),
  ...(['ReviewPapersCirculated', 'ReviewMeetingHeld'] as const),
  ...(['ReviewReportReceived', 'ReviewDecisionNotified'] as const),
  ...(['AmendmentNoticeSent', 'RepresentationsReceived', 'AmendmentNotMade'] as const),
  ...(['FinalPlanIssued', 'AppealRegistered', 'MediationCertificateIssued'] as const),
  ...(['AppealConceded', 'AppealWithdrawn', 'TribunalDecided'] as const),
  ...(['PhaseTransferIdentified', 'PhaseTransferNotApplicable'] as const),
  ...(['TransferInReceived', 'TransferInNotified', 'TransferOutSent'] as const),
  ...(['PlanCeaseDecided', 'PlanCeased'] as const),
  ...(['SuspensionReported', 'PlaceWithheld', 'PlaceRestored', 'PlacementEnded'] as const),
  ...(['InterimProvisionStarted', 'InterimProvisionEnded'] as const),
] as const satisfies readonly JourneyEvent['type'][];

export type ClockedType = (typeof clockedTypes)[number];

const clocked: ReadonlySet<string> = new Set(clockedTypes);

/** Can a clock look at it? */
export const isClocked = ({ type }: Pick<JourneyEvent, 'type'>): boolean => clocked.has(type);

/** The facts of a journey that stand, by type, each in the order in which they took effect. */
export type Facts = Readonly<{
  of: <T extends ClockedType>(type: T) => readonly Told<T>[];
}>;

type Fact = Happened<JourneyEvent>;

/**
 * By the first possible day, then by the catalogue's rank; of one day and type by id, so that it does
 * not matter which was recorded first.
 */
const inOrder = (one: Fact, other: Fact): number => {
  const [a, b] = [one.occurredOn.from, other.occurredOn.from];
  if (a !== b) return a < b ? -1 : 1;
  const ranks = journeyCatalogue[one.type].rank - journeyCatalogue[other.type].rank;
  if (ranks !== 0) return ranks;
  return one.eventId < other.eventId ? -1 : 1;
};

/** @param standing events of one journey that were not annulled, in any order */
export const factsFrom = (standing: readonly Fact[]): Facts => {
  const byType = new Map<string, Fact[]>();
  for (const event of standing) {
    if (!clocked.has(event.type)) continue;
    const there = byType.get(event.type);
    if (there) there.push(event);
    else byType.set(event.type, [event]);
  }
  for (const events of byType.values()) if (events.length > 1) events.sort(inOrder);
  // Put in by type, taken out by type.
  return { of: (type) => (byType.get(type) ?? []) as readonly Fact[] as readonly never[] };
};

export const markOf = ({ eventId, entryId, occurredOn }: Fact): Mark => ({
  eventId,
  entryId,
  on: occurredOn,
});

/** The same fact, about another day than that on which it was told. */
export const markOn = ({ eventId, entryId }: Fact, day: LocalDate): Mark => ({
  eventId,
  entryId,
  on: { from: day, to: day, precision: 'day' },
});

/** The first of some facts that is not certainly before a day; undefined where there is none. */
export const firstMark = (
  marks: readonly (Mark | undefined)[],
  notBefore?: OccurredOn,
): Mark | undefined =>
  marks.reduce<Mark | undefined>((first, mark) => {
    if (mark === undefined) return first;
    if (notBefore !== undefined && mark.on.to < notBefore.from) return first;
    return first === undefined || comesBefore(mark, first) ? mark : first;
  }, undefined);

const comesBefore = (one: Mark, other: Mark): boolean =>
  one.on.from === other.on.from ? one.eventId < other.eventId : one.on.from < other.on.from;

/** Computes once for the same facts what several rules ask for. */
export const oncePerFacts = <T>(compute: (facts: Facts) => T): ((facts: Facts) => T) => {
  const known = new WeakMap<Facts, T>();
  return (facts) => {
    const there = known.get(facts);
    if (there !== undefined) return there;
    const computed = compute(facts);
    known.set(facts, computed);
    return computed;
  };
};
