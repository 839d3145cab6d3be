import * as accounts from './accounts.ts';
import type { RouteDefinition } from './define-route.ts';
import * as grants from './grants.ts';
import * as invitations from './invitations.ts';
import * as join from './join.ts';
import * as organizations from './organizations.ts';
import * as outbox from './outbox.ts';
import * as registration from './registration.ts';
import * as sessions from './sessions.ts';

const features = [organizations, sessions, accounts, registration, invitations, join, grants, outbox];

function isRoute(value: unknown): value is RouteDefinition {
  return typeof value === 'object' && value !== null && 'permission' in value && 'method' in value;
}

/** Every route of the API: what the documentation, the matrix of rights and the tests are made from. */
export const allRoutes: readonly RouteDefinition[] = features.flatMap((feature) =>
  Object.values(feature).filter(isRoute),
);
