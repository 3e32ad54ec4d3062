import { instantOf, microsOf, type Instant, type LocalDate } from '#libs/event-sourcing';

const SECOND = 1_000_000n;
const OPENS = '08:30:00.000000Z';
const BETWEEN_TWO = 20n * SECOND;
/** On a day with more to record than it has hours, it is recorded faster. */
const IN_A_HURRY = SECOND / 100n;
const UNTIL_FIVE = 8n * 3600n * SECOND;

/** The simulated office clock: each command is recorded a little later than the one before. */
export const createClock = () => {
  let next = 0n;
  let closes = 0n;
  let moment = instantOf(0n);
  return {
    openOffice: (day: LocalDate): void => {
      next = microsOf(`${day}T${OPENS}` as Instant);
      closes = next + UNTIL_FIVE;
    },
    nextCommand: (): void => {
      next += next < closes ? BETWEEN_TWO : IN_A_HURRY;
      moment = instantOf(next);
    },
    now: (): Instant => moment,
    /** In office hours it is the same day in England as in UTC. */
    dayOf: (instant: Instant): LocalDate => instant.slice(0, 10) as LocalDate,
  };
};

export type Clock = ReturnType<typeof createClock>;
