import type { Decision, Event, Happened, Refusal, Rules } from '#libs/event-sourcing';
import { contractCatalogue } from './contract/contract.events.js';
import { contractRules } from './contract/contract.decider.js';
import { evolveContract } from './contract/contract.state.js';
import { correctionsRules } from './corrections/corrections.decider.js';
import { identityCatalogue } from './identity/identity.events.js';
import { identityRules } from './identity/identity.decider.js';
import { evolveIdentity, isRegisteredProvider } from './identity/identity.state.js';
import type { ProviderCommand } from './provider-commands.js';
import { providerCatalogue, type ProviderEvent } from './provider-events.js';
import type { ProviderContext } from './provider-rules.js';
import { initialProvider, type ProviderState } from './provider-state.js';
import { provisionCatalogue } from './provision/provision.events.js';
import { provisionRules } from './provision/provision.decider.js';
import { evolveProvision } from './provision/provision.state.js';
import { qualityCatalogue } from './quality/quality.events.js';
import { qualityRules } from './quality/quality.decider.js';
import { evolveQuality } from './quality/quality.state.js';
import { standingCatalogue } from './standing/standing.events.js';
import { standingRules } from './standing/standing.decider.js';
import { evolveStanding } from './standing/standing.state.js';

type AnyRule<R> = (first: never, second: never, third: never) => R;
type Tables = Readonly<{
  decide: Readonly<Record<string, AnyRule<Decision<ProviderEvent>>>>;
  admits: Readonly<Record<string, AnyRule<Refusal | undefined> | undefined>>;
}>;

const parts = {
  identity: { catalogue: identityCatalogue, evolve: evolveIdentity },
  standing: { catalogue: standingCatalogue, evolve: evolveStanding },
  contract: { catalogue: contractCatalogue, evolve: evolveContract },
  provision: { catalogue: provisionCatalogue, evolve: evolveProvision },
  quality: { catalogue: qualityCatalogue, evolve: evolveQuality },
} as const;

type PartName = keyof typeof parts;

const ownerOf = new Map<string, PartName>(
  Object.entries(parts).flatMap(([name, { catalogue }]) =>
    Object.keys(catalogue).map((type) => [type, name as PartName] as const),
  ),
);

const rules = [
  ...[identityRules, standingRules, contractRules, provisionRules, qualityRules],
  correctionsRules,
];

const tables: Tables = {
  decide: Object.assign({}, ...rules.map((table) => table.decide)),
  admits: Object.assign({}, ...rules.map((table) => table.admits)),
};

// The tables pair each type with a rule for exactly that type; the compiler has checked them row by
// row, and cannot follow a lookup by name. The casts below say so once.
const decide = (
  command: ProviderCommand,
  state: ProviderState,
  context: ProviderContext,
): Decision<ProviderEvent> => {
  const barred = barredFrom(command, state, context);
  if (barred) return { outcome: 'refused', refusal: barred };
  const rule = tables.decide[command.type];
  if (!rule) throw new Error(`No rule decides ${command.type}.`);
  return rule(command as never, state as never, context as never);
};

const barredFrom = (
  { type, details: { occurredOn } }: ProviderCommand,
  state: ProviderState,
  { today, providerId }: ProviderContext,
): Refusal | undefined => {
  if (!OPENS_OR_MENDS.includes(type) && !isRegisteredProvider(state))
    return { because: 'unknown-provider', providerId };
  return occurredOn.from > today ? { because: 'in-the-future', occurredOn, today } : undefined;
};

// What registered it may be taken back, and is not there any more while that is decided.
const OPENS_OR_MENDS: readonly string[] = ['RegisterProvider', 'AnnulProviderEntry'];

const NEEDS_NO_PROVIDER: readonly string[] = ['ProviderRegistered', 'EntryAnnulled'];

const admits = (state: ProviderState, event: Happened<ProviderEvent>): Refusal | undefined => {
  if (!NEEDS_NO_PROVIDER.includes(event.type) && !isRegisteredProvider(state))
    return { because: 'unknown-provider' };
  return tables.admits[event.type]?.(state as never, event as never, undefined as never);
};

const evolve = (state: ProviderState, event: Happened<ProviderEvent>): ProviderState => {
  const name = ownerOf.get((event as Event).type);
  // An annulment changes which entries are folded, and nothing else.
  if (name === undefined) return state;
  const table = parts[name].evolve as Readonly<
    Record<string, (part: unknown, event: unknown) => unknown>
  >;
  return { ...state, [name]: table[event.type]?.(state[name], event) };
};

export const providerRules: Rules<ProviderCommand, ProviderState, ProviderEvent, ProviderContext> =
  {
    initialState: initialProvider,
    decide,
    admits,
    irregular: () => [],
    evolve,
    catalogue: providerCatalogue,
  };
