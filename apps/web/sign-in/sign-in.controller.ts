import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Refused, Route, SERVICE, type Service } from '../../api/index.js';
import { formIn } from '../door/forms.js';
import type { Sessions } from '../door/sessions.js';
import { SESSIONS } from '../door/tokens.js';
import { VIEWS, type Views } from '../door/views.js';
import { dropCookie, keepCookie, SESSION_COOKIE, type Visit } from '../door/visit.js';
import { isOnThisMachine, ownAddress, signInView } from './sign-in-view.js';

/** Where nobody proves who they are: choosing one of the local users, on this machine alone. */
@Controller()
export class SignInController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(SESSIONS) private readonly sessions: Sessions,
  ) {}

  @Get('sign-in')
  @Route({ permission: 'anyone', audit: 'SEE_SIGN_IN' })
  async choose(@Req() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    this.views.show('sign-in.njk', await signInView(this.service, visit), { visit, reply });
  }

  @Post('sign-in')
  @Route({ permission: 'anyone', audit: 'SIGN_IN' })
  async signIn(@Req() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    if (!isOnThisMachine(visit)) throw new Refused({ because: 'not-permitted' });
    assertSameSite(visit);
    const form = formIn(visit);
    const [actorId = '', role = ''] = (form.one('who') ?? '').split(' ');
    const identity = await this.service.identity.inRole(actorId, role);
    if (!identity) throw new Refused({ because: 'who-is-asking' });
    const cookie = this.sessions.opened(actorId, role);
    keepCookie(reply, SESSION_COOKIE, cookie);
    const onward = ownAddress(form.one('onward'));
    const typed = form.entries.flatMap(([name, value]) =>
      name.startsWith('typed.') ? [[name.slice('typed.'.length), value] as const] : [],
    );
    if (typed.length === 0) return void reply.redirect(onward, 303);
    const session = this.sessions.read(cookie);
    Object.assign(visit, { identity }, session && { session });
    const view = { title: 'You are signed in again', onward, typed };
    this.views.show('signed-in-again.njk', view, { visit, reply });
  }

  @Post('sign-out')
  @Route({ permission: 'known', audit: 'SIGN_OUT' })
  signOut(@Res() reply: FastifyReply): void {
    dropCookie(reply, SESSION_COOKIE);
    void reply.redirect('/sign-in', 303);
  }
}

/** Another site must not sign anybody in either: what they recorded would bear another's name. */
const assertSameSite = ({ headers: { host, origin, ...headers } }: Visit): void => {
  const from = headers['sec-fetch-site'];
  const elsewhere = from !== undefined && from !== 'same-origin' && from !== 'none';
  // A proxy may say nothing of itself; the browser says which site its page is of.
  const ofAnother = origin !== undefined && origin.replace(/^https?:\/\//, '') !== host;
  if (elsewhere || ofAnother) throw new Refused({ because: 'form-of-another-session' });
};
