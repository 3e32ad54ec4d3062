import type { Schema } from './public-schema.js';

export type Schemas = Readonly<Record<string, Schema>>;

/** What would break a consumer that was written against the released schemas; nothing, when empty. */
export const breaksOf = (released: Schemas, now: Schemas): readonly string[] =>
  Object.entries(released).flatMap(([type, before]) => {
    const after = now[type];
    return after ? breaksIn(type, before, after) : [`${type} is not sent any more`];
  });

const breaksIn = (where: string, before: Schema, after: Schema): readonly string[] => [
  ...PROMISED.filter((name) => !same(before[name], after[name])).map(
    (name) => `${where}: ${name} was ${told(before[name])} and is ${told(after[name])}`,
  ),
  ...fieldBreaks(where, before, after),
  ...partBreaks(where, before, after),
];

/** What a reader relies on where it stands. Descriptions, known codes and limits may change. */
const PROMISED = ['type', 'format', 'pattern', 'const'] as const;

const fieldBreaks = (where: string, before: Schema, after: Schema): readonly string[] =>
  Object.entries(before.properties ?? {}).flatMap(([name, field]) => {
    const now = after.properties?.[name];
    const at = `${where}.${name}`;
    if (now === undefined) return [`${at} is gone`];
    const was = before.required?.includes(name) ?? false;
    const is = after.required?.includes(name) ?? false;
    return [...(was && !is ? [`${at} may be absent now`] : []), ...breaksIn(at, field, now)];
  });

const LISTS = ['anyOf', 'oneOf', 'prefixItems'] as const;

const partBreaks = (where: string, before: Schema, after: Schema): readonly string[] => [
  ...LISTS.flatMap((name) => {
    const [was, is] = [schemasIn(before[name]), schemasIn(after[name])];
    if (was.length !== is.length) return [`${where}: ${name} has other alternatives`];
    return was.flatMap((each, at) => breaksIn(`${where}[${at}]`, each, is[at] ?? {}));
  }),
  ...(['items', 'additionalProperties'] as const).flatMap((name) => {
    const [was] = schemasIn([before[name]]);
    const [is] = schemasIn([after[name]]);
    if (was === undefined) return [];
    return is ? breaksIn(`${where}[]`, was, is) : [`${where}: ${name} are not said any more`];
  }),
];

const schemasIn = (value: unknown): readonly Schema[] =>
  Array.isArray(value) ? value.filter(isSchema) : [];

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const told = (value: unknown): string => JSON.stringify(value) ?? 'not said';
