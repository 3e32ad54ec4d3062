import {
  annulledEntries,
  canonical,
  derivedId,
  fold,
  type Instant,
  type Recorded,
} from '#libs/event-sourcing';
import {
  closedBy,
  journeyCatalogue,
  journeyRules,
  restrictionOf,
  type JourneyEvent,
  type JourneyState,
} from '#libs/lifecycle';
import type { ProviderEvent } from '#libs/providers';
import { schemaAddress, type CloudEvent } from './cloud-event.js';
import type { Contract, JourneyContract, ProviderContract, Shown, View } from './contract.js';
import { withdrawalOf } from './withdrawal.js';

/** Whether restricted records are shown. */
export type Sees = 'everything' | 'what-is-open';

/** What a consumer holds about one stream: for each subject the last message and what it said. */
export type Told = ReadonlyMap<string, Readonly<{ id: string; said: string }>>;

export type About = Readonly<{
  contract: Contract;
  /** The code of the authority. */
  authority: string;
  /** The learner’s journey, or the school. */
  key: string;
  /** Of the last event taken into account. */
  revision: number;
  knownAt: Instant;
  sees: Sees;
}>;

const NOTHING: View = new Map();

const isClosedTo = (state: JourneyState, sees: Sees): boolean =>
  closedBy(state) !== undefined || (sees === 'what-is-open' && restrictionOf(state) !== undefined);

/** Whether nothing is shown of a learner, given all that was recorded so far. */
export const isHidden = (events: readonly Recorded<JourneyEvent>[], sees: Sees): boolean =>
  isClosedTo(fold(journeyRules, events), sees);

/** What an audience is to hold about a learner, given all that was recorded so far. */
export const journeyView = (
  contract: JourneyContract,
  events: readonly Recorded<JourneyEvent>[],
  sees: Sees,
): View => {
  const state = fold(journeyRules, events);
  if (isClosedTo(state, sees)) return NOTHING;
  const annulled = annulledEntries(events);
  const standing = events.filter(
    ({ entryId, type }) => !annulled.has(entryId) || journeyCatalogue[type].aboutEntries,
  );
  return contract.view({ standing, state });
};

/** What an audience is to hold about a school. */
export const providerView = (
  contract: ProviderContract,
  events: readonly Recorded<ProviderEvent>[],
): View => {
  const annulled = annulledEntries(events);
  return contract.view({ standing: events.filter(({ entryId }) => !annulled.has(entryId)) });
};

/**
 * The messages that turn what a consumer holds into what it is to hold: full values, never
 * differences. Their ids follow from the log alone, so that a message made twice is one.
 */
export const tell = (
  told: Told,
  view: View,
  { contract, ...about }: About,
): Readonly<{ told: Told; messages: readonly CloudEvent[] }> => {
  const after = new Map(told);
  const messages: CloudEvent[] = [];
  const say = (subject: string, { type, data }: Shown): string => {
    const before = after.get(subject);
    const { authority, key, revision, knownAt, sees } = about;
    const id = derivedId(contract.topic, sees, key, revision, subject);
    messages.push({
      ...{ specversion: '1.0', id, source: `/placements/${authority}`, type },
      ...{ subject: `${key}/${subject}`, time: knownAt, datacontenttype: 'application/json' },
      ...{ dataschema: schemaAddress(type), partitionkey: key },
      ...(before ? { supersedes: before.id } : {}),
      data,
    });
    return id;
  };
  for (const subject of told.keys())
    if (!view.has(subject)) {
      say(subject, { type: withdrawalOf(contract.audience).name, data: {} });
      after.delete(subject);
    }
  for (const [subject, shown] of view) {
    const said = canonical(shown);
    if (after.get(subject)?.said !== said) after.set(subject, { id: say(subject, shown), said });
  }
  return { told: after, messages };
};
