/**
 * All that a log line may hold. What is not listed, or does not look as it should, is left out: a
 * log goes to more places, and lives by other rules, than the records of learners.
 */
export type LogFields = Readonly<{
  method?: string | undefined;
  /** The pattern of the route, `/api/journeys/:id`, never the address that was asked for. */
  route?: string | undefined;
  status?: number | undefined;
  durationMs?: number | undefined;
  /** Made by this service; a caller's own would be the caller's words. */
  requestId?: string | undefined;
  /** The code of a refusal. */
  reason?: string | undefined;
  /** The role of who is asking; who it was is in the access log. */
  role?: string | undefined;
  component?: string | undefined;
  projection?: string | undefined;
  position?: string | undefined;
  version?: string | undefined;
  port?: number | undefined;
  events?: number | undefined;
  streams?: number | undefined;
  rows?: number | undefined;
  lag?: number | undefined;
}>;

const like =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);
const isNumber = (value: unknown): boolean => Number.isFinite(value);

const CODE = /^[a-z][a-z0-9]*([._-][a-z0-9]+)*$/i;

const SHAPES: Readonly<Record<keyof LogFields, (value: unknown) => boolean>> = {
  method: like(/^[A-Z]{1,10}$/),
  route: like(/^(\/|(\/(\*|:?[a-z][\w-]*))+|\(none\))$/i),
  status: isNumber,
  durationMs: isNumber,
  requestId: like(/^[\w-]{1,64}$/),
  reason: like(CODE),
  role: like(CODE),
  component: like(CODE),
  projection: like(CODE),
  position: like(/^[0-9a-z]+:[0-9a-f]+$|^start$/),
  version: like(/^\d+\.\d+\.\d+$/),
  port: isNumber,
  events: isNumber,
  streams: isNumber,
  rows: isNumber,
  lag: isNumber,
};

const isListed = (name: string): name is keyof LogFields => Object.hasOwn(SHAPES, name);

/** What of the fields may be written; `withheld` counts the rest. */
export const loggable = (fields: LogFields): Readonly<Record<string, unknown>> => {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const listed = given.filter(([name, value]) => isListed(name) && SHAPES[name](value));
  const withheld = given.length - listed.length;
  return { ...Object.fromEntries(listed), ...(withheld > 0 ? { withheld } : {}) };
};

/** The value where it is fit to be written, else what stands for all others. */
export const loggableOr = (name: keyof LogFields, value: unknown, other: string): string =>
  SHAPES[name](value) ? String(value) : other;

export const isCode = like(CODE);
