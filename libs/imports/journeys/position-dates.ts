import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import type { Position, ToldPlacement } from './position.js';

/** When what a row tells of happened: as told, or within what is certain. */
export type PositionDates = Readonly<{
  registeredOn: OccurredOn;
  agreedOn: OccurredOn;
  startedOn: OccurredOn;
  endedOn: OccurredOn;
}>;

const RECEPTION_AGE = 5;

const september = (year: number): LocalDate => `${year}-09-01` as LocalDate;

const between = (from: LocalDate, to: LocalDate): OccurredOn => ({
  ...{ from: from < to ? from : to, to },
  precision: 'unknown',
});

/**
 * An unknown day lies after the plan was made, or else after the learner's reception year began, and
 * before the position was taken. The date of birth is never an end of such a time: when something
 * happened is stored in plain text.
 */
export const datesOf = ({ learner, placement, planMadeOn, asOf }: Position): PositionDates => {
  const born = september(learner.cohort - RECEPTION_AGE);
  const since = (to: LocalDate): LocalDate =>
    [planMadeOn?.from, september(learner.cohort)].find((day) => day && day <= to) ?? born;
  const { agreedOn, startedOn, endedOn } = placementDates(placement, asOf, since);
  const firstKnown = [planMadeOn?.to, agreedOn.to, startedOn.to, asOf]
    .flatMap((day) => day ?? [])
    .sort();
  return { registeredOn: between(born, firstKnown[0] ?? asOf), agreedOn, startedOn, endedOn };
};

const placementDates = (
  placement: ToldPlacement | undefined,
  asOf: LocalDate,
  since: (to: LocalDate) => LocalDate,
) => {
  const told = placement?.started;
  const startTold = told === 'not yet' ? undefined : told?.on;
  const latest = placement?.ended?.on?.to ?? asOf;
  const agreedBy = startTold?.to ?? latest;
  const agreedOn = placement?.agreedOn ?? between(since(agreedBy), agreedBy);
  const agreedTold = placement?.agreedOn?.from;
  const startFrom = agreedTold !== undefined && agreedTold <= latest ? agreedTold : since(latest);
  const startedOn = startTold ?? between(startFrom, latest);
  return { agreedOn, startedOn, endedOn: placement?.ended?.on ?? between(startedOn.from, asOf) };
};
