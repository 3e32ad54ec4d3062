import { casework } from './casework.js';
import { fortunes } from './fortunes.js';
import type { Life } from './life.js';
import { phases } from './phases.js';
import { reviews } from './reviewing.js';

/** What runs alongside for as long as there is a plan, whatever school the learner is at. */
export const follows = (life: Life): void => {
  life.strands.start(reviews(life));
  life.strands.start(phases(life));
  fortunes(life);
  casework(life);
};
