import type { Position } from '#libs/event-sourcing';
import type { Which } from '#libs/insight';
import type { Service } from '../../api/index.js';
import { cookieOf, SEEN_COOKIE, type Visit } from './visit.js';

/** Whether a list shows what was last recorded from this browser; waits for it as long as is configured. */
export const showsOwnWrites = async (
  { readModels, configuration }: Service,
  visit: Visit,
  which: Which = 'journeys',
): Promise<boolean> => {
  const position = cookieOf(visit, SEEN_COOKIE);
  if (position === undefined || !/^[\w-]+:[0-9a-f]+$/.test(position)) return true;
  const reached = await readModels
    .waitFor(position as Position, configuration.waitForPositionMs, which)
    // A position of another log, such as before the data folder was exchanged.
    .catch(() => 'reached' as const);
  return reached === 'reached';
};
