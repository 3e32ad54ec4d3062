import { accept, certainlyBefore, unchanged } from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { learnerSnapshotOf } from '../record/record.state.js';
import { sameWhen, type ModuleRules } from '../shared-kernel/index.js';
import type { BreakdownsCommand } from './breakdowns.commands.js';
import type { BreakdownsEvent } from './breakdowns.events.js';
import { endingOf, type Ending } from './breakdowns.state.js';
import { endingReasonsVersion } from './ending-reasons.js';
import { beforeItStarted, feesStopEarly, outsideThePlacement } from './breakdowns.rules.js';

type Rules = ModuleRules<
  Extract<
    BreakdownsEvent,
    {
      type: 'PlacementEnded' | 'EndingReasonSettled' | 'BreakdownReviewed' | 'SafetyCheckRecorded';
    }
  >,
  Extract<
    BreakdownsCommand,
    { type: 'EndPlacement' | 'SettleEndingReason' | 'RecordBreakdownReview' | 'RecordSafetyCheck' }
  >,
  JourneyState,
  JourneyEvent
>;
type EndPlacement = Extract<BreakdownsCommand, { type: 'EndPlacement' }>;

const decide: Rules['decide'] = {
  EndPlacement: (command, journey) => {
    const { data } = command;
    if (endedSo(endingOf(journey, data.placementId), command)) return unchanged;
    return accept({
      type: 'PlacementEnded',
      data: {
        ...data,
        codeListVersion: endingReasonsVersion,
        learner: learnerSnapshotOf(journey),
      },
    });
  },

  SettleEndingReason: ({ data }, journey) => {
    const ending = endingOf(journey, data.placementId);
    return ending && settledSo(ending, data)
      ? unchanged
      : accept({
          type: 'EndingReasonSettled',
          data: { ...data, codeListVersion: endingReasonsVersion },
        });
  },

  RecordBreakdownReview: ({ data }, _journey, context) =>
    accept({
      type: 'BreakdownReviewed',
      data: {
        ...data,
        breakdownReviewId: context.newId('breakdown-review'),
        learning: data.learning ?? [],
      },
    }),

  RecordSafetyCheck: ({ data }, _journey, context) =>
    accept({
      type: 'SafetyCheckRecorded',
      data: { ...data, safetyCheckId: context.newId('safety-check') },
    }),
};

type Reason = Readonly<
  Pick<EndPlacement['data'], 'reasonCode' | 'decisionRef'> & { decidedOn?: string }
>;

const endedSo = (ending: Ending | undefined, { data, details }: EndPlacement): boolean =>
  ending !== undefined &&
  sameWhen(ending.endedOn, details.occurredOn) &&
  ending.placeEndedOn === data.placeEndedOn &&
  ending.fundedUntil === data.fundedUntil &&
  settledSo(ending, data);

/** What is not said is not asked to be otherwise. */
const settledSo = (ending: Ending, { reasonCode, decisionRef, decidedOn }: Reason): boolean =>
  ending.reasonCode === reasonCode &&
  (decisionRef ?? ending.decisionRef) === ending.decisionRef &&
  (decidedOn ?? ending.decidedOn) === ending.decidedOn;

const admits: Rules['admits'] = {
  PlacementEnded: (journey, { data: { placementId, placeEndedOn }, occurredOn }) => {
    const early = beforeItStarted(journey, { placementId, occurredOn });
    if (early) return early;
    const ending = endingOf(journey, placementId);
    if (ending) return { because: 'already-ended', placementId, endedOn: ending.endedOn };
    return placeEndedOn < occurredOn.from
      ? { because: 'place-ends-before-last-day', placementId, placeEndedOn }
      : undefined;
  },

  EndingReasonSettled: (journey, { data: { placementId }, occurredOn }) => {
    const ending = endingOf(journey, placementId);
    if (!ending) return { because: 'placement-not-ended', placementId };
    return certainlyBefore(occurredOn, ending.endedOn)
      ? { because: 'before-placement-ended', placementId, endedOn: ending.endedOn }
      : undefined;
  },

  BreakdownReviewed: (journey, { data: { placementId }, occurredOn }) =>
    beforeItStarted(journey, { placementId, occurredOn }),

  SafetyCheckRecorded: (journey, { data: { placementId }, occurredOn }) =>
    outsideThePlacement(journey, { placementId, occurredOn }),
};

const irregular: Rules['irregular'] = {
  PlacementEnded: (_journey, { data: { fundedUntil, placeEndedOn } }) =>
    feesStopEarly(fundedUntil, placeEndedOn),

  BreakdownReviewed: (journey, { data: { placementId } }) =>
    endingOf(journey, placementId) ? [] : [{ code: 'placement-still-open', placementId }],
};

export const endingsRules: Rules = { decide, admits, irregular };
