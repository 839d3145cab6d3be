import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerOf, RouteDefinition } from '../../../contract/define-route.ts';
import { withOrganization } from '../database.ts';
import type { Db, Tx } from '../database.ts';
import { answerTogether } from './answer-together.ts';
import type { Call, CallApart, SharedCall } from './call.ts';
import type { Caller, Guard } from './guard.ts';
import { answerOnce, digestOf, idempotencyKey } from './idempotency.ts';
import type { AnswerSecrets } from './idempotency.ts';
import { admit, admitApart, organizationOf, whoIsThere } from './let-in.ts';
import { listenAt } from './listen-at.ts';
import { parseRequest } from './parse-request.ts';

export interface Door<Actor> {
  /** Signed-in routes: admitted, authorized, run and committed in one transaction. */
  handle<R extends RouteDefinition>(
    route: R,
    work: (call: Call<R, Actor>) => Promise<AnswerOf<R>>,
    /** For idempotent routes whose answer holds a secret. */
    secrets?: AnswerSecrets<AnswerOf<R>>,
  ): void;
  /**
   * Reads that many ask at once: those who come while others are being answered share the next transaction
   * (docs/decisions/033-shared-reads.md). Each is let in, or not, for itself.
   * @param work answers in the order of its calls
   */
  handleShared<R extends RouteDefinition>(
    route: R,
    work: (tx: Tx, calls: readonly SharedCall<R, Actor>[]) => Promise<readonly AnswerOf<R>[]>,
  ): void;
  /** Routes that may not hold a transaction while they work: admitted and authorized in one of its own. */
  handleApart<R extends RouteDefinition>(
    route: R,
    work: (call: CallApart<R, Actor>) => Promise<AnswerOf<R>>,
  ): void;
  /** Every route that was given a handler; a test compares it with the contract. */
  readonly handled: readonly RouteDefinition[];
}

export function createDoor<Actor extends Caller>(
  app: FastifyInstance,
  db: Db,
  guard: Guard<Actor>,
): Door<Actor> {
  const handled: RouteDefinition[] = [];
  const listen = (
    route: RouteDefinition,
    answer: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  ) => {
    handled.push(route);
    const admitTo = (request: FastifyRequest) => admitApart(db, guard, route, request);
    listenAt(app, { guard, route, admitTo, answer });
  };
  return {
    handled,
    handle: (route, work, secrets) =>
      listen(route, (request, reply) =>
        withOrganization(db, organizationOf(guard, request), async (tx) => {
          const actor = await admit(tx, guard, route, request);
          const parsed = parseRequest(route, request, reply);
          const run = () => work({ ...parsed, tx, actor });
          const key = route.idempotent ? idempotencyKey(request.headers['idempotency-key']) : undefined;
          if (key === undefined) return run();
          const digest = digestOf(parsed.params, parsed.body);
          const repeatable = { accountId: actor.accountId, route: route.name, key, digest };
          return answerOnce(
            tx,
            repeatable,
            run as () => Promise<object>,
            secrets as AnswerSecrets<object> | undefined,
          );
        }),
      ),
    handleShared: (route, work) => listen(route, answerTogether(db, guard, route, work)),
    handleApart: <R extends RouteDefinition>(
      route: R,
      work: (call: CallApart<R, Actor>) => Promise<AnswerOf<R>>,
    ) =>
      listen(route, async (request, reply) => {
        const actor = route.permission === 'public' ? undefined : await admitApart(db, guard, route, request);
        const known = actor as CallApart<R, Actor>['actor'];
        const parsed = parseRequest(route, request, reply);
        return work({ ...parsed, db, actor: known, whoIsThere: () => whoIsThere(db, guard, request) });
      }),
  };
}
