import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';
import type { Tx } from '../database.ts';
import { jsonText } from '../json-text.ts';
import type { SharedCall } from './call.ts';
import type { Caller } from './guard.ts';

export interface RequestKey {
  readonly accountId: string;
  readonly route: string;
  readonly key: string;
}

export interface RepeatableRequest extends RequestKey {
  readonly digest: Buffer;
}

/** Undefined: the route is not one that is carried out once per key, or no key came. */
export function repeatableOf(
  route: RouteDefinition,
  { request, actor, params, body, file }: SharedCall<RouteDefinition, Caller>,
): RepeatableRequest | undefined {
  const key = requestKeyOf(route, { request, actor });
  return key && { ...key, digest: digestOf([params ?? null, body ?? null], file) };
}

/** As `repeatableOf`, before it is known what was sent: the digest of an upload is made while it is read. */
export function requestKeyOf(
  route: RouteDefinition,
  { request, actor }: { readonly request: FastifyRequest; readonly actor: Pick<Caller, 'accountId'> },
): RequestKey | undefined {
  const key = route.idempotent ? idempotencyKey(request.headers['idempotency-key']) : undefined;
  return key === undefined ? undefined : { accountId: actor.accountId, route: route.name, key };
}

/** What a repeat must carry to be the same request: parameters and body, or a file that was read as a whole. */
export function digestOf(said: unknown, file?: unknown): Buffer {
  const digest = createHash('sha256').update(JSON.stringify(said));
  return (Buffer.isBuffer(file) ? digest.update(file) : digest).digest();
}

/** Any printable text of a sane length; undefined when the caller sent none. */
function idempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw new AppError('malformed_request', { fields: { 'Idempotency-Key': [{ code: 'request.invalid' }] } });
  }
  return header;
}

/** How an answer that holds a secret is stored without it, and how it is made whole for a repeat (ruling 9). */
export interface AnswerSecrets<T, C = unknown> {
  strip(answer: T): object;
  /**
   * @param stored what `strip` left. @param call the repeat
   * @throws {AppError} already_answered when the secret can't be had again
   */
  restore(tx: Tx, stored: T, call: C): Promise<T>;
}

/**
 * For answers that show a person, or name one without their id: nothing of them is kept, where an erasure would not find
 * it (P24) and a right that ended would not count. Whoever repeats the request is told how it stands now.
 */
export function toldAnew<T, C extends { readonly tx: Tx }>(
  describe: (call: C) => Promise<T>,
): AnswerSecrets<T, C> {
  return { strip: () => ({}), restore: (_tx, _stored, call) => describe(call) };
}

/**
 * Carries a request out once per key (P32). Effect and stored answer commit together; the lock makes a repeat
 * that comes meanwhile a 409 instead of a second effect.
 */
export async function answerOnce<T, C>(
  tx: Tx,
  request: RepeatableRequest,
  { call, work, secrets }: { call: C; work: () => Promise<T>; secrets: AnswerSecrets<T, C> | undefined },
): Promise<T> {
  await lockKey(tx, request);
  const stored = await findAnswer(tx, request);
  if (stored) {
    const answer = storedAnswer(stored, request.digest) as T;
    return secrets ? secrets.restore(tx, answer, call) : answer;
  }
  const answer = await work();
  // A route without an answer has one to keep all the same: that it was done.
  await keepAnswers(tx, [{ ...request, answer: (secrets ? secrets.strip(answer) : answer) ?? {} }]);
  return answer;
}

/** @throws {AppError} idempotency_key_reused for another request, already_answered when its answer is gone */
export function storedAnswer({ requestDigest, answer }: StoredAnswer, digest: Buffer): unknown {
  if (!requestDigest.equals(digest)) throw new AppError('idempotency_key_reused');
  // Emptied when somebody it was about was erased.
  if (answer === null) throw new AppError('already_answered');
  return answer;
}

/**
 * The locks of many requests at once. @returns those that hold theirs and were not answered before; of several with one
 * key only the first
 */
export async function claimKeys(
  tx: Tx,
  requests: readonly RepeatableRequest[],
): Promise<ReadonlySet<RepeatableRequest>> {
  if (requests.length === 0) return new Set();
  const byName = new Map(requests.toReversed().map((request) => [nameOf(request), request]));
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${[...byName.keys()]}::text[]) as name
    where pg_try_advisory_xact_lock(hashtextextended(name, 0))`.execute(tx);
  const locked = rows.flatMap(({ name }) => byName.get(name) ?? []);
  const { rows: answered } = await sql<{ place: number }>`
    select place from unnest(${locked.map(({ accountId }) => accountId)}::uuid[], ${locked.map(({ route }) => route)}::text[],
      ${locked.map(({ key }) => key)}::text[]) with ordinality as asked (account_id, route, key, place)
    join idempotent_answer using (account_id, route, key) where organization_id = ${tx.organizationId}
      and created_at > now() - interval '24 hours'`.execute(tx);
  const known = new Set(answered.map(({ place }) => place));
  return new Set(locked.filter((_, index) => !known.has(index + 1)));
}

/** In the place of answers under the same keys that are older than a day and no longer count. */
export async function keepAnswers(
  tx: Tx,
  answers: readonly (RepeatableRequest & { readonly answer: unknown })[],
): Promise<void> {
  if (answers.length === 0) return;
  const kept = answers.map(({ digest, ...rest }) => ({ ...rest, digest: `\\x${digest.toString('hex')}` }));
  await sql`
    insert into idempotent_answer (organization_id, account_id, route, key, request_digest, status, answer)
    select ${tx.organizationId}, "accountId", route, key, digest, 200, answer
    from json_to_recordset(${jsonText(kept)}::json) as kept ("accountId" uuid, route text, key text, digest bytea,
      answer jsonb)
    on conflict (organization_id, account_id, route, key) do update
      set request_digest = excluded.request_digest, status = excluded.status, answer = excluded.answer,
        created_at = now()`.execute(tx);
}

const nameOf = ({ accountId, route, key }: RepeatableRequest) => `${accountId} ${route} ${key}`;

async function lockKey(tx: Tx, request: RepeatableRequest): Promise<void> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${nameOf(request)}, 0)) as locked`.execute(tx);
  if (rows[0]?.locked !== true) throw new AppError('request_in_flight');
}

export type StoredAnswer = Awaited<ReturnType<typeof findAnswer>> & {};

/** What a request with this key was answered within the last day. */
export async function findAnswer(tx: Tx, { accountId, route, key }: RequestKey) {
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
