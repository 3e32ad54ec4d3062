import { accept, certainlyBefore, unchanged } from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { sameWhen, type ModuleRules } from '../shared-kernel/index.js';
import type { BreakdownsCommand } from './breakdowns.commands.js';
import type { BreakdownsEvent } from './breakdowns.events.js';
import { openWithholdingOf, withholdingOf } from './breakdowns.state.js';
import { afterItEnded, outsideThePlacement } from './breakdowns.rules.js';

type Rules = ModuleRules<
  Extract<BreakdownsEvent, { type: 'SuspensionReported' | 'PlaceWithheld' | 'PlaceRestored' }>,
  Extract<
    BreakdownsCommand,
    { type: 'ReportSuspension' | 'RecordPlaceWithheld' | 'RecordPlaceRestored' }
  >,
  JourneyState,
  JourneyEvent
>;

const decide: Rules['decide'] = {
  ReportSuspension: ({ data }, _journey, context) =>
    accept({
      type: 'SuspensionReported',
      data: { ...data, suspensionId: context.newId('suspension'), reasons: data.reasons ?? [] },
    }),

  RecordPlaceWithheld: ({ data, details }, journey, context) => {
    const open = openWithholdingOf(journey, data.placementId);
    if (open?.formal === data.formal && sameWhen(open.from, details.occurredOn)) return unchanged;
    return accept({
      type: 'PlaceWithheld',
      data: { ...data, withholdingId: context.newId('withholding') },
    });
  },

  RecordPlaceRestored: ({ data, details }, journey) => {
    const restoredOn = withholdingOf(journey, data.withholdingId)?.restoredOn;
    return restoredOn && sameWhen(restoredOn, details.occurredOn)
      ? unchanged
      : accept({ type: 'PlaceRestored', data });
  },
};

const admits: Rules['admits'] = {
  SuspensionReported: (journey, { data: { placementId, to }, occurredOn }) =>
    to !== undefined && to < occurredOn.from
      ? { because: 'suspension-ends-before-it-begins', to }
      : outsideThePlacement(journey, { placementId, occurredOn }),

  PlaceWithheld: (journey, { data: { placementId, formal }, occurredOn }) => {
    const outside = outsideThePlacement(journey, { placementId, occurredOn });
    if (outside) return outside;
    const open = openWithholdingOf(journey, placementId);
    return open?.formal === formal
      ? { because: 'already-withheld', placementId, withholdingId: open.withholdingId }
      : undefined;
  },

  PlaceRestored: (journey, { data: { withholdingId }, occurredOn }) => {
    const withholding = withholdingOf(journey, withholdingId);
    if (!withholding) return { because: 'unknown-withholding', withholdingId };
    const { restoredOn, from, placementId } = withholding;
    if (restoredOn) return { because: 'already-restored', withholdingId, restoredOn };
    if (certainlyBefore(occurredOn, from))
      return { because: 'restored-before-withheld', withholdingId, from };
    return afterItEnded(journey, { placementId, occurredOn });
  },
};

export const attendanceRules: Rules = { decide, admits, irregular: {} };
