import { localDate } from '#libs/lifecycle';
import { z } from 'zod';

/** JSON Schema 2020-12, as far as we write it. */
export type Schema = {
  type?: string;
  format?: string;
  pattern?: string;
  description?: string;
  const?: unknown;
  minimum?: number;
  minItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: unknown;
  prefixItems?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: unknown;
  propertyNames?: unknown;
  [extra: string]: unknown;
};

/**
 * What a consumer is promised of a shape. Left open is what may grow without a new version: further
 * fields, and further codes (`x-known-values`; take one that you do not know for "other").
 */
export const publicSchema = (shape: z.ZodType): Schema => {
  const made = z.toJSONSchema(shape, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === localDate) Object.assign(jsonSchema, { type: 'string', format: 'date' });
    },
  });
  const { $schema: _, ...schema } = JSON.parse(JSON.stringify(made)) as Schema;
  return opened(schema);
};

const NOT_PROMISED: readonly string[] = ['maximum', 'maxLength', 'minLength', 'maxItems'];

const opened = ({ additionalProperties, enum: codes, ...schema }: Schema): Schema => {
  const kept = Object.entries(schema).filter(([name]) => !NOT_PROMISED.includes(name));
  const parts = kept.map(([name, part]) => [name, openedPart(name, part)] as const);
  return {
    ...Object.fromEntries(parts),
    ...(Array.isArray(codes) ? { type: 'string', 'x-known-values': codes } : {}),
    ...(isSchema(additionalProperties)
      ? { additionalProperties: opened(additionalProperties) }
      : {}),
  };
};

const openedPart = (name: string, part: unknown): unknown => {
  if (name === 'properties' && isSchema(part))
    return Object.fromEntries(
      Object.entries(part).map(([field, each]) => [field, isSchema(each) ? opened(each) : each]),
    );
  if (Array.isArray(part) && part.some(isSchema))
    return part.map((each: unknown) => (isSchema(each) ? opened(each) : each));
  return name === 'items' && isSchema(part) ? opened(part) : part;
};

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
