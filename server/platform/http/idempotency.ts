import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '../app-error.ts';
import type { Tx } from '../database.ts';

export interface RepeatableRequest {
  readonly accountId: string;
  readonly route: string;
  readonly key: string;
  readonly digest: Buffer;
}

/** What a repeat must carry to be the same request: parameters and body. */
export function digestOf(params: unknown, body: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([params ?? null, body ?? null]))
    .digest();
}

/** Any printable text of a sane length; undefined when the caller sent none. */
export function idempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw new AppError('malformed_request', { fields: { 'Idempotency-Key': [{ code: 'request.invalid' }] } });
  }
  return header;
}

/** How an answer that holds a secret is stored without it, and how it is made whole for a repeat (ruling 9). */
export interface AnswerSecrets<T> {
  strip(answer: T): object;
  /** @param stored what `strip` left. @throws {AppError} already_answered when the secret can't be had again */
  restore(tx: Tx, stored: T): Promise<T>;
}

/**
 * Carries a request out once per key (P32). Effect and stored answer commit together; the lock makes a repeat
 * that comes meanwhile a 409 instead of a second effect.
 */
export async function answerOnce<T extends object>(
  tx: Tx,
  request: RepeatableRequest,
  work: () => Promise<T>,
  secrets: AnswerSecrets<T> | undefined,
): Promise<T> {
  await lockKey(tx, request);
  const stored = await findAnswer(tx, request);
  if (stored) {
    if (!stored.requestDigest.equals(request.digest)) throw new AppError('idempotency_key_reused');
    // Emptied when somebody it was about was erased.
    if (stored.answer === null) throw new AppError('already_answered');
    const answer = stored.answer as T;
    return secrets ? secrets.restore(tx, answer) : answer;
  }
  const answer = await work();
  await keepAnswer(tx, request, secrets ? secrets.strip(answer) : answer);
  return answer;
}

/** In the place of an answer under the same key that is older than a day and no longer counts. */
async function keepAnswer(tx: Tx, request: RepeatableRequest, answer: object): Promise<void> {
  const { accountId, route, key, digest: requestDigest } = request;
  const kept = { requestDigest, status: 200, answer: JSON.stringify(answer) };
  await tx
    .insertInto('idempotentAnswer')
    .values({ organizationId: tx.organizationId, accountId, route, key, ...kept })
    .onConflict((conflict) =>
      conflict
        .columns(['organizationId', 'accountId', 'route', 'key'])
        .doUpdateSet({ ...kept, createdAt: sql`now()` }),
    )
    .execute();
}

async function lockKey(tx: Tx, { accountId, route, key }: RepeatableRequest): Promise<void> {
  const name = `${accountId} ${route} ${key}`;
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as locked`.execute(tx);
  if (rows[0]?.locked !== true) throw new AppError('request_in_flight');
}

async function findAnswer(tx: Tx, { accountId, route, key }: RepeatableRequest) {
  return tx
    .selectFrom('idempotentAnswer')
    .select(['requestDigest', 'answer'])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('route', '=', route)
    .where('key', '=', key)
    .where(sql<boolean>`created_at > now() - interval '24 hours'`)
    .executeTakeFirst();
}
