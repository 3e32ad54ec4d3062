/** What kind of value a field takes; `checked` is text with a check of its own. */
export type FieldKind =
  'id' | 'text' | 'code' | 'day' | 'when' | 'whole' | 'pence' | 'flag' | 'nested' | 'checked';

export type FieldClass = () => new () => object;

/** One field of a body as a form needs to know it. */
export type FieldShape = Readonly<{
  name: string;
  kind: FieldKind;
  many: boolean;
  optional: boolean;
  /** A few words for whoever fills it in. */
  about?: string | undefined;
  /** The codes to choose from. */
  values?: readonly string[] | undefined;
  min?: number | undefined;
  /** The most characters. */
  max?: number | undefined;
  /** What a nested one consists of. */
  of?: FieldClass | undefined;
}>;

const noted = new WeakMap<object, Map<string, FieldShape>>();

/** For the decorators of fields.ts. */
export const notesShape =
  (shape: Omit<FieldShape, 'name'>): PropertyDecorator =>
  (target, property) => {
    const fields = noted.get(target) ?? new Map<string, FieldShape>();
    fields.set(String(property), { ...shape, name: String(property) });
    noted.set(target, fields);
  };

/** The fields of a body in the order in which they are declared, those of the class it extends first. */
export const fieldsOf = (body: new () => object): readonly FieldShape[] => {
  const fields = new Map<string, FieldShape>();
  for (const prototype of prototypesOf(body))
    for (const [name, shape] of noted.get(prototype) ?? []) fields.set(name, shape);
  return [...fields.values()];
};

const prototypesOf = (body: new () => object): readonly object[] => {
  const found: object[] = [];
  for (let one = body.prototype as object | null; one; one = Object.getPrototypeOf(one) as object)
    found.unshift(one);
  return found;
};
