import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Permission } from '#libs/access';
import { SERVICE, type Service } from '../service.js';
import type { AskedRequest } from './asking.js';
import { PAGES, type Pages } from './pages.js';
import { Refused } from './refused.js';
import { ROUTE_RULE, type RouteRule } from './route.js';

/** Lets in who is known and permitted, and notes for the access log what is asked. */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(SERVICE) private readonly service: Service,
    @Inject(PAGES) private readonly pages: Pages | null,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<RouteRule>(ROUTE_RULE, context.getHandler());
    const request = context.switchToHttp().getRequest<AskedRequest>();
    request.rule = rule;
    if (rule.permission === 'anyone') return true;
    const identity = await this.whoAsks(request);
    if (!identity)
      throw new Refused({ because: 'who-is-asking' }, { 'www-authenticate': 'Bearer' });
    request.identity = identity;
    if (rule.permission === 'known') return true;
    if (!identity.permissions.has(rule.permission as Permission))
      throw new Refused({ because: 'not-permitted', permission: rule.permission });
    assertIds(request.params);
    return true;
  }

  private whoAsks(request: AskedRequest) {
    return this.pages?.isPage(request.url)
      ? this.pages.whoAsks(request)
      : this.service.identity.identify(request.headers);
  }
}

const ID = /^[\w-]{1,100}$/;

/** Every part of an address that varies is an id; what can be none is answered without repeating it. */
const assertIds = (params: unknown): void => {
  const ids = Object.values(params as Readonly<Record<string, string>>);
  if (!ids.every((id) => ID.test(id))) throw new Refused({ because: 'no-such-address' });
};
