import { sql } from 'kysely';
import type { z } from 'zod';
import type { listApiKeys as contract } from '../../../contract/api-keys.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { AppError } from '../../platform/app-error.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import { permissionsInForce } from '../sessions/actor.ts';
import { findPeople } from '../sessions/find-person.ts';
import type { Person } from '../sessions/find-person.ts';

type ApiKeyAnswer = z.input<typeof contract.answer>['items'][number];

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest first, with those that ended: what a program could do once is worth knowing. */
export async function listApiKeys(tx: Tx, { cursor, limit }: Page) {
  let keys = apiKeys(tx)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor) keys = keys.where('id', '<', cursor);
  const rows = await keys.execute();
  const items = await describeAll(tx, rows.slice(0, limit));
  return {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    total: await countUpTo(
      tx,
      tx.selectFrom('apiKey').select('id').where('organizationId', '=', tx.organizationId),
    ),
  };
}

/** @throws {AppError} not_found */
export async function findApiKey(tx: Tx, id: string): Promise<ApiKeyAnswer> {
  const [key] = await describeAll(tx, await apiKeys(tx).where('id', '=', id).execute());
  if (!key) throw new AppError('not_found');
  return key;
}

function apiKeys(tx: Tx) {
  return tx
    .selectFrom('apiKey')
    .select(['id', 'accountId', 'name', 'permissions', 'createdAt', 'expiresAt', 'lastUsedAt'])
    .select(
      sql<Exclude<ApiKeyAnswer['state'], 'maker_gone'>>`case
        when revoked_at is not null then 'revoked'
        when expires_at <= now() then 'ended'
        when expires_at <= now() + interval '7 days' then 'ends_soon'
        else 'live' end`.as('state'),
    )
    .where('organizationId', '=', tx.organizationId);
}

type Row = Awaited<ReturnType<ReturnType<typeof apiKeys>['execute']>>[number];

async function describeAll(tx: Tx, rows: readonly Row[]): Promise<ApiKeyAnswer[]> {
  if (rows.length === 0) return [];
  const makers = await findPeople(tx, [...new Set(rows.map((row) => row.accountId))]);
  const byId = new Map(makers.map((maker) => [maker.accountId, maker]));
  return rows.flatMap((row) => {
    const maker = byId.get(row.accountId);
    return maker ? [describe(row, maker)] : [];
  });
}

function describe(row: Row, maker: Person): ApiKeyAnswer {
  const held = permissionsInForce(maker);
  const permissions = row.permissions as Permission[];
  const works = row.state === 'live' || row.state === 'ends_soon';
  return {
    id: row.id,
    name: row.name,
    maker: { id: maker.accountId, name: maker.name, username: maker.username, email: maker.email },
    permissions,
    withoutEffect: permissions.filter((permission) => !held.has(permission)),
    state: works && maker.accountState !== 'active' ? 'maker_gone' : row.state,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    abilities: { revoke: works },
  };
}
