import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { countReviews, listReviews as route, Review } from '../../../contract/identity-reviews.ts';
import type { QueryOf } from '../../../contract/define-route.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Actor } from '../sessions/actor.ts';
import { noContent, openContent } from './content.ts';
import type { StoredContent } from './content.ts';

type Query = Omit<QueryOf<typeof route>, 'cursor' | 'limit'>;

/** What was returned last and is not decided yet, else what is in force: what the reviewer compares with. */
const base = sql<number | null>`coalesce(
  (select max(r.version) from identity_version r
    where r.organization_id = i.organization_id and r.account_id = i.account_id and r.state = 'returned'
      and r.version < i.version and r.version > coalesce(i.version_in_force, 0)),
  i.version_in_force)`;

const news = sql<Review['news']>`case
  when ${base} is distinct from i.version_in_force then 'corrected'
  when i.state = 'validated' then 'changed' else 'first' end`;

/** Working days within which people are told that somebody decides. */
const targetDays = 1;

const dueAt = ({ timeZone }: Actor) =>
  sql<Date | null>`case when i.pending_state = 'submitted'
    then working_days_after(i.submitted_at, ${targetDays}, ${timeZone}) end`;

function reviews(tx: Tx, actor: Actor, { state, query, news: wanted, reviewer }: Query) {
  let found = tx
    .selectFrom('identity as i')
    .leftJoin('reviewClaim as claim', (join) =>
      join
        .onRef('claim.organizationId', '=', 'i.organizationId')
        .onRef('claim.accountId', '=', 'i.accountId')
        .on(sql<boolean>`claim.claimed_until > now() and i.pending_state = 'submitted'`),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.organizationId', '=', 'i.organizationId').onRef('p.id', '=', 'i.accountId'),
    )
    .where('i.organizationId', '=', tx.organizationId)
    .where('i.pendingState', '=', state)
    .where('p.state', '<>', 'closed');
  if (query) found = found.where(holds(query));
  if (wanted) found = found.where(news, '=', wanted);
  if (reviewer === 'nobody') found = found.where('claim.claimedBy', 'is', null);
  if (reviewer === 'me') found = found.where('claim.claimedBy', '=', actor.accountId);
  if (reviewer === 'others') found = found.where('claim.claimedBy', '<>', actor.accountId);
  return found;
}

/**
 * Anywhere in a name or an address: what waits is few enough to be read whole. The name in a draft is its person's, and
 * of who fills it in for them, until it is handed in.
 */
function holds(query: string): RawBuilder<boolean> {
  const typed = query.trim().toLowerCase();
  return sql<boolean>`strpos(
    lower(concat_ws(' ', case when i.pending_state <> 'draft' then i.pending_name end, p.name, p.email_canonical, p.username_canonical, p.personal_code)), ${typed}) > 0`;
}

/** Who waits longest first. */
export async function listReviews(
  tx: Tx,
  seal: Seal,
  actor: Actor,
  { cursor, limit, ...query }: QueryOf<typeof route>,
) {
  let found = reviews(tx, actor, query);
  if (cursor) {
    found = found.where(
      sql<boolean>`(coalesce(i.submitted_at, 'infinity'), i.account_id) > (
        select coalesce(c.submitted_at, 'infinity'), c.account_id from identity c
        where c.organization_id = i.organization_id and c.account_id = ${cursor})`,
    );
  }
  const rows = await selectReviews(tx, actor, found, limit + 1)
    .orderBy('i.submittedAt')
    .orderBy('i.accountId')
    .execute();
  const items = rows.slice(0, limit).map((row) => describeReview(tx, seal, actor, row));
  return {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.identity.id ?? null) : null,
    total: await countUpTo(tx, reviews(tx, actor, query).select('i.accountId')),
  };
}

/** The one of this account, if something is handed in and not in force. */
export async function findReview(tx: Tx, seal: Seal, actor: Actor, accountId: string) {
  const states = ['submitted', 'returned'] as const;
  for (const state of states) {
    const found = reviews(tx, actor, { state }).where('i.accountId', '=', accountId);
    const row = await selectReviews(tx, actor, found, 1).executeTakeFirst();
    if (row) return { row, review: describeReview(tx, seal, actor, row) };
  }
  return undefined;
}

/**
 * The page is found first, and what belongs to it looked up then: with a limit between, the planner can't weave both
 * into a join of everything with everything while it takes new tables for empty ones.
 */
