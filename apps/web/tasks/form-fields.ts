import { fieldsOf, type FieldShape } from '#libs/lifecycle';
import type { Form } from '../door/forms.js';
import type { Choice } from './choices.js';
import { isSchool, rowsIn, type Misread } from './form-values.js';
import { codeInWords, hintOf, labelOf } from './labels.js';

/** One question of a form as a page shows it. */
export type Question = Readonly<{
  name: string;
  id: string;
  as: 'input' | 'textarea' | 'radios' | 'checkboxes' | 'select' | 'group' | 'rows';
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional: boolean;
  /** What was typed, or what is proposed. */
  value: string;
  values: readonly string[];
  width?: number | undefined;
  items: readonly Choice[];
  /** Few and short enough for one line. */
  inline: boolean;
  questions: readonly Question[];
  rows: readonly (readonly Question[])[];
}>;

export type Asking = Readonly<{
  form: Form;
  errors: readonly Misread[];
  choices: (field: string) => readonly Choice[] | undefined;
  /** Proposed where nothing was typed yet. */
  defaults: Readonly<Record<string, string>>;
  /** The page comes back: what was left empty then stays empty. */
  typed: boolean;
}>;

const RADIOS = 7;
const SHORT_TEXT = 300;
const BLANK_ROWS = 2;

export const idOf = (name: string): string => `f-${name.replaceAll('.', '-')}`;

export const questionsFor = (
  shapes: readonly FieldShape[],
  asking: Asking,
  within = '',
): readonly Question[] =>
  shapes.map((shape) => questionFor(shape, asking, within)).filter((one) => !isMoot(one));

/** Nothing there is on the record could be chosen, and nothing need be. */
const isMoot = ({ as, items, optional }: Question): boolean =>
  (as === 'radios' || as === 'checkboxes') && items.length === 0 && optional;

const questionFor = (shape: FieldShape, asking: Asking, within: string): Question => {
  const name = `${within}${shape.name}`;
  const { errors, form, typed, defaults } = asking;
  const values = form.all(name);
  const items = itemsOf(shape, likely(asking.choices(name), values));
  const proposed = typed ? undefined : proposal(shape, name, { items, defaults });
  const shown = values.length > 0 ? values : proposed === undefined ? [] : [proposed];
  return {
    name,
    id: idOf(name),
    as: shapeAs(shape, items),
    label: labelOf(shape.name),
    hint: shape.kind === 'id' && items ? undefined : hintOf(shape),
    error: errors.find(({ field }) => field === name)?.problem,
    optional: shape.optional,
    value: shown.join('\n'),
    values: shown,
    width: widthOf(shape),
    items: items ?? [],
    inline: isShort(items ?? []),
    ...partsOf(shape, asking, name),
  };
};

/** What is over is no choice, unless it was chosen or there is nothing else. */
const likely = (
  choices: readonly Choice[] | undefined,
  values: readonly string[],
): readonly Choice[] | undefined => {
  const going = choices?.filter((one) => one.over !== true || values.includes(one.value));
  return going && going.length > 0 ? going : choices;
};

/** Where there is one thing that must be chosen, it is. */
const proposal = (
  shape: FieldShape,
  name: string,
  {
    items,
    defaults,
  }: Readonly<{ items: readonly Choice[] | undefined; defaults: Asking['defaults'] }>,
): string | undefined => {
  if (defaults[name] !== undefined) return defaults[name];
  return shape.kind === 'id' && !shape.optional && items?.length === 1
    ? items[0]?.value
    : undefined;
};

const partsOf = (shape: FieldShape, asking: Asking, name: string) => {
  if (shape.kind !== 'nested' || !shape.of) return { questions: [], rows: [] };
  const shapes = fieldsOf(shape.of());
  if (!shape.many) return { questions: questionsFor(shapes, asking, `${name}.`), rows: [] };
  const filled = rowsIn(asking.form, name);
  const count = Math.max(filled.length, 1) + (asking.typed ? 0 : BLANK_ROWS);
  return {
    questions: [],
    rows: Array.from({ length: count }, (_, row) =>
      questionsFor(shapes, asking, `${name}.${filled[row] ?? row}.`),
    ),
  };
};

const SHORT = 44;

const isShort = (items: readonly Choice[]): boolean =>
  items.length < 5 && items.map(({ text }) => text).join('').length <= SHORT;

const FLAGS: readonly Choice[] = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
];

const itemsOf = (
  { kind, values }: FieldShape,
  choices: readonly Choice[] | undefined,
): readonly Choice[] | undefined => {
  if (kind === 'flag') return FLAGS;
  return values ? values.map((value) => ({ value, text: codeInWords(value) })) : choices;
};

const shapeAs = (shape: FieldShape, items: readonly Choice[] | undefined): Question['as'] => {
  const { kind, many, max } = shape;
  if (kind === 'nested') return many ? 'rows' : 'group';
  if (items) return many ? 'checkboxes' : items.length <= RADIOS ? 'radios' : 'select';
  const isLong = kind === 'text' && (max ?? 0) > SHORT_TEXT;
  return many || isLong ? 'textarea' : 'input';
};

const widthOf = ({ kind, name }: FieldShape): number | undefined => {
  if (isSchool(name)) return 30;
  if (kind === 'day') return 10;
  if (kind === 'when') return 20;
  return kind === 'whole' || kind === 'pence' ? 5 : undefined;
};
