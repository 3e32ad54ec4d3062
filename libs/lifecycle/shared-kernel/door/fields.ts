import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isLocalDate, parseOccurredOn } from '../dates.js';
import { notesShape, type FieldClass, type FieldKind, type FieldShape } from './field-shapes.js';

// One decorator per kind of field: it checks the shape at the door, documents it in OpenAPI, and notes
// it for whoever makes a form of it.

type Options = Readonly<{ optional?: boolean; about?: string; example?: unknown }>;

type Kind = Readonly<{ kind: FieldKind }> & Partial<Omit<FieldShape, 'kind' | 'name'>>;

const field = (
  { optional = false, about, example }: Options,
  { api, shape }: Readonly<{ api: Readonly<Record<string, unknown>>; shape: Kind }>,
  ...checks: PropertyDecorator[]
): PropertyDecorator => {
  const noted = notesShape({ many: false, ...shape, optional, about });
  const documented = {
    ...api,
    ...(about === undefined ? {} : { description: about }),
    ...(example === undefined ? {} : { example }),
  };
  return optional
    ? together(noted, ApiPropertyOptional(documented), ifSaid(), ...checks)
    : together(noted, ApiProperty(documented), ...checks);
};

// Not IsOptional, which lets null by: a field is said, or it is left out.
const ifSaid = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

const together =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };

/** An opaque id: letters, digits and `._:/-`, at most 200. */
export const Id = (options: Options = {}): PropertyDecorator =>
  field(
    options,
    { api: { type: String }, shape: { kind: 'id' } },
    IsString(),
    Matches(/^[\w.:/-]{1,200}$/),
  );

export const Ids = (options: Options & { max?: number } = {}): PropertyDecorator =>
  field(
    options,
    { api: { type: [String] }, shape: { kind: 'id', many: true } },
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(options.max ?? 100),
    IsString({ each: true }),
    Matches(/^[\w.:/-]{1,200}$/, { each: true }),
  );

/** Free text; it may hold personal data and is stored encrypted wherever the event says so. */
export const Text = (options: Options & { max?: number } = {}): PropertyDecorator =>
  field(
    options,
    {
      api: { type: String, maxLength: options.max ?? 4000 },
      shape: { kind: 'text', max: options.max ?? 4000 },
    },
    IsString(),
    Length(1, options.max ?? 4000),
  );

/** Several short texts, e.g. the lines of an address. */
export const Texts = (
  options: Options & { max?: number; length?: number } = {},
): PropertyDecorator =>
  field(
    options,
    { api: { type: [String] }, shape: { kind: 'text', many: true, max: options.length ?? 4000 } },
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(options.max ?? 50),
    IsString({ each: true }),
    Length(1, options.length ?? 4000, { each: true }),
  );

/** One of a closed list of codes. */
export const Code = (values: readonly string[], options: Options = {}): PropertyDecorator =>
  field(options, { api: { enum: [...values] }, shape: { kind: 'code', values } }, IsIn(values));

export const Codes = (
  values: readonly string[],
  options: Options & { max?: number } = {},
): PropertyDecorator =>
  field(
    options,
    { api: { enum: [...values], isArray: true }, shape: { kind: 'code', many: true, values } },
    IsArray(),
    ArrayMinSize(1),
    // Each once is the most there is to say.
    ArrayMaxSize(options.max ?? values.length),
    IsIn(values, { each: true }),
  );

/** A date that exists, `YYYY-MM-DD`. */
export const Day = (options: Options = {}): PropertyDecorator =>
  field(
    options,
    { api: { type: String, format: 'date' }, shape: { kind: 'day' } },
    ValidateBy({
      name: 'isLocalDate',
      validator: {
        validate: (value) => typeof value === 'string' && isLocalDate(value),
        defaultMessage: () => '$property must be a date that exists, as YYYY-MM-DD',
      },
    }),
  );

/** When it happened, as told: a day, a month, a term, a school year, or between two days. */
export const When = (options: Options = {}): PropertyDecorator =>
  field(
    { example: '2026-05-07', ...options },
    { api: { type: String }, shape: { kind: 'when' } },
    Transform(({ value }) =>
      typeof value === 'string' ? (parseOccurredOn(value) ?? value) : value,
    ),
    ValidateBy({
      name: 'isOccurredOn',
      validator: {
        validate: (value) => typeof value === 'object' && value !== null && isInterval(value),
        defaultMessage: () =>
          '$property must say when: 2026-05-07, 2026-05, 2025/26, 2025/26 autumn, or 2026-01-03/2026-02-14',
      },
    }),
  );

const PRECISIONS: readonly unknown[] = ['day', 'month', 'term', 'academicYear', 'unknown'];

const isInterval = (value: object): boolean => {
  const { from, to, precision, ...rest } = value as Readonly<Record<string, unknown>>;
  return (
    Object.keys(rest).length === 0 &&
    PRECISIONS.includes(precision) &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    isLocalDate(from) &&
    isLocalDate(to) &&
    from <= to
  );
};

export const Whole = (
  options: Options & { min?: number; max?: number; money?: true } = {},
): PropertyDecorator =>
  field(
    options,
    {
      api: { type: 'integer', minimum: options.min ?? 0 },
      shape: { kind: options.money === true ? 'pence' : 'whole', min: options.min },
    },
    IsInt(),
    Min(options.min ?? 0),
    Max(options.max ?? 1_000_000),
  );

/** Integer pence, net of VAT. */
export const Pence = (options: Options = {}): PropertyDecorator =>
  Whole({ about: 'pence, net of VAT', ...options, max: 1_000_000_000, money: true });

export const Flag = (options: Options = {}): PropertyDecorator =>
  field(options, { api: { type: Boolean }, shape: { kind: 'flag' } }, IsBoolean());

export const Nested = (of: FieldClass, options: Options = {}): PropertyDecorator =>
  // A list of objects would pass for a nested one, and an empty list for any.
  field(
    options,
    { api: { type: of }, shape: { kind: 'nested', of } },
    IsObject(),
    ValidateNested(),
    Type(of),
  );

export const ListOf = (
  of: FieldClass,
  options: Options & { min?: number; max?: number } = {},
): PropertyDecorator =>
  field(
    options,
    { api: { type: of, isArray: true }, shape: { kind: 'nested', many: true, of } },
    IsArray(),
    ArrayMinSize(options.min ?? 1),
    ArrayMaxSize(options.max ?? 500),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(of),
  );

/** Text that must match a check written elsewhere (a check digit, a postcode). */
export const Checked = (
  name: string,
  holds: (value: string) => boolean,
  options: Options = {},
): PropertyDecorator =>
  field(
    options,
    { api: { type: String }, shape: { kind: 'checked' } },
    ValidateBy({
      name,
      validator: {
        validate: (value) => typeof value === 'string' && holds(value),
        defaultMessage: () => `$property is not a valid ${name}`,
      },
    }),
  );
