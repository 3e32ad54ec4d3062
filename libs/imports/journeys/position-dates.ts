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
  const told = toldDates(placement, asOf);
  const placed = placementDates(told, since);
  const by = [planMadeOn?.to ?? asOf, placed.agreedOn.to, placed.startedOn.to].sort();
  return { registeredOn: between(born, by[0] ?? asOf), ...placed };
};

type ToldDates = Readonly<{
  agreed: OccurredOn | undefined;
  started: OccurredOn | undefined;
  ended: OccurredOn | undefined;
  asOf: LocalDate;
}>;

const toldDates = (placement: ToldPlacement | undefined, asOf: LocalDate): ToldDates => {
  const { agreedOn, started, ended } = placement ?? {};
  const startedOn = started === 'not yet' ? undefined : started?.on;
  return { agreed: agreedOn, started: startedOn, ended: ended?.on, asOf };
};

const placementDates = (
  { agreed, started, ended, asOf }: ToldDates,
  since: (to: LocalDate) => LocalDate,
) => {
  const latest = ended?.to ?? asOf;
  const agreedBy = started?.to ?? latest;
  const startFrom = agreed && agreed.from <= latest ? agreed.from : since(latest);
  const startedOn = started ?? between(startFrom, latest);
  return {
    agreedOn: agreed ?? between(since(agreedBy), agreedBy),
    startedOn,
    endedOn: ended ?? between(startedOn.from, asOf),
  };
};
