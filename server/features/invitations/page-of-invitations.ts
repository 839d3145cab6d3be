import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { exactUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import {
  asksForState,
  asksForText,
  branchesByColumn,
  branchesByState,
  branchesOf,
} from './filter-invitations.ts';
import type { Filter } from './filter-invitations.ts';

export type Sort = 'newest' | 'oldest' | 'expiry' | 'email';

export interface PageQuery {
  readonly filter: Filter;
  readonly sort: Sort;
  /** The id of the last invitation of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const orders: Readonly<Record<Sort, RawBuilder<unknown>>> = {
  newest: sql`id desc`,
  oldest: sql`id`,
  expiry: sql`expires_at, id`,
  email: sql`email_canonical, id`,
};

// Enough for a page of whatever one row in two hundred is; read in ten milliseconds.
const firstLook = 10_000;

export interface Page {
  readonly ids: readonly string[];
  /** How many the filter holds, counted no further than anybody reads. */
  readonly total: number | { readonly atLeast: number };
}

/**
 * The ids of a page, in its order (docs/decisions/045-list-of-invitations.md). PostgreSQL knows how many rows fit a
 * filter but not where they lie, and would walk the whole list for what stands at its end. So few are collected and
 * sorted; many are met soon on a walk in the order of the list, where an index has that order within the filter; and for
 * those that a text or the order by email finds, the first few thousand rows are looked at before all are collected.
 */
export async function pageOfInvitations(tx: Tx, query: PageQuery): Promise<Page> {
  const after = await placeAfter(tx, query);
  const few = await collectUpTo(tx, exactUpTo + 1, query, after);
  if (few.count <= exactUpTo) return { ids: few.ids, total: few.count };
  return { ids: await pageOfMany(tx, query, after), total: { atLeast: exactUpTo } };
}

async function pageOfMany(tx: Tx, query: PageQuery, after: RawBuilder<boolean>): Promise<string[]> {
  const { filter, sort, limit } = query;
  if (!asksForText(filter) && sort !== 'email') {
    const branches = sort === 'expiry' ? branchesByState(tx, filter) : branchesOf(tx, filter);
    return idsOf(tx, walked(branches, query, after));
  }
  const found = await idsOf(tx, firstLooked(tx, query, after));
  if (found.length === limit) return found;
  return idsOf(
    tx,
    asksForText(filter) && sort !== 'email'
      ? firstOfEach(tx, query, after)
      : collectedWhole(tx, query, after),
  );
}

async function idsOf(tx: Tx, rows: RawBuilder<{ id: string }>): Promise<string[]> {
  const found = await rows.execute(tx);
  return found.rows.map(({ id }) => id);
}

const columns: Readonly<Record<Sort, RawBuilder<unknown>>> = {
  newest: sql`id`,
  oldest: sql`id`,
  // What the indexes of a text hold too, so that no row is read for it.
  expiry: sql`id, expires_at`,
  email: sql`id, email_canonical`,
};

/** Counts and collects in one go: what a rare filter reads is read once. */
async function collectUpTo(
  tx: Tx,
  most: number,
  { filter, sort, limit }: PageQuery,
  after: RawBuilder<boolean>,
): Promise<{ readonly count: number; readonly ids: readonly string[] }> {
  const isByText = asksForText(filter);
  const parts = (isByText ? branchesByColumn(tx, filter) : branchesOf(tx, filter)).map(
    (branch) => sql`(select ${columns[sort]} from invitation where ${branch} limit ${most})`,
  );
  const { rows } = await sql<{ count: number; ids: string[] }>`
    with found as materialized (
      select * from (${sql.join(parts, isByText ? sql` union ` : sql` union all `)}) as part limit ${most})
    select (select count(*) from found) as count,
      array(select id from found where ${after} order by ${orders[sort]} limit ${limit}) as ids`.execute(tx);
  return rows[0] ?? { count: 0, ids: [] };
}

function walked(
  branches: readonly RawBuilder<boolean>[],
  { sort, limit }: PageQuery,
  after: RawBuilder<boolean>,
) {
  const order = orders[sort];
  const parts = branches.map(
    (branch) =>
      sql`(select ${columns[sort]} from invitation where ${branch} and ${after} order by ${order} limit ${limit})`,
  );
  return sql<{ id: string }>`
    select id from (${sql.join(parts, sql` union all `)}) as found order by ${order} limit ${limit}`;
}

/** The first rows of all but the text, of which those that fit it; by email of the whole list, which has an index for it. */
function firstLooked(tx: Tx, { filter, sort, limit }: PageQuery, after: RawBuilder<boolean>) {
  const order = orders[sort];
  const { query: _, ...others } = filter;
  const whole = sql<boolean>`organization_id = ${tx.organizationId}`;
  const isByState = sort === 'expiry' || asksForState(filter);
  const rest = isByState ? branchesByState(tx, others) : branchesOf(tx, others);
  const begun = sort === 'email' ? [whole] : rest;
  const parts = begun.map(
    (branch) =>
      sql`(select * from invitation where ${branch} and ${after} order by ${order} limit ${firstLook})`,
  );
  return sql<{ id: string }>`
    select id from (
      select * from (${sql.join(parts, sql` union all `)}) as begun order by ${order} limit ${firstLook}) as invitation
    where ${sql.join(
      branchesOf(tx, filter).map((branch) => sql`(${branch})`),
      sql` or `,
    )} order by ${order} limit ${limit}`;
}

/** The page of each column, from its index alone: what stands on the page of all stands on one of these. */
function firstOfEach(tx: Tx, { filter, sort, limit }: PageQuery, after: RawBuilder<boolean>) {
  const order = orders[sort];
  const parts = branchesByColumn(tx, filter).map(
    // The offset keeps PostgreSQL from walking the list instead.
    (branch) => sql`(select * from (
      select ${columns[sort]} from invitation where ${branch} and ${after} offset 0) as named
      order by ${order} limit ${limit})`,
  );
  return sql<{ id: string }>`
    select id from (${sql.join(parts, sql` union `)}) as found order by ${order} limit ${limit}`;
}

/** Many rows are read once: to look each of them up again by its id would cost as much again. */
function collectedWhole(tx: Tx, { filter, sort, limit }: PageQuery, after: RawBuilder<boolean>) {
  const parts = branchesOf(tx, filter).map(
    (branch) => sql`select ${columns[sort]} from invitation where ${branch} and ${after}`,
  );
  return sql<{ id: string }>`
    with found as materialized (${sql.join(parts, sql` union all `)})
    select id from found order by ${orders[sort]} limit ${limit}`;
}

/** Which rows come after the cursor in the order of the list; none does after an invitation that is not there. */
async function placeAfter(tx: Tx, { sort, cursor }: PageQuery): Promise<RawBuilder<boolean>> {
  if (cursor === undefined) return sql<boolean>`true`;
  if (sort === 'newest') return sql<boolean>`id < ${cursor}`;
  if (sort === 'oldest') return sql<boolean>`id > ${cursor}`;
  const last = await tx
    .selectFrom('invitation')
    // As text: a Date would lose the microseconds.
    .select(['emailCanonical', sql<string | null>`expires_at::text`.as('expiresAt')])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', cursor)
    .executeTakeFirst();
  if (!last) return sql<boolean>`false`;
  if (sort === 'email')
    return sql<boolean>`(email_canonical, id) > (${last.emailCanonical}, ${cursor}::uuid)`;
  return last.expiresAt === null
    ? sql<boolean>`(expires_at is null and id > ${cursor})`
    : sql<boolean>`((expires_at, id) > (${last.expiresAt}::timestamptz, ${cursor}::uuid) or expires_at is null)`;
}
