import { isErased, type Actor, type Ids, type LocalDate } from '#libs/event-sourcing';
import {
  homeOf,
  journeyCommands,
  type JourneyCommand,
  type JourneyContext,
  type JourneyState,
} from '#libs/lifecycle';
import { milesBetween } from '#libs/places';
import type { JourneyPorts, Located } from './ports.js';

type Asking = Readonly<{
  journeyId: string;
  command: JourneyCommand;
  actor: Actor;
  ids: Ids;
  /** An id to keep, where a replacement stands in for what opened it. */
  keep?: (kind: string, index: number) => string | undefined;
}>;

/**
 * Looks up everything a decision may rely on, as of the day the command speaks of. `state` is what has
 * happened on the journey so far, recorded or about to be.
 */
export const contextFor = async (
  ports: JourneyPorts,
  state: JourneyState,
  { journeyId, command, actor, ids, keep }: Asking,
): Promise<JourneyContext> => {
  const day = command.details.occurredOn.from;
  const located = await schoolsNamedBy(ports, command, day);
  return {
    journeyId,
    actor,
    today: ports.dayOf(ports.now()),
    newId: (kind, index = 0) => keep?.(kind, index) ?? ids.entity(kind, index),
    schools: Object.fromEntries(
      Object.entries(located).map(([id, { snapshot }]) => [id, snapshot]),
    ),
    distanceMiles: await distances(ports, located, () => homePostcodeOn(state, day)),
    approvalLimitPence: ports.approvalLimitPence,
  };
};

const schoolsNamedBy = async (
  { schoolsOn }: JourneyPorts,
  { type, data }: JourneyCommand,
  day: LocalDate,
): Promise<Readonly<Record<string, Located>>> => {
  const named = journeyCommands[type]?.schools?.(data as never) ?? [];
  return named.length === 0 ? {} : schoolsOn([...new Set(named)], day);
};

const distances = async (
  { locate }: JourneyPorts,
  located: Readonly<Record<string, Located>>,
  homePostcode: () => string | undefined,
): Promise<Readonly<Record<string, number>>> => {
  if (Object.keys(located).length === 0) return {};
  const postcode = homePostcode();
  if (postcode === undefined) return {};
  const home = await locate(postcode);
  if (home === undefined) return {};
  return Object.fromEntries(
    Object.entries(located).flatMap(([id, { at }]) => (at ? [[id, milesBetween(home, at)]] : [])),
  );
};

/** Where the learner lives on a day, by what stands of what was told. */
const homePostcodeOn = (state: JourneyState, day: LocalDate): string | undefined => {
  const address = homeOf(state, day)?.address;
  return address === undefined || isErased(address) ? undefined : address.postcode;
};
