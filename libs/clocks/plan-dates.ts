import type { LocalDate } from '#libs/event-sourcing';
import { daysBetween, planDates, type PlanDate } from '#libs/lifecycle';
import type { Mark, Told } from './clock.js';
import { markOf, markOn, oncePerFacts, type Facts } from './facts.js';

/** The dates of one plan, each with the event that first told it as it stands, and its exceptions. */
export type PlanTold = Readonly<{ planId: string; exceptions: readonly string[] }> &
  Readonly<Partial<Record<PlanDate, Mark>>>;

type PlanEvent = Told<'PlanRecorded' | 'PlanDatesAmended'>;

const planWith = (plan: PlanTold, event: PlanEvent): PlanTold => {
  const told = planDates.flatMap((date) => {
    const day = event.data[date];
    if (day === undefined || plan[date]?.on.from === day) return [];
    return [[date, markOn(event, day)] as const];
  });
  const { exceptions = plan.exceptions } = event.data;
  return { ...plan, ...Object.fromEntries(told), exceptions };
};

/** Every plan, with its dates as they stand. */
export const plansTold = oncePerFacts((facts): readonly PlanTold[] => {
  const recorded = facts.of('PlanRecorded');
  const amended = facts.of('PlanDatesAmended');
  return recorded.map((first) => {
    const { planId } = first.data;
    const later = amended.filter(({ data }) => data.planId === planId);
    return [first, ...later].reduce<PlanTold>(planWith, { planId, exceptions: [] });
  });
});

const SAME_PLAN_DAYS = 92;

/** When plans were first made: by the final plan sent, or by the date in the record of the plan. */
export const plansMade = (facts: Facts): readonly Mark[] => {
  const issued = facts
    .of('FinalPlanIssued')
    .filter(({ data }) => data.because === 'newPlan')
    .map(markOf);
  const recorded = plansTold(facts).flatMap(({ planMadeOn }) => (planMadeOn ? [planMadeOn] : []));
  // The plan that was sent is often put down again among the dates of the plan, a few days off.
  const told = recorded.filter(({ on }) => !issued.some((one) => isNear(one.on.from, on.from)));
  return [...issued, ...told];
};

const isNear = (one: LocalDate, other: LocalDate): boolean =>
  Math.abs(daysBetween(one, other)) <= SAME_PLAN_DAYS;
