import type { LocalDate } from '#libs/event-sourcing';
import { addDays, daysBetween } from '#libs/lifecycle';
import { streamOf } from '#libs/recording';
import { createLives } from './lives/create-lives.js';
import type { Living } from './lives/life.js';
import { isWorkday } from './machinery/calendar.js';
import { createClock, type Clock } from './machinery/clock.js';
import { openSimulatedDesk, type SimulatedDesk } from './machinery/desk.js';
import type { SimulationPorts } from './machinery/doors.js';
import { createTally, type Tally } from './machinery/tally.js';
import { writeBehind } from './machinery/write-behind.js';
import { spanOf, type SimulationOptions, type Span } from './world/options.js';

export type SimulationResult = Tally & Readonly<{ from: LocalDate; until: LocalDate }>;

/**
 * Plays an authority's years: made-up schools, learners and staff, told day by day through the same
 * commands as people use. The same options give the same history: what is told, the ids, the order
 * of the log and the moments of recording. Only what is sealed differs, for keys are never seeded.
 *
 * One command follows another, in an order that chance has no part in: by day, schools before
 * learners, each by its number. That they do not wait for the disk one by one is `writeBehind`.
 */
export const simulate = async (
  ports: SimulationPorts,
  options: SimulationOptions,
): Promise<SimulationResult> => {
  const span = spanOf(options);
  const [behind, clock, tally] = [writeBehind(ports.store), createClock(), createTally()];
  const keys = {
    ...ports.keys,
    // A key may go only when the event that makes it superfluous is in the log for good.
    destroy: async (kids: readonly string[]) => {
      await behind.flush();
      return ports.keys.destroy(kids);
    },
  };
  const desk = openSimulatedDesk({ ...ports, keys, store: behind.store }, clock, tally);
  const { schools, learners } = createLives(options, ports.approvalLimitPence);
  const everyone = [...schools, ...learners];
  await Promise.all(learners.map(({ recordId }) => keys.create(streamOf(recordId))));
  try {
    for (let day = span.from; day <= span.until; day = addDays(day, 1)) {
      if (!isWorkday(day)) continue;
      clock.openOffice(day);
      for (const living of awake(everyone, day)) await playDay({ desk, clock }, living, day);
      options.onProgress?.({ ...progress(span, day), ...tally.soFar() });
    }
    await behind.flush();
  } finally {
    await desk.close();
  }
  return { ...tally.soFar(), ...span };
};

/** Asked one by one, for what one tells may give another something to tell. */
function* awake(everyone: readonly Living[], day: LocalDate): Iterable<Living> {
  for (const living of everyone) if (living.strands.due(day)) yield living;
}

const progress = ({ from, until }: Span, day: LocalDate) => ({
  day,
  days: daysBetween(from, day) + 1,
  ofDays: daysBetween(from, until) + 1,
});

type Office = Readonly<{ desk: SimulatedDesk; clock: Clock }>;

const playDay = async ({ desk, clock }: Office, living: Living, day: LocalDate): Promise<void> => {
  for (let deed = living.strands.due(day); deed; deed = living.strands.due(day)) {
    clock.nextCommand();
    const next = living.nextCommandId();
    const commandId = deed.kind === 'record' ? (deed.commandId ?? next) : next;
    living.strands.answer(await desk.tell(deed, { journeyId: living.recordId, commandId }));
  }
};
