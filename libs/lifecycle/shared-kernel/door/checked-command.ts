import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';
import type { Command, OccurredOn } from '#libs/event-sourcing';
import type { CommandTable } from './command-table.js';
import { commandFrom } from './recording-fields.js';

/** How every body is checked, at every door: what is not declared is refused. */
export const DOOR_OPTIONS: ValidatorOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
};

/** One thing wrong with a body. It never repeats the value: that may be personal. */
export type BodyError = Readonly<{ field: string; problem: string }>;

/** Flattens class-validator's tree to `lines.0.ratePence: must not be less than 0`. */
export const bodyErrors = (errors: readonly ValidationError[], within = ''): readonly BodyError[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const field = within + property;
    const own = Object.values(constraints).map((problem) => ({ field, problem }));
    return [...own, ...bodyErrors(children, `${field}.`)];
  });

export type CheckedCommand =
  Readonly<{ ok: true; command: Command }> | Readonly<{ ok: false; errors: readonly BodyError[] }>;

/** Checks the shape of a command that does not come over HTTP, with the same rules. */
export const checkedCommand = (
  table: CommandTable,
  asked: Readonly<{ type: string; body: unknown }>,
  today: OccurredOn,
): CheckedCommand => {
  const entry = table[asked.type];
  if (!entry) return failed('command', `there is no command ${asked.type}`);
  if (typeof asked.body !== 'object' || asked.body === null || Array.isArray(asked.body))
    return failed('body', 'must be an object');
  const body = plainToInstance(entry.body, asked.body);
  const errors = bodyErrors(validateSync(body, DOOR_OPTIONS));
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, command: { type: asked.type, ...commandFrom(body, today) } };
};

const failed = (field: string, problem: string): CheckedCommand => ({
  ok: false,
  errors: [{ field, problem }],
});
