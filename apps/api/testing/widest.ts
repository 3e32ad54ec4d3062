import { getMetadataStorage, validateSync } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import { DOOR_OPTIONS } from '#libs/lifecycle';

type Body = new () => object;

/** The most and the least that the door lets through in one field of a body. */
export type Extremes = Readonly<{ field: string; values: readonly unknown[] }>;

type Check = Readonly<{ name: string; each: boolean; constraints: readonly unknown[] }>;

const ofAnyRecording = new Set([
  ...['occurredOn', 'receivedOn', 'decision', 'evidence', 'acknowledge'],
]);

/** A value of each kind that is checked by a function of its own. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
  isLocalDate: ['1900-01-01', '2199-12-31'],
  isOccurredOn: [{ from: '1900-01-01', to: '2199-12-31', precision: 'unknown' }],
  UPN: ['B801200005001'],
  ULN: ['1000000000'],
  URN: ['118953'],
  UKPRN: ['10001234'],
  'establishment number': ['7001'],
  'local authority code': ['886'],
  postcode: ['ME14 1XQ'],
  'SHA-256 digest': ['a'.repeat(64)],
};

const checksOf = (body: Body): ReadonlyMap<string, readonly Check[]> => {
  const checks = new Map<string, Check[]>();
  const metadata = getMetadataStorage().getTargetValidationMetadatas(body, '', true, false);
  for (const { propertyName, name = '', each, constraints = [], type } of metadata) {
    if (type === 'conditionalValidation') continue;
    const check = { name: type === 'nestedValidation' ? type : name, each, constraints };
    checks.set(propertyName, [...(checks.get(propertyName) ?? []), check]);
  }
  return checks;
};

/** Of every field of a command's own, in the order in which the command declares them. */
export const extremesOf = (body: Body): readonly Extremes[] =>
  [...checksOf(body)]
    .filter(([field]) => !ofAnyRecording.has(field))
    .map(([field, checks]) => ({ field, values: extremeValues(body, field, checks) }));

const extremeValues = (body: Body, field: string, checks: readonly Check[]): readonly unknown[] => {
  const listed = checks.some(({ name }) => name === 'isArray');
  const [least, most] = ['arrayMinSize', 'arrayMaxSize'].map((name) => sizeOf(checks, name));
  const ones = singleValues(body, field, checks);
  if (!listed) return ones;
  if (least === undefined || most === undefined) throw new Error(`${field} may be of any length.`);
  const filled = (size: number) => Array.from({ length: size }, (_, at) => ones[at % ones.length]);
  return [filled(least), filled(most), ...ones.map((one) => [one])];
};

const sizeOf = (checks: readonly Check[], named: string): number | undefined =>
  checks.find(({ name }) => name === named)?.constraints[0] as number | undefined;

const singleValues = (body: Body, field: string, checks: readonly Check[]): readonly unknown[] => {
  if (checks.some(({ name }) => name === 'nestedValidation')) return nested(body, field);
  for (const { name, constraints } of checks) {
    const values = valuesFor(name, constraints, checks);
    if (values) return values;
  }
  throw new Error(`${field} of ${body.name} is checked in a way this test does not know.`);
};

const valuesFor = (
  name: string,
  constraints: readonly unknown[],
  checks: readonly Check[],
): readonly unknown[] | undefined => {
  switch (name) {
    case 'isIn':
      return constraints[0] as readonly unknown[];
    case 'isBoolean':
      return [true, false];
    case 'isInt':
      return [sizeOf(checks, 'min'), sizeOf(checks, 'max')];
    case 'isLength':
      return constraints.map((length) => 'x'.repeat(length as number));
    case 'matches':
      return ['a', 'a'.repeat(200)];
    default:
      return samples[name];
  }
};

// Where `@Nested` and `@ListOf` keep of what class they are: with the documentation.
const API = 'swagger/apiModelProperties';

const nested = (body: Body, field: string): readonly unknown[] => {
  const documented = Reflect.getMetadata(API, body.prototype as object, field) as {
    type: Body | (() => Body);
  };
  const of = (
    documented.type.prototype ? documented.type : (documented.type as () => Body)()
  ) as Body;
  const parts = extremesOf(of);
  const most = Math.max(...parts.map(({ values }) => values.length));
  // Each round takes the next extreme of every part: no two parts need go together.
  return Array.from({ length: most }, (_, at) =>
    Object.fromEntries(parts.map((part) => [part.field, part.values[at % part.values.length]])),
  );
};

/** Whether the door lets a value through in a field: what this file takes for extreme must pass. */
export const passesTheDoor = (body: Body, field: string, value: unknown): boolean =>
  !validateSync(plainToInstance(body, { [field]: value }), DOOR_OPTIONS).some(
    ({ property }) => property === field,
  );
