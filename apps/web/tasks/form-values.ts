import type { FieldShape } from '#libs/lifecycle';
import { fieldsOf } from '#libs/lifecycle';
import type { Form } from '../door/forms.js';
import { parsedDay, parsedWhen, type WhenAsked } from './days-as-typed.js';

/** Something typed that cannot be understood; `field` is the name of the input. */
export type Misread = Readonly<{ field: string; problem: string }>;

export type Body = Readonly<Record<string, unknown>>;

/** How typed words become values: the days they are about, and schools by their names. */
export type Reading = WhenAsked &
  Readonly<{
    /** The id of a school that is typed by name or URN; or what is wrong with it, in words. */
    school: (typed: string) => Promise<Readonly<{ id: string }> | Readonly<{ problem: string }>>;
  }>;

type Read = Readonly<{ body: Body; misread: readonly Misread[] }>;

/** Which field of a row of a list must be filled for the row to count; else any but ids. */
const ROW_COUNTS_BY: Readonly<Record<string, string>> = {
  lines: 'ratePence',
  answers: 'outcome',
};

/** Fields that hold schools, which people name and do not number. */
export const isSchool = (name: string): boolean => /^(to)?providerIds?$/i.test(name);

/** The body of a command out of what was typed. Fields that were left empty are not in it. */
export const bodyFrom = async (
  shapes: readonly FieldShape[],
  form: Form,
  reading: Reading,
): Promise<Read> => readFields(shapes, '', { form, reading });

type From = Readonly<{ form: Form; reading: Reading }>;

const readFields = async (
  shapes: readonly FieldShape[],
  within: string,
  from: From,
): Promise<Read> => {
  const body: Record<string, unknown> = {};
  const misread: Misread[] = [];
  for (const shape of shapes) {
    const field = `${within}${shape.name}`;
    const read = await readField(shape, field, from);
    misread.push(...read.misread);
    if (read.value !== undefined) body[shape.name] = read.value;
  }
  return { body, misread };
};

type ReadField = Readonly<{ value: unknown; misread: readonly Misread[] }>;

const readField = async (shape: FieldShape, field: string, from: From): Promise<ReadField> => {
  if (shape.kind === 'nested') return readNested(shape, field, from);
  const typed = from.form.all(field);
  if (!shape.many) return readValue(shape, { field, typed: typed[0] }, from.reading);
  const lines = listed(shape) ? typed.flatMap((one) => one.split('\n')) : typed;
  const read: ReadField[] = [];
  for (const line of lines.filter((one) => one.trim() !== ''))
    read.push(await readValue(shape, { field, typed: line.trim() }, from.reading));
  const values = read.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return {
    value: values.length > 0 ? [...new Set(values)] : undefined,
    misread: read.flatMap((one) => one.misread),
  };
};

/** Typed one to a line, where there is nothing to tick. */
const listed = ({ kind }: FieldShape): boolean => kind === 'text' || kind === 'id';

const readNested = async (shape: FieldShape, field: string, from: From): Promise<ReadField> => {
  const shapes = shape.of ? fieldsOf(shape.of()) : [];
  if (!shape.many) {
    const { body, misread } = await readFields(shapes, `${field}.`, from);
    return { value: Object.keys(body).length > 0 ? body : undefined, misread };
  }
  const rows: Read[] = [];
  for (const index of rowsIn(from.form, field))
    if (counts(shape, shapes, { form: from.form, row: `${field}.${index}.` }))
      rows.push(await readFields(shapes, `${field}.${index}.`, from));
  return {
    value: rows.length > 0 ? rows.map(({ body }) => body) : undefined,
    misread: rows.flatMap(({ misread }) => misread),
  };
};

/** The numbers of the rows of a list that the form has. */
export const rowsIn = ({ entries }: Form, field: string): readonly number[] => {
  const start = `${field}.`;
  const numbers = entries.flatMap(([name]) =>
    name.startsWith(start) ? [Number(name.slice(start.length).split('.')[0])] : [],
  );
  return [...new Set(numbers)].filter(Number.isInteger).sort((one, other) => one - other);
};

const counts = (
  { name }: FieldShape,
  shapes: readonly FieldShape[],
  { form, row }: Readonly<{ form: Form; row: string }>,
): boolean => {
  const by = ROW_COUNTS_BY[name];
  const telling = by
    ? shapes.filter((shape) => shape.name === by)
    : shapes.filter(({ kind }) => kind !== 'id' || shapes.every((one) => one.kind === 'id'));
  return telling.some((shape) => form.all(`${row}${shape.name}`).length > 0);
};

type Typed = Readonly<{ field: string; typed: string | undefined }>;

const readValue = async (
  shape: FieldShape,
  { field, typed }: Typed,
  reading: Reading,
): Promise<ReadField> => {
  if (typed === undefined) return { value: undefined, misread: [] };
  const no = (problem: string): ReadField => ({ value: undefined, misread: [{ field, problem }] });
  if (shape.kind === 'id' && isSchool(shape.name)) {
    const found = await reading.school(typed);
    return 'id' in found ? { value: found.id, misread: [] } : no(found.problem);
  }
  const value = plainValue(shape, typed, reading);
  return value === undefined ? no(notUnderstood(shape)) : { value, misread: [] };
};

const plainValue = (shape: FieldShape, typed: string, reading: Reading): unknown => {
  switch (shape.kind) {
    case 'day':
      return parsedDay(typed, reading.today);
    case 'when':
      return parsedWhen(typed, reading);
    case 'pence':
      return scaled(typed.replaceAll(/[£,\s]/g, ''), 100);
    case 'whole':
      return scaled(typed.replaceAll(/[,\s]/g, ''), scaleOf(shape.name));
    case 'flag':
      return typed === 'yes' ? true : typed === 'no' ? false : undefined;
    default:
      return typed;
  }
};

const notUnderstood = ({ kind }: FieldShape): string => {
  switch (kind) {
    case 'day':
      return 'Write a day, such as 7 May 2026 or 7/5/26';
    case 'when':
      return 'Write when, such as 7 May 2026, May 2026, autumn 2025, 2025/26 or unknown';
    case 'pence':
      return 'Write an amount in pounds, such as 64,000';
    case 'whole':
      return 'Write a number';
    default:
      return 'Choose one';
  }
};

/** In how many parts of one a field counts: people say 2.5 hours, what is kept is 25 tenths. */
export const scaleOf = (name: string): number => {
  if (name.endsWith('Tenths')) return 10;
  return name.endsWith('Thousandths') ? 1000 : 1;
};

const scaled = (text: string, by: number): number | undefined => {
  if (!/^\d{1,9}(\.\d{1,3})?$/.test(text)) return undefined;
  const value = Math.round(Number(text) * by * 1000) / 1000;
  return Number.isInteger(value) ? value : undefined;
};
