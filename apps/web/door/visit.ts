import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply } from 'fastify';
import type { Identity } from '#libs/access';
import { Refused, type AskedRequest, type Service } from '../../api/index.js';
import { formIn } from './forms.js';
import type { Session, Sessions } from './sessions.js';

/** A request with what the door found in it. */
export type Visit = AskedRequest & { session?: Session };

/** What the browser kept for us. */
export const cookieOf = ({ headers }: Pick<Visit, 'headers'>, name: string): string | undefined =>
  parseCookie(headers.cookie ?? '')[name];

export const SESSION_COOKIE = 'placements-session';
/** The last position this browser recorded at: lists wait for it. */
export const SEEN_COOKIE = 'placements-seen';

const KEPT = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

export const keepCookie = (reply: FastifyReply, name: string, value: string): void => {
  void reply.header('set-cookie', stringifySetCookie({ ...KEPT, name, value }));
};

export const dropCookie = (reply: FastifyReply, name: string): void => {
  void reply.header('set-cookie', stringifySetCookie({ ...KEPT, name, value: '', maxAge: 0 }));
};

/** Who visits, by the session; a form that is sent must come from a page of that session. */
export const visitorOf = async (
  { identity }: Service,
  sessions: Sessions,
  request: AskedRequest,
): Promise<Identity | undefined> => {
  const visit = request as Visit;
  const session = sessions.read(cookieOf(visit, SESSION_COOKIE));
  if (!session) return undefined;
  visit.session = session;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    assertOwnForm(sessions, visit, session);
  return identity.inRole(session.actorId, session.role);
};

const assertOwnForm = (sessions: Sessions, visit: Visit, session: Session): void => {
  const token = formIn(visit).one('_form') ?? '';
  if (!sessions.isFormToken(session, token))
    throw new Refused({ because: 'form-of-another-session' });
};
