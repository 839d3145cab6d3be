import type { FastifyRequest } from 'fastify';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';
import { withOrganization } from '../database.ts';
import type { Db, Tx } from '../database.ts';
import { answerOnce, digestOf, findAnswer, requestKeyOf, storedAnswer } from './idempotency.ts';

/** Carries the effect out in one transaction of its own, and there is no other. */
export type Settle = <T>(effect: (tx: Tx) => Promise<T>) => Promise<T>;

export interface WorkApart<T> {
  /** What of the request tells it from another. No secret: what is kept of it is an open digest. */
  readonly same: unknown;
  work(settle: Settle): Promise<T>;
  /** How it stands now. @throws {AppError} idempotency_key_reused where a secret of the request was another */
  restore(): Promise<T>;
}

interface CallOfSomebody {
  readonly request: FastifyRequest;
  readonly actor: { readonly organizationId: string; readonly accountId: string };
}

/**
 * As `answerOnce`, for what works long before its effect and may not hold a transaction meanwhile. Of two that come at
 * once with one key the slower has worked in vain, and is answered as the other was.
 */
export async function answerOnceApart<T>(
  db: Db,
  route: RouteDefinition,
  { request, actor }: CallOfSomebody,
  { same, work, restore }: WorkApart<T>,
): Promise<T> {
  const inOrganization: Settle = (effect) => withOrganization(db, actor.organizationId, effect);
  const key = requestKeyOf(route, { request, actor });
  if (key === undefined) return work(inOrganization);
  const repeatable = { ...key, digest: digestOf(same) };
  const isAnswered = async () => {
    const stored = await inOrganization((tx) => findAnswer(tx, key));
    if (stored) storedAnswer(stored, repeatable.digest);
    return stored !== undefined;
  };
  if (await isAnswered()) return restore();
  // Told by `restore`, once this transaction is over.
  const secrets = { strip: () => ({}), restore: () => Promise.reject(new AppError('request_in_flight')) };
  try {
    return await work((effect) =>
      inOrganization((tx) =>
        answerOnce(tx, repeatable, { call: undefined, work: () => effect(tx), secrets }),
      ),
    );
  } catch (error) {
    if (await isAnswered()) return restore();
    throw error;
  }
}
