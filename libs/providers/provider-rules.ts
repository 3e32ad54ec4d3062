import type { Actor, Decision, Event, Happened, LocalDate, Refusal } from '#libs/event-sourcing';
import type { ProviderEvent } from './provider-events.js';
import type { ProviderState } from './provider-state.js';

/** What a decision may rely on beside the provider's own record. The service fills it in. */
export type ProviderContext = Readonly<{
  providerId: string;
  actor: Actor;
  /** The day of recording, in England. */
  today: LocalDate;
  /** The three digits of the authority whose record this is. */
  localAuthority: string;
  /** Ids for what the command opens: the same command gives the same ids. */
  newId: (kind: string, index?: number) => string;
  /** Which provider bears a URN, as far as the register knows. */
  holderOf: (urn: string) => string | undefined;
  /** The entries of this provider's history. */
  entries: Readonly<Record<string, EntryOfHistory>>;
}>;

export type EntryOfHistory = Readonly<{ types: readonly string[]; annulled: boolean }>;

/**
 * The rules of one part: one row per command, one per event that has a rule. No rule may be broken
 * knowingly here: the reason given for it would be free text, and providers have no key to keep it under.
 */
export type ProviderTables<C extends { type: string }, E extends Event> = Readonly<{
  decide: {
    readonly [T in C['type']]: (
      command: Extract<C, { type: T }>,
      state: ProviderState,
      context: ProviderContext,
    ) => Decision<ProviderEvent>;
  };
  /** Impossible, whoever says so; asked again of later entries when history changes before them. */
  admits: {
    readonly [T in E['type']]?: (
      state: ProviderState,
      event: Happened<Extract<E, { type: T }>>,
    ) => Refusal | undefined;
  };
}>;
