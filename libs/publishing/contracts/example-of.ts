import type { z } from 'zod';
import { publicSchema, type Schema } from '../documents/public-schema.js';

/** A made-up value of a shape: every field that must be there, with the plainest value it may have. */
export const exampleOf = (shape: z.ZodType): object => {
  const value = valueOf(publicSchema(shape));
  return typeof value === 'object' && value !== null ? value : {};
};

const PLAIN: Readonly<Record<string, (schema: Schema) => unknown>> = {
  string: (schema) => textOf(schema),
  integer: ({ minimum }) => Math.max(Number(minimum ?? 1), 1),
  number: ({ minimum }) => Math.max(Number(minimum ?? 1), 1),
  boolean: () => true,
  array: ({ items, prefixItems, minItems }) => {
    if (Array.isArray(prefixItems)) return prefixItems.map((each) => valueOf(each));
    return Number(minItems ?? 0) > 0 && isSchema(items) ? [valueOf(items)] : [];
  },
  object: ({ properties = {}, required = [] }) =>
    Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => required.includes(name))
        .map(([name, each]) => [name, valueOf(each)]),
    ),
};

const valueOf = (schema: Schema): unknown => {
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first !== undefined) return valueOf(first);
  if (schema.const !== undefined) return schema.const;
  return PLAIN[String(schema.type)]?.(schema) ?? null;
};

const textOf = (schema: Schema): string => {
  const known = schema['x-known-values'];
  if (Array.isArray(known)) return String(known[0]);
  if (schema.format === 'date') return '2026-09-03';
  if (schema.pattern === undefined) return 'example-1';
  return /\{(\d+)\}/.exec(schema.pattern)?.[1] === '64' ? '0'.repeat(64) : '999999';
};

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
