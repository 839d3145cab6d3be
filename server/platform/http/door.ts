import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerOf, RouteDefinition } from '../../../contract/define-route.ts';
import type { Db, Tx } from '../database.ts';
import { answerAlone } from './answer-alone.ts';
import { answerTogether } from './answer-together.ts';
import type { Call, CallApart, SharedCall } from './call.ts';
import type { Caller, Guard } from './guard.ts';
import type { AnswerSecrets } from './idempotency.ts';
import { admitApart, whoIsThere } from './let-in.ts';
import { listenAt } from './listen-at.ts';
import { parseRequest } from './parse-request.ts';
import { writeTogether } from './write-together.ts';

export interface Door<Actor> {
  /** Signed-in routes: admitted, authorized, run and committed in one transaction. */
  handle<R extends RouteDefinition>(
    route: R,
    work: (call: Call<R, Actor>) => Promise<AnswerOf<R>>,
    /** For idempotent routes whose answer holds a secret. */
    secrets?: AnswerSecrets<AnswerOf<R>, Call<R, Actor>>,
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
  /**
   * Writes that many ask at once: those who come while others are being answered share the next transaction
   * (docs/decisions/063-shared-writes.md). Each is let in, refused and answered as if it came alone.
   */
  handleTogether<R extends RouteDefinition>(
    route: R,
    work: {
      /** As `handle` does it; what can't be done in company is left to it. */
      alone(call: Call<R, Actor>): Promise<AnswerOf<R>>;
      /** Answers in the order of its calls; undefined where nothing was done for a call: it is answered alone. */
      together(tx: Tx, calls: readonly SharedCall<R, Actor>[]): Promise<readonly (AnswerOf<R> | undefined)[]>;
      readonly secrets?: AnswerSecrets<AnswerOf<R>, Call<R, Actor>>;
    },
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
    handle: (route, work, secrets) => listen(route, answerAlone(db, guard, route, { work, secrets })),
    handleTogether: (route, { alone: work, together, secrets }) => {
      const alone = answerAlone(db, guard, route, { work, secrets });
      listen(route, writeTogether(db, { guard, route, alone, together, secrets }));
    },
    handleShared: (route, work) => listen(route, answerTogether(db, guard, route, work)),
    handleApart: <R extends RouteDefinition>(
      route: R,
      work: (call: CallApart<R, Actor>) => Promise<AnswerOf<R>>,
    ) =>
      listen(route, async (request, reply) => {
        const actor = route.permission === 'public' ? undefined : await admitApart(db, guard, route, request);
        const known = actor as CallApart<R, Actor>['actor'];
        const parsed = parseRequest(route, request, reply);
        return work({
          ...parsed,
          db,
          actor: known,
          whoIsThere: () => whoIsThere(db, guard, request),
          admitAgain: () => admitApart(db, guard, route, request),
        });
      }),
  };
}
