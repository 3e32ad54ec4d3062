import { Option } from 'commander';
import type { Actor, LocalDate } from '#libs/event-sourcing';
import { isProblem, toldDay } from '#libs/imports';

const ID = /^[\w.:-]{1,100}$/;

/** Who answers for what is recorded from the command line. */
export const asOption = (): Option =>
  new Option('--as <actor id>', 'your id, as it is kept with everything that is recorded')
    .default('command-line')
    .argParser((id: string) => {
      if (ID.test(id)) return id;
      throw new Error('--as takes 1 to 100 letters, digits or . : _ -');
    });

export const administrator = (id: string): Actor => ({ id, role: 'administrator' });
export const integration = (id: string): Actor => ({ id, role: 'integration' });

/** Reads a date given on the command line. */
export const dayOption =
  (name: string) =>
  (text: string): LocalDate => {
    const day = toldDay(text);
    if (isProblem(day)) throw new Error(`${name}: ${day.problem}`);
    return day;
  };
