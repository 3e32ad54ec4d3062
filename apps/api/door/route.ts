import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';

/** What every route declares: who may use it, and what the access log calls its use. */
export type RouteRule = Readonly<{
  /** A permission; 'anyone' without asking who; 'known' for everybody we know. */
  permission: string;
  audit: string;
  /** The route parameter that names the journey looked at, if any. */
  journey?: string;
}>;

export const ROUTE_RULE = 'route-rule';

export const Route = (rule: RouteRule): MethodDecorator =>
  rule.permission === 'anyone'
    ? SetMetadata(ROUTE_RULE, rule)
    : applyDecorators(SetMetadata(ROUTE_RULE, rule), ApiBearerAuth());
