import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who signed in on this browser, in which role, and since when. */
export type Session = Readonly<{
  id: string;
  actorId: string;
  role: string;
  /** Milliseconds: when it was opened, and when it was last used. */
  since: number;
  seen: number;
}>;

const HOUR = 3_600_000;
/** However busy, a day's work; left alone, the length of a meeting. */
export const LONGEST_MS = 8 * HOUR;
export const IDLE_MS = HOUR;

export type Sessions = ReturnType<typeof createSessions>;

/**
 * Sessions without a store: the cookie holds all of it, and a signature. The secret is of this process
 * and its life, so a restart signs everybody out; what they were typing is kept by the sign-in page.
 */
export const createSessions = (now: () => number, secret: Buffer = randomBytes(32)) => {
  const signed = (purpose: string, text: string): string =>
    createHmac('sha256', secret).update(`${purpose}\0${text}`).digest('base64url');

  const cookieOf = (session: Session): string => {
    const text = Buffer.from(JSON.stringify(session)).toString('base64url');
    return `${text}.${signed('session', text)}`;
  };

  return {
    opened: (actorId: string, role: string): string => {
      const at = now();
      const id = randomBytes(16).toString('base64url');
      return cookieOf({ id, actorId, role, since: at, seen: at });
    },
    /** The session of a cookie; `undefined` where it is none of ours, or over. */
    read: (cookie: string | undefined): Session | undefined => {
      const [text = '', signature = ''] = (cookie ?? '').split('.');
      if (!same(signature, signed('session', text))) return undefined;
      const session = JSON.parse(Buffer.from(text, 'base64url').toString()) as Session;
      const over = now() - session.since > LONGEST_MS || now() - session.seen > IDLE_MS;
      return over ? undefined : session;
    },
    /** The cookie that keeps the session open for another while. */
    renewed: (session: Session): string => cookieOf({ ...session, seen: now() }),
    /** What every form of the session carries, and no other site can know. */
    formToken: ({ id }: Session): string => signed('form', id),
    isFormToken: ({ id }: Session, token: string): boolean => same(token, signed('form', id)),
  };
};

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
