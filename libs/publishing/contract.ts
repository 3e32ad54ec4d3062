import type { Placed, Recorded } from '#libs/event-sourcing';
import type { JourneyEvent, JourneyState } from '#libs/lifecycle';
import type { ProviderEvent } from '#libs/providers';
import type { z } from 'zod';

/** Who a contract is for. Each has a topic of its own, and sees what it has need of. */
export const audiences = ['journey-events', 'finance', 'transport', 'provider-events'] as const;
export type Audience = (typeof audiences)[number];

/** A kind of message, as consumers know it. Its name ends in its version. */
export type PublicType = Readonly<{
  name: string;
  meaning: string;
  data: z.ZodType;
  /** The data of one message, made up. */
  example: object;
}>;

/** What a consumer is to hold for one subject: a row of its table. */
export type Shown = Readonly<{ type: string; data: object }>;

/** All that an audience is to hold about one stream, by subject within it. */
export type View = ReadonlyMap<string, Shown>;

export type JourneySoFar = Readonly<{
  /** What stands, in the order of recording. */
  standing: readonly (Recorded<JourneyEvent> & Placed<JourneyEvent>)[];
  state: JourneyState;
}>;

type ContractOf<Of extends string, SoFar> = Readonly<{
  of: Of;
  audience: Audience;
  topic: string;
  meaning: string;
  types: readonly PublicType[];
  view: (soFar: SoFar) => View;
}>;

export type JourneyContract = ContractOf<'journeys', JourneySoFar>;
export type ProviderContract = ContractOf<
  'providers',
  Readonly<{ standing: readonly Recorded<ProviderEvent>[] }>
>;
export type Contract = JourneyContract | ProviderContract;
