import type { BodyError } from '#libs/lifecycle';

// No body of ours is nested deeper than six; what walks a body calls itself once per level.
const DEEPEST = 32;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

type Found = Readonly<{ value: unknown; field: string; depth: number }>;

/**
 * What no body may be or hold, whatever its class: not an object, nested beyond all reason, text with
 * half a character (JSON can say it, and nothing that is stored or hashed can), or a field called as
 * every object has one (which what checks for undeclared fields takes for declared).
 */
export const plainFaults = (body: unknown): readonly BodyError[] => {
  // A route may take no body at all.
  if (body === undefined || body === null) return [];
  if (!isObject(body) || Array.isArray(body)) return [fault('body', 'must be an object')];
  // Without calling itself: a body may be nested more deeply than calls can be.
  const left: Found[] = [{ value: body, field: 'body', depth: 0 }];
  for (let found = left.pop(); found; found = left.pop()) {
    const problem = problemOf(found);
    if (problem !== undefined) return [fault(found.field, problem)];
    for (const part of partsOf(found)) left.push(part);
  }
  return [];
};

const problemOf = ({ value, depth }: Found): string | undefined => {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : HALF;
  if (!isObject(value)) return undefined;
  if (depth > DEEPEST) return 'is nested too deeply';
  const names = Object.keys(value);
  if (!names.every((name) => name.isWellFormed())) return HALF;
  const inherited = names.find((name) => name in Object.prototype);
  return inherited === undefined ? undefined : `${inherited} should not exist`;
};

const HALF = 'holds half a character';

const partsOf = ({ value, field, depth }: Found): readonly Found[] =>
  isObject(value)
    ? Object.entries(value).map(([name, part]) => ({
        value: part,
        field: field === 'body' ? name : `${field}.${name}`,
        depth: depth + 1,
      }))
    : [];

const fault = (field: string, problem: string): BodyError => ({ field, problem });
