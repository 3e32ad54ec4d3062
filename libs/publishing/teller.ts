import type { Codec, EventStore, Recorded, StoredEvent } from '#libs/event-sourcing';
import type { JourneyEvent } from '#libs/lifecycle';
import type { ProviderEvent } from '#libs/providers';
import { LRUCache } from 'lru-cache';
import type { CloudEvent } from './cloud-event.js';
import type { Contract } from './contract.js';
import { isHidden, journeyView, providerView, tell, type Sees, type Told } from './telling.js';
import { withdrawalOf } from './withdrawal.js';

export type PublishingPorts = Readonly<{
  authority: string;
  store: EventStore;
  journeys: Codec<JourneyEvent>;
  providers: Codec<ProviderEvent>;
}>;

type Held = Readonly<{ stored: readonly StoredEvent[]; told: Told }>;

const MOST_HELD = 2_000;
const NOTHING: Held = { stored: [], told: new Map() };

export const prefixOf = ({ of }: Contract): string =>
  of === 'journeys' ? 'journey-' : 'provider-';

/**
 * Tells what each append means to an audience. It needs no memory that could be lost: what was told
 * of a stream before follows from the stream. No key is used, so nothing personal can be told.
 */
export const createTeller = (ports: PublishingPorts, contract: Contract, sees: Sees) => {
  const held = new LRUCache<string, Held>({ max: MOST_HELD });
  const prefix = prefixOf(contract);

  const step = (before: Held, append: readonly StoredEvent[]) => {
    const stored = [...before.stored, ...append];
    const last = append.at(-1);
    if (last === undefined) return { after: before, messages: [] };
    const about = {
      contract,
      ...{ authority: ports.authority, sees, key: last.stream.slice(prefix.length) },
      ...{ revision: last.revision, knownAt: last.knownAt },
    };
    const view =
      contract.of === 'journeys'
        ? journeyView(contract, opened(ports.journeys, stored), sees)
        : providerView(contract, opened(ports.providers, stored));
    const { told, messages } = tell(before.told, view, about);
    return { after: { stored, told }, messages };
  };

  const heldBefore = async ({ stream, revision }: StoredEvent): Promise<Held> => {
    const known = held.get(stream);
    if (known?.stored.length === revision) return known;
    const earlier = revision === 0 ? [] : await ports.store.readStream(stream, { limit: revision });
    return appendsOf(earlier).reduce((before, append) => step(before, append).after, NOTHING);
  };

  return async (append: readonly StoredEvent[]): Promise<readonly CloudEvent[]> => {
    const [first] = append;
    if (first === undefined) return [];
    const { after, messages } = step(await heldBefore(first), append);
    held.set(first.stream, after);
    return messages;
  };
};

/** Whether a record is closed or restricted by now, however open it was at the event. */
const createHiding = (ports: PublishingPorts, { of }: Contract, sees: Sees) => {
  const known = new LRUCache<string, Readonly<{ length: number; hidden: boolean }>>({
    max: MOST_HELD,
  });
  return async ({ stream, revision }: StoredEvent): Promise<boolean> => {
    if (of !== 'journeys') return false;
    const before = known.get(stream);
    if (before && before.length > revision) return before.hidden;
    const stored = await ports.store.readStream(stream);
    const hidden = isHidden(opened(ports.journeys, stored), sees);
    known.set(stream, { length: stored.length, hidden });
    return hidden;
  };
};

/**
 * The same messages, undefined where the record was closed or restricted since: who comes back to the
 * beginning must not be told of a learner what was withdrawn in the meantime.
 */
export const createHindsight = (ports: PublishingPorts, contract: Contract, sees: Sees) => {
  const tellOf = createTeller(ports, contract, sees);
  const hides = createHiding(ports, contract, sees);
  const withdrawn = withdrawalOf(contract.audience).name;
  return async (append: readonly StoredEvent[]): Promise<readonly (CloudEvent | undefined)[]> => {
    const told = await tellOf(append);
    const [first] = append;
    if (first === undefined || told.length === 0 || !(await hides(first))) return told;
    return told.map((one) => (one.type === withdrawn ? one : undefined));
  };
};

const opened = <E extends JourneyEvent | ProviderEvent>(
  codec: Codec<E>,
  stored: readonly StoredEvent[],
): readonly Recorded<E>[] => codec.decode(stored, () => undefined, 'trust');

const appendsOf = (events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] => {
  const appends = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const append = appends.get(event.knownAt);
    if (append) append.push(event);
    else appends.set(event.knownAt, [event]);
  }
  return [...appends.values()];
};
