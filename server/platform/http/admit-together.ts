import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';
import type { Tx } from '../database.ts';
import type { SharedCall } from './call.ts';
import type { Caller, Guard } from './guard.ts';
import { letIn } from './let-in.ts';
import { parseRequest } from './parse-request.ts';

/** A request that shares a transaction of its organization with others. */
export interface Given {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** All of them by one look-up, each let in, or not, for itself. */
export async function admitTogether<R extends RouteDefinition, A extends Caller>(
  tx: Tx,
  guard: Guard<A>,
  route: R,
  given: readonly Given[],
): Promise<(SharedCall<R, A> | AppError)[]> {
  const actors = await guard.admitAll(
    tx,
    given.map(({ request }) => request),
  );
  return given.map(({ request, reply }, index) =>
    refusalOr(() => {
      const actor = letIn(guard, route, actors[index]);
      return { ...parseRequest(route, request, reply), actor };
    }),
  );
}

/** So that one call's refusal is not all others'. */
function refusalOr<T>(work: () => T): T | AppError {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

export const isNoRefusal = <T>(outcome: T | AppError): outcome is T => !(outcome instanceof AppError);
