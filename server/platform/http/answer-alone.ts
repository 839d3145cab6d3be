import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerOf, RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';
import { withOrganization } from '../database.ts';
import type { Db, Tx } from '../database.ts';
import type { Call, Parsed } from './call.ts';
import type { Caller, Guard } from './guard.ts';
import { answerOnce, findAnswer, repeatableOf, requestKeyOf, storedAnswer } from './idempotency.ts';
import type { AnswerSecrets } from './idempotency.ts';
import { letIn, organizationOf } from './let-in.ts';
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
      const [who] = await guard.admitAll(tx, [request]);
      const parse = () => parseRequest(route, request, reply);
      let actor: A;
      try {
        actor = letIn(guard, route, who);
      } catch (refusal) {
        if (await tookItsOwnRight(tx, route, { who, refusal, request, parse }))
          return undefined as AnswerOf<R>;
        throw refusal;
      }
      const call = { ...parse(), tx, actor };
      const repeatable = repeatableOf(route, call);
      if (repeatable === undefined) return work(call);
      return answerOnce(tx, repeatable, { call, work: () => work(call), secrets });
    });
}

/**
 * Whether it was done with this key, and who did it may not do it any more because of that, as after the hand-over of the
 * founder's role. They are told once more that it is done; of an answer that holds something they are not.
 */
async function tookItsOwnRight(
  tx: Tx,
  route: RouteDefinition,
  {
    who,
    refusal,
    request,
    parse,
  }: {
    readonly who: Caller | AppError | undefined;
    readonly refusal: unknown;
    readonly request: FastifyRequest;
    parse(): Parsed<RouteDefinition>;
  },
): Promise<boolean> {
  if (route.answer || route.download || who === undefined || who instanceof AppError) return false;
  if (!(refusal instanceof AppError) || refusal.code !== 'forbidden') return false;
  const key = requestKeyOf(route, { request, actor: who });
  const stored = key && (await findAnswer(tx, key));
  if (!stored) return false;
  const repeated = repeatableOf(route, { ...parse(), actor: who });
  return repeated !== undefined && storedAnswer(stored, repeated.digest) !== null;
}
