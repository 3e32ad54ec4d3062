import { instantOf, microsOf, type Instant, type LocalDate } from '#libs/event-sourcing';

const SECOND = 1_000_000n;
const OPENS = '08:30:00.000000Z';
const BETWEEN_TWO = 20n * SECOND;
/** On a day with more to record than it has hours, it is recorded faster. */
const IN_A_HURRY = SECOND / 100n;
const UNTIL_FIVE = 8n * 3600n * SECOND;

/** The simulated office clock: each command is recorded a little later than the one before. */
export const createClock = () => {
  let opened = 0n;
  let passed = 0n;
  return {
    openOffice: (day: LocalDate): void => {
      opened = microsOf(`${day}T${OPENS}` as Instant);
      passed = 0n;
    },
    nextCommand: (): void => {
      passed += passed < UNTIL_FIVE ? BETWEEN_TWO : IN_A_HURRY;
    },
    now: (): Instant => instantOf(opened + passed),
  };
};

export type Clock = ReturnType<typeof createClock>;
