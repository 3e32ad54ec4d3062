import type { ProviderFacts } from '../../providers/provider-facts.js';
import type { Episode } from '../episodes/index.js';

/** Out of school so long, with the place not open: a breakdown, however it was called afterwards. */
export const WITHHELD_SCHOOL_DAYS = 15;

const MAY_TURN: readonly (string | undefined)[] = ['planned', 'structural', 'awaited'];

/**
 * The place was withheld on the last day attended, for {@link WITHHELD_SCHOOL_DAYS} of the school's
 * own school days or more: the ending was a breakdown. Asked when read, for it takes term dates.
 */
export const withLateOutcome = (
  episode: Episode,
  { calendarOf }: Pick<ProviderFacts, 'calendarOf'>,
): Episode => {
  const { withheldFrom, to, group, establishment } = episode;
  if (withheldFrom === undefined || to === undefined || !MAY_TURN.includes(group)) return episode;
  const { days } = calendarOf(establishment.providerId).schoolDaysBetween(withheldFrom, to);
  return days >= WITHHELD_SCHOOL_DAYS ? { ...episode, group: 'unplanned' } : episode;
};
