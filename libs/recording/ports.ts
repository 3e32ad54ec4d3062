import type { Codec, EventStore, Instant, LocalDate } from '#libs/event-sourcing';
import type { JourneyEvent, SchoolSnapshot } from '#libs/lifecycle';
import type { GridPoint } from '#libs/places';
import type { KeyStore } from '#libs/privacy';

/** What recording on journeys needs of the world. */
export type JourneyPorts = Readonly<{
  authority: string;
  store: EventStore;
  keys: KeyStore;
  codec: Codec<JourneyEvent>;
  now: () => Instant;
  /** The day it is in England at an instant. */
  dayOf: (instant: Instant) => LocalDate;
  iv: () => Buffer;
  /** The register's word on schools as of a day; unknown ids are left out. */
  schoolsOn: (
    providerIds: readonly string[],
    day: LocalDate,
  ) => Promise<Readonly<Record<string, Located>>>;
  /** Where a postcode lies on the national grid, in metres. */
  locate: (postcode: string) => Promise<GridPoint | undefined>;
  /** How many journeys are remembered between two commands; default 5,000. */
  mostRemembered?: number | undefined;
  /** For how long; default a minute, for what is kept is decrypted. */
  rememberedMs?: number | undefined;
  /** What each role may decide by itself, in pence a year. */
  approvalLimitPence: (role: string) => number;
}>;

/** A school as it stood, and where it is. */
export type Located = Readonly<{ snapshot: SchoolSnapshot; at?: GridPoint | undefined }>;

export const streamOf = (journeyId: string): string => `journey-${journeyId}`;
