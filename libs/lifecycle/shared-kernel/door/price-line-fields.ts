import { lineCodes, priceUnits, type PriceLine } from '../money.js';
import { Code, Pence, Whole } from './fields.js';

/** One line of a price, wherever a command says one. */
export class PriceLineFields implements PriceLine {
  @Code(lineCodes) code!: (typeof lineCodes)[number];
  @Code(priceUnits) unit!: (typeof priceUnits)[number];
  @Pence() ratePence!: number;
  @Whole({ about: 'thousandths: 2.5 hours is 2500', max: 1_000_000_000 })
  quantityThousandths!: number;
  @Whole({ optional: true, min: 1, max: 53 }) weeks?: number;
}
