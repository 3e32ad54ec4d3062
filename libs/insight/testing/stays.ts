import { fold, onDay, type LocalDate, type OccurredOn, type Placed } from '#libs/event-sourcing';
import {
  journeyRules,
  type EndingReason,
  type JourneyEvent,
  type JourneyState,
} from '#libs/lifecycle';
import { day, on, school, type Told } from './life.js';

const learner = { primaryNeed: 'ASD', cohort: 2016, district: 'E07000106' };

/** The plan was made so many days after the first of all days; it may lie before it. */
export const planMade = (at: number): Told => ({
  type: 'PlanRecorded',
  on: on(Math.max(at, 0)),
  data: { planId: `plan-${at}`, planMadeOn: day(at) },
});

export const ceased = (at: number): Told => ({
  type: 'PlanCeased',
  on: on(at),
  data: { endsOn: day(at), reason: 'needsMet' },
});

export const cameIn = (at: number, planMadeAt: number): Told => ({
  type: 'TransferInReceived',
  on: on(at),
  data: { transferInId: `in-${at}`, fromAuthority: '887', planMadeOn: day(planMadeAt) },
});

export const wentAway = (at: number): Told => ({
  type: 'TransferOutSent',
  on: on(at),
  data: { transferOutId: `out-${at}`, toAuthority: '887', awareOn: day(at), movedOn: day(at) },
});

export const takenOver = (at: number, clocksFrom: number): Told => ({
  type: 'BroughtForward',
  on: on(at),
  data: { asOf: day(at), fileDigest: '0'.repeat(64), row: 2, clocksFrom: day(clocksFrom) },
});

type Stay = Readonly<{
  school: number;
  from: number | OccurredOn;
  to?: number | OccurredOn;
  reason?: EndingReason | 'AWAITED';
  decided?: number;
  heldUntil?: number;
  category?: string;
  rank?: 'main' | 'dual';
  residential?: boolean;
  weeks?: number;
  miles?: number;
}>;

const when = (at: number | OccurredOn): OccurredOn => (typeof at === 'number' ? on(at) : at);

/** A placement that was agreed, started and, where said, ended: one entry. */
export const stayed = (placementId: string, stay: Stay): readonly Told[] => {
  const { category = 'independent', rank = 'main', residential = false, weeks = 38 } = stay;
  const from = when(stay.from);
  const snapshot = { ...school(stay.school), category };
  return [
    {
      type: 'PlacementAgreed',
      on: onDay(from.from),
      data: {
        ...{ placementId, basis: 'existing', route: 'spot', rank, school: snapshot, learner },
        ...{ lines: [], vat: 'exempt', weeksPerYear: weeks, residential },
        ...(stay.miles === undefined ? {} : { distanceMiles: stay.miles }),
      },
    },
    { type: 'PlacementStarted', on: from, data: { placementId, pattern: 'fullTime' } },
    ...(stay.to === undefined ? [] : [endedStay(placementId, stay, when(stay.to))]),
  ];
};

const endedStay = (placementId: string, stay: Stay, to: OccurredOn): Told => ({
  type: 'PlacementEnded',
  on: to,
  data: {
    ...{ placementId, reasonCode: stay.reason ?? 'PRVNEED', codeListVersion: '2026-1', learner },
    placeEndedOn: stay.heldUntil === undefined ? to.to : day(stay.heldUntil),
    ...(stay.decided === undefined ? {} : { decidedOn: day(stay.decided) }),
  },
});

export type ToldJourney = Readonly<{
  state: JourneyState;
  noted: readonly Placed<JourneyEvent>[];
}>;

/** A journey folded from what was told, without a store; each telling is an entry of its own. */
export const journeyOf = (...told: readonly Told[]): ToldJourney => {
  const history = told.map((one, revision) => placed(one, revision));
  return { state: fold(journeyRules, history), noted: history };
};

const placed = (told: Told, revision: number): Placed<JourneyEvent> => {
  const { on: occurredOn, irregular: _irregular, actorId: _actor, entryId, ...event } = told;
  return {
    ...event,
    ...{ eventId: `event-${revision}`, entryId: entryId ?? `entry-${revision}`, revision },
    ...{ occurredOn, irregularities: [], actor: { id: 'staff-1', role: 'caseworker' } },
  };
};

export const dated = (text: string): LocalDate => text as LocalDate;
