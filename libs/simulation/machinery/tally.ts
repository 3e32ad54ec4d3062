import type { Refusal } from '#libs/event-sourcing';

/** A command that was refused and stayed so. What the refusal says are codes, ids and dates. */
export type RefusedCommand = Readonly<{ command: string; on: string; refusal: Refusal }>;

export type Tally = Readonly<{
  /** Commands told, refused ones included. */
  commands: number;
  events: number;
  eventsByType: Readonly<Record<string, number>>;
  /** Refused for good, by reason code; a rule broken unknowingly counts once it is acknowledged. */
  refused: Readonly<Record<string, number>>;
  /** Asked back, and then acknowledged: by the code of the rule. */
  acknowledged: Readonly<Record<string, number>>;
  /** Already so: nothing was recorded. */
  unchanged: number;
  /** The first of those refused. */
  refusals: readonly RefusedCommand[];
}>;

const KEPT = 200;

const count = (counts: Record<string, number>, code: string): void => {
  counts[code] = (counts[code] ?? 0) + 1;
};

export const createTally = () => {
  let [commands, events, unchanged] = [0, 0, 0];
  const eventsByType: Record<string, number> = {};
  const refused: Record<string, number> = {};
  const acknowledged: Record<string, number> = {};
  const refusals: RefusedCommand[] = [];
  return {
    told: (): void => {
      commands += 1;
    },
    recorded: (types: readonly string[]): void => {
      events += types.length;
      for (const type of types) count(eventsByType, type);
    },
    unchanged: (): void => {
      unchanged += 1;
    },
    acknowledged: (codes: readonly string[]): void => {
      for (const code of codes) count(acknowledged, code);
    },
    refused: (one: RefusedCommand): void => {
      count(refused, one.refusal.because);
      if (refusals.length < KEPT) refusals.push(one);
    },
    soFar: (): Tally => ({
      ...{ commands, events, eventsByType, refused, acknowledged, unchanged, refusals },
    }),
  };
};

export type Tallying = ReturnType<typeof createTally>;
