import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { QueryOf } from '../../../contract/define-route.ts';
import type { listAccounts as route } from '../../../contract/registry.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';

type Registered = z.input<typeof route.answer>['items'][number];
type Filter = Partial<Omit<QueryOf<typeof route>, 'cursor' | 'limit'>>;

// Nobody means more; each narrows the ones before.
const mostTerms = 5;

/** Everybody of the organization whom a filter leaves, without columns and order. */
export function people(tx: Tx, { query, state, identity, population }: Filter) {
  let found = tx
    .selectFrom('person as p')
    .innerJoin('account as a', (join) =>
      join.onRef('a.organizationId', '=', 'p.organizationId').onRef('a.id', '=', 'p.id'),
    )
    .leftJoin('identity as i', (join) =>
      join.onRef('i.organizationId', '=', 'p.organizationId').onRef('i.accountId', '=', 'p.id'),
    )
    .where('p.organizationId', '=', tx.organizationId);
  if (state) found = found.where('p.state', '=', state);
  if (identity === 'none') found = found.where('i.accountId', 'is', null);
  else if (identity) found = found.where('i.state', '=', identity);
  if (population) found = found.where('p.population', '=', population);
  for (const term of termsOf(query ?? ''))
    found = found.where(sql<boolean>`p.id = any(array${begins(tx, term)})`);
  return found;
}

function select(found: ReturnType<typeof people>) {
  return found
    .select(['p.id', 'p.name', 'p.username', 'p.email', 'p.personalCode', 'p.state', 'p.identityState'])
    .select(['p.population', 'p.language', 'a.createdAt', 'a.activatedAt'])
    .select(['i.pendingState', 'i.validatedAt', 'i.versionInForce']);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function describe(row: Row): Registered {
  const { id, name, username, email, personalCode, state, identityState } = row;
  const isBeside = identityState === 'validated';
  return {
    ...{ id, name, username, email, personalCode, state, identityState },
    population: row.population as Registered['population'],
    pending: isBeside ? (row.pendingState as Registered['pending']) : null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The registry, newest first. */
export async function listPeople(tx: Tx, { cursor, limit, ...filter }: QueryOf<typeof route>) {
  let page = select(people(tx, filter))
    .orderBy('p.id', 'desc')
    .limit(limit + 1);
  if (cursor) page = page.where('p.id', '<', cursor);
  const rows = await page.execute();
  const items = rows.slice(0, limit).map(describe);
  return {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    total: await countUpTo(tx, people(tx, filter).select('p.id')),
  };
}

/** What is typed, as words of names are kept; addresses and usernames stay whole. */
function termsOf(query: string): string[] {
  const typed = query.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return typed.split(/\s+/).filter(Boolean).slice(0, mostTerms);
}

/**
 * Who has something that begins with this: by ranges of indexes, which work under row-level security, where `like` reads
 * every row (ruling 4). The middle of a word is not found. As an array, so that it is looked up before the people are read.
 */
function begins({ organizationId }: Tx, term: string): RawBuilder<unknown> {
  const end = `${term}\u{10ffff}`;
  const ours = sql`organization_id = ${organizationId}`;
  return sql`(
    select id from account where ${ours} and email_canonical >= ${term} and email_canonical < ${end}
    union select id from account where ${ours} and username_canonical >= ${term} and username_canonical < ${end}
    union select account_id from identity where ${ours} and personal_code >= ${term} and personal_code < ${end}
    union select account_id from person_word where ${ours} and word >= ${term} and word < ${end})`;
}
