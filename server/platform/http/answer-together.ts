import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerOf, RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';
import { withOrganization } from '../database.ts';
import type { Db, Tx } from '../database.ts';
import { shareTurns } from '../share-turns.ts';
import type { SharedCall } from './call.ts';
import type { Caller, Guard } from './guard.ts';
import { letIn, organizationOf } from './let-in.ts';
import { parseRequest } from './parse-request.ts';

interface Given {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Answers whoever comes while others are being answered in one next transaction, each let in, or not, for itself. */
export function answerTogether<R extends RouteDefinition, A extends Caller>(
  db: Db,
  guard: Guard<A>,
  route: R,
  work: (tx: Tx, calls: readonly SharedCall<R, A>[]) => Promise<readonly AnswerOf<R>[]>,
) {
  const ask = shareTurns((organizationId: string, given: readonly Given[]) =>
    withOrganization(db, organizationId, async (tx) => {
      const actors = await guard.admitAll(
        tx,
        given.map(({ request }) => request),
      );
      const calls = given.map(({ request, reply }, index) =>
        refusalOr(() => {
          const actor = letIn(guard, route, actors[index]);
          return { ...parseRequest(route, request, reply), actor };
        }),
      );
      const answers = (await work(tx, calls.filter(isNoRefusal))).values();
      return calls.map((call) => (isNoRefusal(call) ? answers.next().value : call));
    }),
  );
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const answer = await ask(organizationOf(guard, request), { request, reply });
    if (answer instanceof AppError) throw answer;
    return answer;
  };
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

const isNoRefusal = <T>(outcome: T | AppError): outcome is T => !(outcome instanceof AppError);
