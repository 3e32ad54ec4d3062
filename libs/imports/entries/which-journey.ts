import { newJourneyId, type Journeys } from '#libs/recording';
import { journeyOfReference } from '../journeys/record-position.js';
import type { Entry } from './entry-row.js';

export type WhichJourneyPorts = Readonly<{
  journeys: Pick<Journeys, 'history'>;
  /** The journeys whose learner bears an identifier, as far as lists know yet. */
  bearersOf: (identifier: string) => Promise<readonly string[]>;
}>;

export const REGISTRATION = 'RegisterLearner';

/**
 * Finds the journey that each row means. It remembers what it found, and which journeys this very
 * file opens: lists may be behind, and a dry run opens none.
 */
export const createWhichJourney = ({ journeys, bearersOf }: WhichJourneyPorts, caller: string) => {
  const known = new Map<string, string | undefined>();

  const exists = async (journeyId: string): Promise<boolean> =>
    (await journeys.history(journeyId)).revision >= 0;

  const find = async (told: string): Promise<string | undefined> => {
    const opened = newJourneyId({ caller, commandId: told });
    for (const journeyId of [told, opened, journeyOfReference(told)])
      if (await exists(journeyId)) return journeyId;
    // Without a figure it would be looked for among names, and a name is nobody's identifier.
    const bearers = /\d/.test(told) ? await bearersOf(told) : [];
    return bearers.length === 1 ? bearers[0] : undefined;
  };

  const opens = ({ reference, body }: Entry): string => {
    const journeyId = newJourneyId({ caller, commandId: reference });
    for (const told of [reference, journeyId, ...identifiersIn(body)]) known.set(told, journeyId);
    return journeyId;
  };

  return async (entry: Entry): Promise<string | undefined> => {
    if (entry.command === REGISTRATION) return opens(entry);
    const { journey } = entry;
    if (!known.has(journey)) known.set(journey, await find(journey));
    return known.get(journey);
  };
};

const identifiersIn = ({ upn, uln, otherIds }: Entry['body']): readonly string[] => [
  ...[upn, uln].filter((value) => typeof value === 'string'),
  ...(Array.isArray(otherIds) ? otherIds : []).flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'value' in one && typeof one.value === 'string'
      ? [one.value]
      : [],
  ),
];
