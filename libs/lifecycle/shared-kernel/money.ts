import { z } from 'zod';

/** Integer pence, net of VAT. */
export const pence = z.int().min(0).max(1_000_000_000);

export const priceUnits = ['year', 'term', 'week', 'day', 'hour', 'night', 'once'] as const;
export const lineCodes = [
  ...['tuition', 'residential', 'oneToOne', 'speechAndLanguage', 'occupationalTherapy'],
  ...['physiotherapy', 'psychology', 'equipment', 'transport', 'other'],
] as const;
export const vatTreatments = ['exempt', 'standard', 'zero', 'outsideScope'] as const;

/** One line of a price: `ratePence` per `unit`, `quantity` units a week (or in all), for `weeks` a year. */
export const priceLine = z.strictObject({
  code: z.enum(lineCodes as readonly [string, ...string[]]),
  unit: z.enum(priceUnits),
  ratePence: pence,
  /** Thousandths, so that 2.5 hours is exact: 2500. */
  quantityThousandths: z.int().min(0).max(1_000_000_000),
  weeks: z.int().min(1).max(53).optional(),
});

export type PriceLine = z.infer<typeof priceLine>;

const TERMS_A_YEAR = 3;
const SCHOOL_WEEKS = 38;

const timesAYear = ({ unit, weeks = SCHOOL_WEEKS }: PriceLine): number => {
  switch (unit) {
    case 'year':
    case 'once':
      return 1;
    case 'term':
      return TERMS_A_YEAR;
    case 'week':
    case 'day':
    case 'hour':
    case 'night':
      return weeks;
  }
};

/** What the lines come to in a year, in pence, each line rounded half up. */
export const pencePerYear = (lines: readonly PriceLine[]): number =>
  lines.reduce(
    (sum, line) =>
      sum + Math.round((line.ratePence * line.quantityThousandths * timesAYear(line)) / 1000),
    0,
  );

/** `£64,000` or `£64,000.50`. */
export const poundsInWords = (amount: number): string => {
  const pounds = Math.trunc(amount / 100).toString();
  const grouped = pounds.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return amount % 100 === 0
    ? `£${grouped}`
    : `£${grouped}.${String(amount % 100).padStart(2, '0')}`;
};
