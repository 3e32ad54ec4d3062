import type { Instant } from '#libs/event-sourcing';

/** A message, as CloudEvents 1.0 has it. */
export type CloudEvent = Readonly<{
  specversion: '1.0';
  /** The same for the same message, whenever and however often it is made. */
  id: string;
  source: string;
  type: string;
  /** Which row of a consumer’s table it is about: `<learner or school>/<row>`. */
  subject: string;
  /** When it was known. */
  time: Instant;
  datacontenttype: 'application/json';
  dataschema: string;
  /** All of one learner, or school, comes in order. */
  partitionkey: string;
  /** The id of the message that it takes the place of. */
  supersedes?: string;
  data: object;
}>;

export const schemaAddress = (type: string): string => `/api/feed/schema?type=${type}`;
