import { addMonths } from '#libs/lifecycle';
import { add, lastFor, schoolOn, type Tally, type Told, type ToldLife } from './told-lives.js';

type Lives = readonly ToldLife[];
type Arranged = Extract<Told, { type: 'ReviewArranged' }>;

const isAnnual = ({ data }: Arranged): boolean => data.kind === 'annual' || data.kind === 'phase';

const annualReviews = (lives: Lives) =>
  lives.flatMap((life) =>
    life
      .of('ReviewArranged')
      .filter(isAnnual)
      .flatMap(({ data: { reviewId } }) => {
        const held = lastFor(life.of('ReviewMeetingHeld'), 'reviewId', reviewId)?.occurredOn;
        const notified = lastFor(life.of('ReviewDecisionNotified'), 'reviewId', reviewId);
        return held ? [{ held, notified: notified?.occurredOn }] : [];
      }),
  );

/** Devon, Barnet: annual reviews completed or not, and incomplete so many months after, by year. */
export const reviewsByYear = (lives: Lives, years: readonly string[], asOf: string): Tally => {
  const tally: Tally = {};
  for (const { held, notified } of annualReviews(lives)) {
    const year = held.from.slice(0, 4);
    if (!years.includes(year)) continue;
    const completed = notified !== undefined && notified.to <= asOf;
    add(tally, `${year} ${completed ? 'completed' : 'not completed'}`);
    for (const months of [6, 12, 24].filter((some) => addMonths(held.to, some) < asOf)) {
      add(tally, `${year} held ${months} months ago`);
      if (!notified || notified.from > addMonths(held.to, months))
        add(tally, `${year} incomplete after ${months}`);
    }
  }
  return tally;
};

type Due = Extract<Told, { type: 'PhaseTransferIdentified' }>;

const isDue = ({ data, occurredOn }: Due, day: string): boolean =>
  data.transferYear === Number(day.slice(0, 4)) &&
  data.from === 'primary' &&
  data.to === 'secondary' &&
  occurredOn.to <= day;

/** Richmond: due to go to secondary school in September, and without one on a day. */
export const withoutSecondary = (lives: Lives, day: string) => {
  let [due, without] = [0, 0];
  for (const life of lives)
    for (const one of life.of('PhaseTransferIdentified').filter((some) => isDue(some, day))) {
      const { transferId } = one.data;
      if (lastFor(life.of('PhaseTransferNotApplicable'), 'transferId', transferId)) continue;
      due += 1;
      const since = one.occurredOn.from;
      const now = schoolOn(life, since)?.providerId;
      const named = life
        .of('FinalPlanIssued')
        .filter((plan) => plan.occurredOn.from >= since && plan.occurredOn.from <= day)
        .some((plan) => plan.data.sectionI.schools.some(({ providerId }) => providerId !== now));
      if (!named) without += 1;
    }
  return { due, without };
};
