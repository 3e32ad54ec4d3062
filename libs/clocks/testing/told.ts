import type { Happened, LocalDate, OccurredOn } from '#libs/event-sourcing';
import { parseOccurredOn, type JourneyEvent } from '#libs/lifecycle';
import type { Clock, ClockId } from '../clock.js';
import { clocksOf } from '../clocks-of.js';
import type { ClockedType } from '../facts.js';

type DataOf<T extends ClockedType> = Extract<JourneyEvent, { type: T }>['data'];
export type Fact = Happened<JourneyEvent>;

const interval = (when: string): OccurredOn => {
  const told = parseOccurredOn(when);
  if (!told) throw new Error(`${when} is no day.`);
  return told;
};

/**
 * A fact as it stands in a history: with as much of its data as a clock looks at. Ids come from type and day,
 * so that the same fact is the same wherever it is recorded.
 */
export const fact = <T extends ClockedType>(
  type: T,
  when: string,
  data: Partial<DataOf<T>> = {},
): Fact => {
  const id = `${type}@${when}${JSON.stringify(data)}`;
  const told = {
    ...{ type, data, eventId: id, entryId: `entry of ${id}`, occurredOn: interval(when) },
    ...{ actor: { id: 'staff-1', role: 'caseworker' }, irregularities: [] },
  };
  // A test says only what matters to it.
  return told as Happened as Fact;
};

/** The same fact, in an entry of its own name, by somebody else, or told to the authority on another day. */
export const recordedAs = (
  told: Fact,
  {
    entryId,
    receivedOn,
    actor,
  }: Readonly<{ entryId?: string; receivedOn?: string; actor?: string }>,
): Fact => ({
  ...told,
  ...(entryId === undefined ? {} : { entryId }),
  ...(receivedOn === undefined ? {} : { receivedOn: receivedOn as LocalDate }),
  ...(actor === undefined ? {} : { actor: { id: actor, role: 'caseworker' } }),
});

export const day = (text: string): LocalDate => text as LocalDate;

/** The runnings of one clock. */
export const runningsOf = (clock: ClockId, facts: readonly Fact[]): readonly Clock[] =>
  clocksOf(facts).filter((one) => one.clock === clock);

type Told = Readonly<{ due: string; met?: string; ended?: string; part?: string }>;

const until = (from: string, to: string): string => (from === to ? to : `${from}/${to}`);

/** What a test compares: due, and how it stopped. */
export const inShort = ({ part, due, met, ended }: Clock): Told => ({
  ...(part === undefined ? {} : { part }),
  due: until(due.from, due.to),
  ...(met ? { met: until(met.on.from, met.on.to) } : {}),
  ...(ended ? { ended: `${ended.because} ${ended.mark.on.from}` } : {}),
});

/** The runnings of one clock, in short. */
export const told = (clock: ClockId, ...facts: readonly Fact[]): readonly Told[] =>
  runningsOf(clock, facts).map(inShort);
