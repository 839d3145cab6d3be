import type { FastifyReply, FastifyRequest } from 'fastify';
import pg from 'pg';
import type { AnswerOf, RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';
import { withOrganization } from '../database.ts';
import type { Db, Tx } from '../database.ts';
import { RunAgain } from '../retry-deadlocks.ts';
import { shareTurns } from '../share-turns.ts';
import { admitTogether, isNoRefusal } from './admit-together.ts';
import type { Given } from './admit-together.ts';
import type { SharedCall } from './call.ts';
import type { Caller, Guard } from './guard.ts';
import { claimKeys, keepAnswers, repeatableOf } from './idempotency.ts';
import type { AnswerSecrets } from './idempotency.ts';
import { organizationOf } from './let-in.ts';

interface Writing<R extends RouteDefinition, A extends Caller> {
  readonly guard: Guard<A>;
  readonly route: R;
  /** One call in a transaction of its own: every call may be answered by it. */
  alone(request: FastifyRequest, reply: FastifyReply): Promise<AnswerOf<R>>;
  /** In the order of the calls; undefined: nothing was done for it, it is to be answered alone. */
  together(tx: Tx, calls: readonly SharedCall<R, A>[]): Promise<readonly (AnswerOf<R> | undefined)[]>;
  readonly secrets: Pick<AnswerSecrets<AnswerOf<R>>, 'strip'> | undefined;
}

const notInCompany = Symbol('to be answered alone');

type Outcome<R extends RouteDefinition> =
  | { readonly answer: AnswerOf<R> }
  | { readonly refusal: AppError }
  | typeof notInCompany;

/**
 * Whoever comes while others are being answered shares the next transaction with all who do. Whoever can't be answered
 * in company, for whatever reason, is answered alone, as if nobody else had come
 * (docs/decisions/063-shared-writes.md).
 */
export function writeTogether<R extends RouteDefinition, A extends Caller>(
  db: Db,
  { guard, route, alone, together, secrets }: Writing<R, A>,
) {
  async function writeAll(organizationId: string, given: readonly Given[]): Promise<Outcome<R>[]> {
    return withOrganization(db, organizationId, async (tx) => {
      const admitted = await admitTogether(tx, guard, route, given);
      const calls = admitted
        .filter(isNoRefusal)
        .map((call) => ({ call, repeatable: repeatableOf(route, call) }));
      const repeatables = calls.flatMap(({ repeatable }) => repeatable ?? []);
      const claimed = await claimKeys(tx, repeatables);
      const first = calls.filter(({ repeatable }) => repeatable === undefined || claimed.has(repeatable));
      const answers = await together(
        tx,
        first.map(({ call }) => call),
      );
      const answered = first.flatMap(({ call, repeatable }, index) => {
        const answer = answers[index];
        return answer === undefined ? [] : [{ call, repeatable, answer }];
      });
      await keepAnswers(
        tx,
        answered.flatMap(({ repeatable, answer }) =>
          repeatable ? [{ ...repeatable, answer: secrets ? secrets.strip(answer) : (answer as object) }] : [],
        ),
      );
      const byCall = new Map<unknown, Outcome<R>>(answered.map(({ call, answer }) => [call, { answer }]));
      return admitted.map((call) =>
        isNoRefusal(call) ? (byCall.get(call) ?? notInCompany) : { refusal: call },
      );
    });
  }

  const ask = shareTurns<Given, Outcome<R>>(async (organizationId, given) => {
    const [only] = given;
    if (given.length === 1 && only) return [{ answer: await alone(only.request, only.reply) }];
    try {
      return await writeAll(organizationId, given);
    } catch (error) {
      // One of them, or that they are many, was the reason: each finds out for itself. Not where the database was lost:
      // then nobody knows whether it was committed.
      if (isUndone(error)) return given.map(() => notInCompany);
      throw error;
    }
  });
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const outcome = await ask(organizationOf(guard, request), { request, reply });
    if (outcome === notInCompany) return alone(request, reply);
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.answer;
  };
}

const isUndone = (error: unknown) =>
  error instanceof AppError || error instanceof RunAgain || error instanceof pg.DatabaseError;
