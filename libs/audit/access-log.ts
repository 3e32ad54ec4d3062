import type { Instant } from '#libs/event-sourcing';

export type AccessOutcome = 'allowed' | 'refused' | 'not-found' | 'failed';

/** Who asked for what, when. Ids and codes only: nothing here may say anything about a person. */
export type Access = Readonly<{
  at: Instant;
  /** `undefined`: nobody that is known. */
  actorId: string | undefined;
  role: string | undefined;
  team: string | undefined;
  /** The audit event that the route declares, such as `READ_TIMELINE`. */
  action: string;
  /** The stream it was about, such as `journey-<id>`; `undefined` for lists and searches. */
  subject: string | undefined;
  outcome: AccessOutcome;
  requestId: string;
  /** A code: why it was refused, or the reason given for looking outside one's own caseload. */
  reason: string | undefined;
}>;

/** Where a listing goes on. */
export type AccessCursor = string & { readonly brand: 'AccessCursor' };

export const parseAccessCursor = (text: string): AccessCursor | undefined =>
  /^[1-9]\d{0,15}$/.test(text) ? (text as AccessCursor) : undefined;

export type AccessPage = Readonly<{
  /** The newest first. */
  entries: readonly Access[];
  next: AccessCursor | undefined;
}>;

export type AccessListing = Readonly<{
  /** Where the page before said to go on. */
  from?: AccessCursor | undefined;
  /** At least 1. */
  limit: number;
}>;

export type AccessLog = Readonly<{
  /**
   * Takes it down at once and writes it within moments, many together. Throws {@link AccessLogStuck}
   * when too much could not be written: what cannot be logged must not be read.
   */
  record: (access: Access) => void;
  /** Resolves when all that was recorded before is durable. */
  flush: () => Promise<void>;
  aboutSubject: (subject: string, listing: AccessListing) => Promise<AccessPage>;
  byActor: (actorId: string, listing: AccessListing) => Promise<AccessPage>;
  /** Flushes first. */
  close: () => Promise<void>;
}>;

/** The log of accesses cannot be written, so nothing that has to be logged may be shown. */
export class AccessLogStuck extends Error {
  override readonly name = 'AccessLogStuck';
  constructor(waiting: number, cause: unknown) {
    super(
      `The access log cannot be written (${waiting} entries wait in memory), so no record may be ` +
        'shown. What waits is written once it can be. Look at the disk it is on.',
      { cause },
    );
  }
}

/** An entry with text where only ids and codes belong. Nothing of it was written, nor is shown. */
export class NotForTheAccessLog extends Error {
  override readonly name = 'NotForTheAccessLog';
  constructor(field: string) {
    super(`The ${field} of an access is no id or code, so the entry was not taken down.`);
  }
}

const CODE = /^[\w.:/-]{1,200}$/;
const FIELDS = ['actorId', 'role', 'team', 'action', 'subject', 'requestId', 'reason'] as const;

/** @throws NotForTheAccessLog */
export const assertImpersonal = (access: Access): void => {
  for (const field of FIELDS) {
    const value = access[field];
    if (value !== undefined && !CODE.test(value)) throw new NotForTheAccessLog(field);
  }
};
