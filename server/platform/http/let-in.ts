import type { FastifyRequest } from 'fastify';
import { isOpenToKeys } from '../../../contract/define-route.ts';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';
import { withOrganization } from '../database.ts';
import type { Db, Tx } from '../database.ts';
import type { Caller, Guard } from './guard.ts';

/** @throws {AppError} not_signed_in, and what the guard throws */
export function organizationOf<A extends Caller>(guard: Guard<A>, request: FastifyRequest): string {
  const organizationId = guard.organizationOf(request);
  if (organizationId === undefined) throw new AppError('not_signed_in');
  return organizationId;
}

/** Whoever may not come in learns nothing of what the route would have said to their request. */
export function letIn<A extends Caller>(
  guard: Guard<A>,
  route: RouteDefinition,
  actor: A | AppError = new AppError('not_signed_in'),
): A {
  if (actor instanceof AppError) throw actor;
  if (actor.origin.apiKeyId !== undefined && !isOpenToKeys(route)) throw new AppError('not_for_api_keys');
  guard.authorize(actor, route.permission);
  if (route.fresh && !actor.hasFreshSignIn) throw new AppError('fresh_sign_in_needed');
  return actor;
}

export async function admit<A extends Caller>(
  tx: Tx,
  guard: Guard<A>,
  route: RouteDefinition,
  request: FastifyRequest,
): Promise<A> {
  const [actor] = await guard.admitAll(tx, [request]);
  return letIn(guard, route, actor);
}

/** In a transaction of its own, for whoever may not hold one meanwhile. */
export function admitApart<A extends Caller>(
  db: Db,
  guard: Guard<A>,
  route: RouteDefinition,
  request: FastifyRequest,
): Promise<A> {
  return withOrganization(db, organizationOf(guard, request), (tx) => admit(tx, guard, route, request));
}

/** A person only: a program is nobody who could join. */
export async function whoIsThere<A extends Caller>(
  db: Db,
  guard: Guard<A>,
  request: FastifyRequest,
): Promise<A | undefined> {
  const organizationId = guard.organizationOf(request);
  if (organizationId === undefined) return undefined;
  const [actor] = await withOrganization(db, organizationId, (tx) => guard.admitAll(tx, [request]));
  return actor === undefined || actor instanceof AppError || actor.origin.apiKeyId !== undefined
    ? undefined
    : actor;
}
