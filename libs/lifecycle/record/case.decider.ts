import { accept, refuse, unchanged, type LocalDate, type Refusal } from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { CaseCommand } from './case.commands.js';
import { planDates, type CaseEvent } from './case.events.js';
import { assignmentOn, newPlan, planOf, plansOf, planWith } from './case.state.js';
import type { Plan } from './record.part.js';
import { sameValue } from './same-value.js';

type Rules = ModuleRules<CaseEvent, CaseCommand, JourneyState, JourneyEvent>;

const decide: Rules['decide'] = {
  BringForward: ({ data }, journey) => {
    const { fileDigest, row, clocksFrom } = data;
    return sameValue(journey.record.broughtForward, { fileDigest, row, clocksFrom })
      ? unchanged
      : accept({ type: 'BroughtForward', data });
  },

  RecordPlan: ({ data }, journey, { newId }) => {
    const told = planWith(newPlan(''), data);
    if (sameValue(told, newPlan(''))) return refuse({ because: 'plan-without-a-date' });
    return plansOf(journey).some((plan) => sameValue({ ...plan, planId: '' }, told))
      ? unchanged
      : accept({ type: 'PlanRecorded', data: { ...data, planId: newId('plan') } });
  },

  AmendPlanDates: ({ data }, journey) => {
    const plan = planOf(journey, data.planId);
    return plan && sameValue(planWith(plan, data), plan)
      ? unchanged
      : accept({ type: 'PlanDatesAmended', data });
  },

  AssignCase: ({ data, details }, journey) => {
    const { officer, team, until, reasonCode } = data;
    if (reasonCode === 'cover' && until === undefined)
      return refuse({ because: 'cover-without-an-end' });
    const now = assignmentOn(journey, data.effectiveFrom ?? details.occurredOn.from);
    return now?.officer === officer && now?.team === team && now.until === until
      ? unchanged
      : accept({ type: 'CaseAssigned', data });
  },

  RecordNote: ({ data }, _journey, { newId }) =>
    accept({ type: 'NoteRecorded', data: { ...data, noteId: newId('note') } }),

  ExplainDelay: ({ data }) => accept({ type: 'DelayExplained', data }),
};

// Advice may be asked for at any point, and is late at times: it has no place in the order.
const planSteps = planDates.filter((date) => date !== 'adviceRequestedOn');

/** The first two dates of a plan that cannot have fallen in this order. */
const outOfOrder = (plan: Plan): Refusal | undefined => {
  const known = planSteps.flatMap((name) => {
    const on: LocalDate | undefined = plan[name];
    return on === undefined ? [] : [{ name, on }];
  });
  const index = known.findIndex(({ on }, place) => on > (known[place + 1]?.on ?? on));
  const [earlier, later] = known.slice(index, index + 2);
  return index >= 0 && earlier && later
    ? { because: 'dates-out-of-order', earlier: earlier.name, later: later.name }
    : undefined;
};

const admits: Rules['admits'] = {
  BroughtForward: (journey) =>
    journey.record.broughtForward && { because: 'already-brought-forward' },

  PlanRecorded: (_journey, { data }) => outOfOrder(planWith(newPlan(data.planId), data)),

  PlanDatesAmended: (journey, { data }) => {
    const plan = planOf(journey, data.planId);
    if (!plan) return { because: 'unknown-plan', planId: data.planId };
    return outOfOrder(planWith(plan, data));
  },

  CaseAssigned: (_journey, { data: { effectiveFrom, until }, occurredOn }) =>
    until !== undefined && until < (effectiveFrom ?? occurredOn.from)
      ? { because: 'ends-before-it-begins', to: until }
      : undefined,
};

export const caseRules: Rules = { decide, admits, irregular: {} };
