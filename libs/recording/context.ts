import {
  fold,
  isErased,
  type Actor,
  type Ids,
  type LocalDate,
  type Placed,
} from '#libs/event-sourcing';
import {
  homeOf,
  journeyCommands,
  journeyRules,
  type JourneyCommand,
  type JourneyContext,
  type JourneyEvent,
} from '#libs/lifecycle';
import { milesBetween } from '#libs/places';
import type { JourneyPorts, Located } from './ports.js';

/** What has happened on a journey so far, recorded or about to be. */
type SoFar = Readonly<{ events: readonly Placed<JourneyEvent>[] }>;

type Asking = Readonly<{
  journeyId: string;
  command: JourneyCommand;
  actor: Actor;
  ids: Ids;
  /** An id to keep, where a replacement stands in for what opened it. */
  keep?: (kind: string, index: number) => string | undefined;
}>;

/** Looks up everything a decision may rely on, as of the day the command speaks of. */
export const contextFor = async (
  ports: JourneyPorts,
  history: SoFar,
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
    distanceMiles: await distances(ports, located, () => homePostcodeOn(history, day)),
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
export const homePostcodeOn = ({ events }: SoFar, day: LocalDate): string | undefined => {
  const address = homeOf(fold(journeyRules, events), day)?.address;
  return address === undefined || isErased(address) ? undefined : address.postcode;
};
