import type { Command } from '#libs/event-sourcing';
import type { RecordingFields } from './recording-fields.js';

/** A command as the door knows it: the shape of its body, who may send it, and what it is for. */
export type CommandEntry<B extends RecordingFields = RecordingFields> = Readonly<{
  body: new () => B;
  /** One line for the API's documentation. */
  does: string;
  permission: string;
  /** The ids of the schools whose register entry the decision relies on. */
  schools?(body: B): readonly string[];
}>;

export type CommandTable = Readonly<Record<string, CommandEntry>>;

/** Types one row: `schools` sees the body's own fields. */
export const command = <B extends RecordingFields>(entry: CommandEntry<B>): CommandEntry<B> =>
  entry;

type Fields<B> = Omit<B, keyof RecordingFields>;

/** The union of the commands of a table, discriminated on `type`. */
export type CommandsOf<T extends Readonly<Record<string, Readonly<{ body: new () => object }>>>> = {
  [K in keyof T & string]: Command<K, Fields<InstanceType<T[K]['body']>>>;
}[keyof T & string];
