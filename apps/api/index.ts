export * from './create-api.js';
export { Asks, askingOf, ticketOf, type AskedRequest, type Asking } from './door/asking.js';
export type { Pages } from './door/pages.js';
export { allProblems, problemOf, type Problem } from './door/problems.js';
export { Refused } from './door/refused.js';
export { ROUTE_RULE, Route, type RouteRule } from './door/route.js';
export { auditName, routeName } from './door/command-routes.js';
export { SERVICE, type Service } from './service.js';
