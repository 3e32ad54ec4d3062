import type { Journeys } from '#libs/recording';

/** What the import needs of the service. */
export type JourneysImportPorts = Readonly<{
  journeys: Journeys;
  authority: string;
  /** The school that bears a URN, or once bore it, by its id in the register. */
  schoolOf: (urn: string) => Promise<string | undefined>;
  /** The district of a postcode, by its ONS code. */
  districtOf: (postcode: string) => Promise<string | undefined>;
}>;
