import {
  accept,
  canonical,
  certainlyBefore,
  refuse,
  unchanged,
  type Happened,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { placementOf } from '../offers/offers.state.js';
import { sameWhen, type ModuleRules } from '../shared-kernel/index.js';
import type { ReturnsCommand } from './returns.commands.js';
import type { ReturnsEvent } from './returns.events.js';
import { saysNothing } from './said-again.js';
import { concernOf, returnOf, type Returned } from './reviews.state.js';

type Rules = ModuleRules<ReturnsEvent, ReturnsCommand, JourneyState, JourneyEvent>;

const decide: Rules['decide'] = {
  ReturnAttendance: ({ data }, journey) => {
    const byCode = data.byCode ?? [];
    const twice = byCode.find(({ code }, place) =>
      byCode.slice(0, place).some((other) => other.code === code),
    );
    if (twice) return refuse({ because: 'attendance-code-twice', code: twice.code });
    return newReturn(journey, { type: 'AttendanceReturned', data: { ...data, byCode } });
  },
  ReturnOutcomes: ({ data }, journey) => newReturn(journey, { type: 'OutcomesReturned', data }),
  ReturnIncidents: ({ data }, journey) => newReturn(journey, { type: 'IncidentsReturned', data }),
  ReturnSatisfaction: ({ data }, journey) =>
    newReturn(journey, { type: 'SatisfactionReturned', data }),

  RaiseConcern: ({ data }, _journey, context) =>
    accept({ type: 'ConcernRaised', data: { ...data, concernId: context.newId('concern') } }),

  ClearConcern: ({ data, details }, journey) => {
    const clearedOn = concernOf(journey, data.concernId)?.clearedOn;
    return saysNothing(data.explanation) && clearedOn && sameWhen(clearedOn, details.occurredOn)
      ? unchanged
      : accept({ type: 'ConcernCleared', data });
  },
};

/** Schools send the same return again; only what differs is news. */
const newReturn = (journey: JourneyState, returned: Returned) => {
  const there = returnOf(journey, returned);
  return there && canonical(there.data) === canonical(returned.data) ? unchanged : accept(returned);
};

const unknownPlacement = (placementId: string): Refusal => ({
  because: 'unknown-placement',
  placementId,
});

/**
 * A return replaces an earlier one for the same placement and period, so the two must not be of one
 * day: which of them counts would be a matter of which was typed first.
 */
const canReturn = (journey: JourneyState, event: Happened<Returned>): Refusal | undefined => {
  const { placementId } = event.data;
  if (!placementOf(journey, placementId)) return unknownPlacement(placementId);
  const returnedOn = returnOf(journey, event)?.returnedOn;
  return returnedOn && event.occurredOn.from <= returnedOn.from
    ? { because: 'already-returned', placementId, returnedOn }
    : undefined;
};

const admits: Rules['admits'] = {
  AttendanceReturned: (journey, event) => {
    const { possible, attended } = event.data;
    return attended > possible
      ? { because: 'attended-more-than-possible', attended, possible }
      : canReturn(journey, event);
  },
  OutcomesReturned: canReturn,
  IncidentsReturned: (journey, event) => {
    const { notifiable, notifiedInTime } = event.data;
    return notifiedInTime > notifiable
      ? { because: 'notified-more-than-notifiable', notifiedInTime, notifiable }
      : canReturn(journey, event);
  },
  SatisfactionReturned: (journey, event) => {
    const { asked = event.data.respondents, respondents, satisfied } = event.data;
    if (respondents > asked) return { because: 'answered-more-than-asked', respondents, asked };
    return satisfied > respondents
      ? { because: 'satisfied-more-than-answered', satisfied, respondents }
      : canReturn(journey, event);
  },

  ConcernRaised: (journey, { data: { placementId } }) =>
    placementId !== undefined && !placementOf(journey, placementId)
      ? unknownPlacement(placementId)
      : undefined,

  ConcernCleared: (journey, { data: { concernId }, occurredOn }) => {
    const concern = concernOf(journey, concernId);
    if (!concern) return { because: 'unknown-concern', concernId };
    const { raisedOn, clearedOn } = concern;
    if (clearedOn) return { because: 'concern-already-cleared', concernId, clearedOn };
    return certainlyBefore(occurredOn, raisedOn)
      ? { because: 'cleared-before-raised', concernId, raisedOn }
      : undefined;
  },
};

export const returnsRules: Rules = { decide, admits, irregular: {} };