function selectReviews(tx: Tx, actor: Actor, found: ReturnType<typeof reviews>, limit: number) {
  const page = found
    .select(['i.organizationId', 'i.accountId', 'i.version', 'i.versionInForce', 'i.pendingState'])
    .select(['i.personalCode', 'i.submittedAt', 'i.pendingName', 'p.name', 'p.username', 'p.email'])
    .select([base.as('baseVersion'), news.as('news'), dueAt(actor).as('dueAt')])
    .select(['claim.claimedBy', 'claim.claimedAt', 'claim.claimedUntil'])
    .orderBy('i.submittedAt')
    .orderBy('i.accountId')
    .limit(limit);
  return tx
    .selectFrom(page.as('i'))
    .leftJoin('identityVersion as v', (join) =>
      join
        .onRef('v.organizationId', '=', 'i.organizationId')
        .onRef('v.accountId', '=', 'i.accountId')
        .onRef('v.version', '=', 'i.version'),
    )
    .leftJoin('identityVersion as b', (join) =>
      join
        .onRef('b.organizationId', '=', 'i.organizationId')
        .onRef('b.accountId', '=', 'i.accountId')
        .onRef('b.version', '=', 'i.baseVersion'),
    )
    .leftJoin('person as s', (join) =>
      join.onRef('s.organizationId', '=', 'v.organizationId').onRef('s.id', '=', 'v.savedBy'),
    )
    .leftJoin('person as r', (join) =>
      join.onRef('r.organizationId', '=', 'i.organizationId').onRef('r.id', '=', 'i.claimedBy'),
    )
    .select(['i.dueAt', 'i.claimedBy', 'i.claimedAt', 'i.claimedUntil', 'r.name as claimedByName'])
    .select(sql<boolean>`coalesce(i.due_at < now(), false)`.as('isOverdue'))
    .select(['i.accountId', 'i.version', 'i.versionInForce', 'i.pendingState', 'i.personalCode', 'i.news'])
    .select(['i.submittedAt', 'i.pendingName', 'i.name', 'i.username', 'i.email', 's.name as savedBy'])
    .select(['v.formVersion', 'v.alias', 'v.fields', 'v.sealed', 'b.reasons'])
    .select(['b.alias as baseAlias', 'b.fields as baseFields', 'b.sealed as baseSealed']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectReviews>['execute']>>[number];

function describeReview(
  tx: Tx,
  seal: Seal,
  actor: Actor,
  row: Row,
): z.input<typeof route.answer>['items'][number] {
  return {
    identity: { id: row.accountId, version: row.version },
    person: { id: row.accountId, name: row.name, username: row.username, email: row.email },
    name: (row.pendingState === 'draft' ? null : row.pendingName) ?? row.name,
    state: row.pendingState as Review['state'],
    news: row.news,
    changed: changedKeys(tx, seal, row),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    isOverdue: row.isOverdue,
    claim: describeClaim(actor, row),
    savedBy: row.savedBy,
    isOwn: row.accountId === actor.accountId,
  };
}

function describeClaim(actor: Actor, { claimedBy: id, claimedByName: name, ...row }: Row): Review['claim'] {
  if (id === null || name === null || row.claimedAt === null || row.claimedUntil === null) return null;
  return {
    by: { id, name },
    isMine: id === actor.accountId,
    since: row.claimedAt.toISOString(),
    until: row.claimedUntil.toISOString(),
  };
}

/** Values are compared open: the same one is never sealed alike twice. */
function changedKeys({ organizationId }: Tx, seal: Seal, row: Row): string[] {
  const owner = { organizationId, accountId: row.accountId };
  const after = openContent(seal, owner, contentOf(row.alias, row.fields, row.sealed));
  const before = openContent(seal, owner, contentOf(row.baseAlias, row.baseFields, row.baseSealed));
  const keys = new Set([...before.values.keys(), ...after.values.keys()]);
  const changed = [...keys].filter(
    (key) => !isDeepStrictEqual(before.values.get(key), after.values.get(key)),
  );
  return [...(before.alias === after.alias ? [] : ['alias']), ...changed];
}

export function contentOf(alias: string | null, fields: unknown, sealed: unknown): StoredContent {
  return {
    alias,
    fields: (fields ?? noContent.fields) as StoredContent['fields'],
    sealed: (sealed ?? noContent.sealed) as StoredContent['sealed'],
  };
}

/** How many wait for whom, and since when the longest waiting waits. */
export async function countPending(tx: Tx, timeZone: string) {
  const { rows } = await sql<{
    submitted: number;
    overdue: number;
    returned: number;
    draft: number;
    oldest: Date | null;
  }>`
    select count(*) filter (where pending_state = 'submitted') as submitted,
      count(*) filter (where pending_state = 'submitted'
        and working_days_after(submitted_at, ${targetDays}, ${timeZone}) < now()) as overdue,
      count(*) filter (where pending_state = 'returned') as returned,
      count(*) filter (where pending_state = 'draft') as draft,
      min(submitted_at) filter (where pending_state = 'submitted') as oldest
    from identity where organization_id = ${tx.organizationId} and pending_state is not null`.execute(tx);
  const { submitted = 0, overdue = 0, returned = 0, draft = 0, oldest = null } = rows[0] ?? {};
  return { submitted, overdue, returned, draft, oldest: oldest?.toISOString() ?? null };
}

/** For the heads of the list; months are the organization's. */
export async function countAllReviews(
  tx: Tx,
  timeZone: string,
): Promise<z.input<typeof countReviews.answer>> {
  const { rows } = await sql<{ validated: number }>`
    select count(*) as validated from identity
    where organization_id = ${tx.organizationId} and validated_at is not null
      and validated_at >= date_trunc('month', now() at time zone ${timeZone}) at time zone ${timeZone}`.execute(
    tx,
  );
  return { ...(await countPending(tx, timeZone)), validatedThisMonth: rows[0]?.validated ?? 0 };
}
