import type { Measure } from '../../measures/measure.js';
import { breakdownMeasures } from './breakdown.measures.js';
import { instabilityMeasures } from './instability.measures.js';
import { decisionTimeliness } from './decision-timeliness.js';
import { phaseMeasures } from './phase.measures.js';
import { providerMeasures } from './provider.measures.js';
import { provisionMeasures } from './provision.measures.js';
import { transitionMeasures } from './transitions.measures.js';
import { warningMeasures } from './warning.measures.js';

/** M1 to M20 in the order of their numbers: what each is called is its title. */
export const stabilityMeasures: readonly Measure[] = [
  ...instabilityMeasures,
  ...breakdownMeasures,
  ...provisionMeasures,
  ...transitionMeasures,
  ...warningMeasures,
  ...phaseMeasures,
  ...providerMeasures,
  decisionTimeliness,
].toSorted((a, b) => numberOf(a) - numberOf(b));

function numberOf({ title }: Measure): number {
  return Number(/^M(\d+)/.exec(title)?.[1]);
}
