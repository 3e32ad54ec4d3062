import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import type { JourneyCommand } from '#libs/lifecycle';
import type { ProviderCommand } from '#libs/providers';
import type { Person } from '../world/staff.js';
import { GaveUp } from './gave-up.js';

type CommandType = JourneyCommand['type'];
type DataOf<T extends CommandType> = Extract<JourneyCommand, { type: T }>['data'];

/** A command's body as somebody would type it: dates as text, without what holds for every command. */
export type BodyOf<T extends CommandType> = {
  readonly [Field in keyof DataOf<T>]: Typed<DataOf<T>[Field]>;
};

type Typed<Value> = Value extends OccurredOn
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly Item[]
    : Value;

export type AnyBody = Readonly<Record<string, unknown>>;

/** One thing to be told at the desk. */
export type Deed =
  | Readonly<{
      kind: 'record';
      type: CommandType;
      /** As it would be sent over HTTP. */
      body: AnyBody;
      by: Person;
      source: 'user' | 'import' | 'integration';
      /** Where it is told on another learner's record, by mistake or on purpose. */
      journeyId?: string;
      /** Where another command than the next has to be named: the id that a record is opened under. */
      commandId?: string;
    }>
  | Readonly<{
      kind: 'correct';
      entryId: string;
      reasonCode: string;
      note: string;
      replacement?: Readonly<{ type: CommandType; body: AnyBody }>;
      by: Person;
    }>
  | Readonly<{ kind: 'carry'; from: string; entryId: string; by: Person }>
  | Readonly<{ kind: 'merge'; from: string; by: Person }>
  | Readonly<{
      kind: 'provider';
      type: ProviderCommand['type'];
      providerId: string;
      body: AnyBody;
      by: Person;
    }>;

export type ToldEvent = Readonly<{ type: string; data: object }>;

/** What came of it. */
export type Told =
  | Readonly<{
      ok: true;
      entryId: string;
      events: readonly ToldEvent[];
      /** The day it was recorded. */
      today: LocalDate;
    }>
  | Readonly<{ ok: false; because: string; today: LocalDate }>;

/** What a process wants next: to wait for a day, and then perhaps to tell something. */
export type Step = Readonly<{ day: LocalDate; deed?: Deed }>;

/**
 * A strand of a life: it says what it waits for or wants told, and goes on with the answer. Several
 * strands of one life run side by side, each at its own pace.
 */
export type Process<Result = void> = Generator<Step, Result, Told>;

/** Waits until a day; returns the day it then is, which is later where the office was closed. */
export function* until(day: LocalDate): Process<LocalDate> {
  const { today } = yield { day };
  return today;
}

/** The value of a field in what was recorded, e.g. the id of the offer that it opened. */
export const idIn = (told: Told, field: string): string => {
  const [id] = idsIn(told, field);
  if (id === undefined) throw new GaveUp(`What was recorded has no ${field}.`);
  return id;
};

export const idsIn = (told: Told, field: string): readonly string[] =>
  told.ok
    ? told.events.flatMap(({ data }) => {
        const value: unknown = (data as AnyBody)[field];
        return typeof value === 'string' ? [value] : [];
      })
    : [];
