import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerOf, RouteDefinition } from '../../../contract/define-route.ts';
import { withOrganization } from '../database.ts';
import type { Db } from '../database.ts';
import type { Call } from './call.ts';
import type { Caller, Guard } from './guard.ts';
import { answerOnce, repeatableOf } from './idempotency.ts';
import type { AnswerSecrets } from './idempotency.ts';
import { admit, organizationOf } from './let-in.ts';
import { parseRequest } from './parse-request.ts';

/** Answers each call in a transaction of its own: admitted, authorized, run once per key, committed. */
export function answerAlone<R extends RouteDefinition, A extends Caller>(
  db: Db,
  guard: Guard<A>,
  route: R,
  {
    work,
    secrets,
  }: {
    work(call: Call<R, A>): Promise<AnswerOf<R>>;
    readonly secrets: AnswerSecrets<AnswerOf<R>, Call<R, A>> | undefined;
  },
) {
  return (request: FastifyRequest, reply: FastifyReply): Promise<AnswerOf<R>> =>
    withOrganization(db, organizationOf(guard, request), async (tx) => {
      const actor = await admit(tx, guard, route, request);
      const parsed = parseRequest(route, request, reply);
      const call = { ...parsed, tx, actor };
      const repeatable = repeatableOf(route, call);
      if (repeatable === undefined) return work(call);
      return answerOnce(tx, repeatable, { call, work: () => work(call), secrets });
    });
}
