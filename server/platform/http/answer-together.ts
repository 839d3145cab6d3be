import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerOf, RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';
import { withOrganization } from '../database.ts';
import type { Db, Tx } from '../database.ts';
import { shareTurns } from '../share-turns.ts';
import { admitTogether, isNoRefusal } from './admit-together.ts';
import type { Given } from './admit-together.ts';
import type { SharedCall } from './call.ts';
import type { Caller, Guard } from './guard.ts';
import { organizationOf } from './let-in.ts';

/** Answers whoever comes while others are being answered in one next transaction, each let in, or not, for itself. */
export function answerTogether<R extends RouteDefinition, A extends Caller>(
  db: Db,
  guard: Guard<A>,
  route: R,
  work: (tx: Tx, calls: readonly SharedCall<R, A>[]) => Promise<readonly AnswerOf<R>[]>,
) {
  const ask = shareTurns((organizationId: string, given: readonly Given[]) =>
    withOrganization(db, organizationId, async (tx) => {
      const calls = await admitTogether(tx, guard, route, given);
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
