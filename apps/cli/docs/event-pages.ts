import { z } from 'zod';
import type { Catalogue, EventDefinition } from '#libs/event-sourcing';

/** A page of docs/events: the events of one module, in the order of their ranks. */
export const eventPage = (module: string, catalogue: Catalogue): string =>
  [
    `# Events of \`${module}\``,
    'Generated from the catalogue by `npm run docs`; change that, not this.',
    ...Object.entries(catalogue)
      .sort(([, one], [, other]) => one.rank - other.rank)
      .map(([type, definition]) => eventSection(type, definition)),
  ].join('\n\n') + '\n';

const eventSection = (type: string, definition: EventDefinition): string =>
  [
    `## ${type}`,
    definition.meaning,
    facts(definition).join('\n'),
    ...fieldTable('Public', definition.data),
    ...fieldTable(`Personal (about the ${definition.about}; encrypted)`, definition.personal),
  ].join('\n\n');

const facts = ({
  storedAs,
  version,
  occurs,
  rank,
  follows,
  opening,
  aboutEntries,
}: EventDefinition) => [
  `- stored as \`${storedAs}\`, schema version ${version}`,
  `- \`occurredOn\` is ${occurs}`,
  `- same-day rank ${rank}`,
  ...(opening ? ['- opens its stream and folds before everything else'] : []),
  ...(aboutEntries ? ['- speaks of entries: stays in force when its own entry is annulled'] : []),
  ...follows.map(
    ([field, ...types]) => `- never folds before ${types.join(' or ')} of the same \`${field}\``,
  ),
];

const fieldTable = (title: string, shape: z.ZodRawShape): readonly string[] => {
  const names = Object.keys(shape);
  if (names.length === 0) return [];
  const schema = z.toJSONSchema(z.strictObject(shape), { unrepresentable: 'any' });
  const rows = names.map((name) => {
    const optional = schema.required?.includes(name) ? '' : ' (optional)';
    return `| \`${name}\`${optional} | ${wordsFor(schema.properties?.[name])} |`;
  });
  return [[`| ${title} | |`, '| --- | --- |', ...rows].join('\n')];
};

type Schema = z.core.JSONSchema._JSONSchema | undefined;

/** A JSON Schema as a person reads it. */
const wordsFor = (schema: Schema): string => {
  if (schema === undefined || typeof schema === 'boolean') return 'any';
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf) return schema.anyOf.map(wordsFor).join(' or ');
  return (BY_TYPE[String(schema.type)] ?? plainWords)(schema);
};

const plainWords = ({ type }: Detailed): string => (type === undefined ? 'date' : String(type));
const numberWords = ({ type, minimum, maximum }: Detailed): string =>
  `${String(type)}${limits(minimum, maximum)}`;

const BY_TYPE: Readonly<Record<string, (schema: Detailed) => string>> = {
  array: (schema) => arrayWords(schema),
  object: (schema) => objectWords(schema),
  string: ({ minLength, maxLength }) => `text${limits(minLength, maxLength)}`,
  integer: numberWords,
  number: numberWords,
};

type Detailed = Exclude<Exclude<Schema, boolean>, undefined>;

const arrayWords = ({ items, prefixItems }: Detailed): string => {
  if (Array.isArray(prefixItems)) return `[${prefixItems.map(wordsFor).join(', ')}]`;
  return `list of ${wordsFor(Array.isArray(items) ? items[0] : items)}`;
};

const objectWords = ({
  properties = {},
  required = [],
  additionalProperties,
}: Detailed): string => {
  const fields = Object.entries(properties).map(
    ([name, field]) => `\`${name}\`${required.includes(name) ? '' : '?'}: ${wordsFor(field)}`,
  );
  if (fields.length > 0) return `{ ${fields.join('; ')} }`;
  return `map to ${wordsFor(additionalProperties)}`;
};

const limits = (least: number | undefined, most: number | undefined): string => {
  if (most === undefined || most >= Number.MAX_SAFE_INTEGER) return '';
  return ` ${least ?? 0}–${most}`;
};
