export type Kind = 'count' | 'rate' | 'duration' | 'money' | 'number';

/** What every measure says of itself. */
export type Described = Readonly<{
  name: string;
  title: string;
  /** Raise it when the same history would be answered in another way. */
  version: number;
  kind: Kind;
  unit: string;
  definition: string;
  population: string;
  formula: string;
  /** Where the definition comes from. */
  source: string;
}>;

/** `n` is null where so few are kept back. */
export type Counted = Readonly<{ says: string; n: number | null }>;
