import type { LocalDate } from '#libs/event-sourcing';
import { GaveUp } from './gave-up.js';
import type { Deed, Process, Step, Told } from './process.js';

type Strand = { readonly process: Process; readonly goesOn: boolean; step: Step };

const NEVER = '9999-12-31' as LocalDate;
const AT_ONCE: Step = { day: '0000-01-01' as LocalDate };

/** All that goes on in one life: strands side by side, of which one at a time wants something told. */
export type Strands = Readonly<{
  /** `goesOn`: also when the rest is stopped. */
  start: (process: Process, options?: Readonly<{ goesOn: boolean }>) => void;
  /** What is to be told now, if anything; the same until it is answered. */
  due: (today: LocalDate) => Deed | undefined;
  answer: (told: Told) => void;
  stop: () => void;
}>;

export const createStrands = (): Strands => {
  let strands: Strand[] = [];
  let asking: Strand | undefined;
  /** Nothing is due before this day. */
  let wakesOn = AT_ONCE.day;

  const advance = (strand: Strand, told: Told): void => {
    const step = nextStep(strand.process, told);
    if (step) strand.step = step;
    else strands = strands.filter((one) => one !== strand);
  };

  /** The one that waits for the earliest day; of two, the one that was started first. */
  const earliest = (today: LocalDate): Strand | undefined => {
    let first: Strand | undefined;
    for (const strand of strands)
      if (strand.step.day <= today && (!first || strand.step.day < first.step.day)) first = strand;
    return first;
  };

  const due = (today: LocalDate): Deed | undefined => {
    if (asking) return asking.step.deed;
    if (today < wakesOn) return undefined;
    for (let strand = earliest(today); strand; strand = earliest(today)) {
      if (strand.step.deed) {
        asking = strand;
        return strand.step.deed;
      }
      advance(strand, { ok: true, entryId: '', events: [], today });
    }
    wakesOn = strands.reduce((first, { step }) => (step.day < first ? step.day : first), NEVER);
    return undefined;
  };

  return {
    due,
    start: (process, { goesOn } = { goesOn: false }) => {
      strands.push({ process, goesOn, step: AT_ONCE });
      wakesOn = AT_ONCE.day;
    },
    answer: (told) => {
      const answered = asking;
      asking = undefined;
      if (answered) advance(answered, told);
    },
    stop: () => {
      strands = strands.filter(({ goesOn }) => goesOn);
    },
  };
};

const nextStep = (process: Process, told: Told): Step | undefined => {
  try {
    const { done, value } = process.next(told);
    return done ? undefined : value;
  } catch (error) {
    if (error instanceof GaveUp) return undefined;
    throw error;
  }
};
