import type { LocalDate } from '#libs/event-sourcing';
import { change, put, type Evolve } from '../shared-kernel/index.js';
import { planDates, type CaseEvent } from './case.events.js';
import type { Assignment, HasRecord, Plan, RecordPart } from './record.part.js';
import { inForceOn } from './learner.state.js';

type PlanTold = Extract<CaseEvent, { type: 'PlanRecorded' | 'PlanDatesAmended' }>['data'];

/** The plan with all dates that are told; those not told stay as they were. */
export const planWith = (plan: Plan, told: Readonly<Partial<PlanTold>>): Plan => ({
  ...plan,
  ...Object.fromEntries(
    planDates.flatMap((date) => (told[date] === undefined ? [] : [[date, told[date]]])),
  ),
  exceptions: told.exceptions ?? plan.exceptions,
});

export const newPlan = (planId: string): Plan => ({ planId, exceptions: [] });

export const evolveCase: Evolve<RecordPart, CaseEvent> = {
  BroughtForward: (part, { data: { fileDigest, row, clocksFrom } }) => ({
    ...part,
    broughtForward: { fileDigest, row, clocksFrom },
  }),
  PlanRecorded: (part, { data }) => ({
    ...part,
    plans: put(part.plans, data.planId, planWith(newPlan(data.planId), data)),
  }),
  PlanDatesAmended: (part, { data }) => ({
    ...part,
    plans: change(part.plans, data.planId, (plan) => planWith(plan, data)),
  }),
  CaseAssigned: (part, { data, occurredOn }) => ({
    ...part,
    assignments: [
      ...part.assignments,
      {
        officer: data.officer,
        team: data.team,
        from: data.effectiveFrom ?? occurredOn.from,
        until: data.until,
        reasonCode: data.reasonCode,
      },
    ],
  }),
  NoteRecorded: (part) => part,
  DelayExplained: (part) => part,
};

export const planOf = ({ record }: HasRecord, planId: string): Plan | undefined =>
  record.plans[planId];

export const plansOf = ({ record }: HasRecord): readonly Plan[] => Object.values(record.plans);

/**
 * Who has the case on a day: the assignment that began last among those that are not over, so
 * that after a cover the case is back with whoever had it before.
 */
export const assignmentOn = ({ record }: HasRecord, on: LocalDate): Assignment | undefined =>
  inForceOn(
    record.assignments.filter(({ until }) => until === undefined || on <= until),
    on,
  );

/** All assignments, in the order in which they took effect. */
export const assignmentsOf = ({ record }: HasRecord): readonly Assignment[] => record.assignments;

/** From when on missed deadlines are reported, for a case that was brought forward. */
export const clocksFromOf = ({ record }: HasRecord): LocalDate | undefined =>
  record.broughtForward?.clocksFrom;
