import type { StreamKeys, SubjectKey } from '#libs/event-sourcing';

/** The event that makes a destruction final, and the keys that go when it is in the log. */
export type Destruction = Readonly<{
  subject: string;
  kids: readonly string[];
  because: Readonly<{ stream: string; eventId: string }>;
}>;

/**
 * Keeps the keys that make personal data readable. To destroy some: write down the intention,
 * append the event it names, destroy. Whatever is interrupted, {@link finishDestructions} ends it.
 */
export type KeyStore = Readonly<{
  /** The subject's current key; a new one if there is none. Durable before it is returned. */
  create: (subject: string) => Promise<SubjectKey>;
  /** Every generation that has not been destroyed; `current` is the one to seal with. */
  keysOf: (subject: string) => Promise<StreamKeys>;
  /** A new generation, current from now on. The older ones stay readable until destroyed. */
  startNew: (subject: string) => Promise<SubjectKey>;
  /** Durable before it returns. Asking again changes nothing. Rejects on a kid of somebody else. */
  intendDestruction: (destruction: Destruction) => Promise<void>;
  /** For good, with the intentions that name them. A kid that is not there is passed over. */
  destroy: (kids: readonly string[]) => Promise<void>;
  /** In the order they were intended. */
  pendingDestructions: () => Promise<readonly Destruction[]>;
  /** Forgets the intention and keeps the keys: the event never came to be. */
  abandonDestruction: (because: Destruction['because']) => Promise<void>;
  close: () => Promise<void>;
}>;
