import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { listReviews as route, Review } from '../../../contract/identity-reviews.ts';
import type { QueryOf } from '../../../contract/define-route.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Actor } from '../sessions/actor.ts';
import { noContent, openContent } from './content.ts';
import type { StoredContent } from './content.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { findNamed } from './find-named.ts';
import { canSee } from './policy.ts';
import { targetDays } from './review-target.ts';
import type { IdentityParts } from './save-draft.ts';
import { waitingReviews } from './waiting-reviews.ts';

/** What was returned last and is not decided yet, else what is in force: what the reviewer compares with. */
const base = sql<number | null>`coalesce(
  (select max(r.version) from identity_version r
    where r.organization_id = i.organization_id and r.account_id = i.account_id and r.state = 'returned'
      and r.version < i.version and r.version > coalesce(i.version_in_force, 0)),
  i.version_in_force)`;

const dueAt = ({ timeZone }: Actor) =>
  sql<Date | null>`case when i.pending_state = 'submitted'
    then working_days_after(i.submitted_at, ${targetDays}, ${timeZone}) end`;

/** Of who is found by many the words, no more are counted: each is looked up. */
const countedNamed = 200;

/** Who waits longest first. */
export async function listReviews(
  tx: Tx,
  { texts, seal }: IdentityParts,
  actor: Actor,
  { cursor, limit, query, ...filter }: QueryOf<typeof route>,
) {
  const wanted = { ...filter, named: await findNamed(tx, query) };
  let found = waitingReviews(tx, actor, wanted);
  if (cursor) found = found.where(standsBehind(tx, cursor, filter.state));
  const rows = await selectReviews(tx, actor, found)
    .limit(limit + 1)
    .execute();
  const rules = fieldsOf(await findForm(tx, texts));
  const items = rows
    .slice(0, limit)
    .map((row) => ({ ...describeReview(actor, row), changed: changedKeys(tx, seal, row, rules) }));
  const isWhole = cursor === undefined && rows.length <= limit;
  return {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.identity.id ?? null) : null,
    total: isWhole
      ? rows.length
      : await countUpTo(
          tx,
          waitingReviews(tx, actor, wanted).select('i.accountId'),
          wanted.named?.terms && countedNamed,
        ),
  };
}

/** In the order of the list; a draft that was never handed in stands at its end. */
function standsBehind(tx: Tx, cursor: string, state: Review['state']) {
  const of = (column: 'submitted_at' | 'account_id') => sql`(
    select c.${sql.raw(column)} from identity c
    where c.organization_id = ${tx.organizationId} and c.account_id = ${cursor})`;
  // A range of the index, where nobody lacks the time.
  return state === 'draft'
    ? sql<boolean>`(coalesce(i.submitted_at, 'infinity'), i.account_id) > (coalesce(${of('submitted_at')}, 'infinity'), ${of('account_id')})`
    : sql<boolean>`(i.submitted_at, i.account_id) > (${of('submitted_at')}, ${of('account_id')})`;
}

/** The one of this account, if something is handed in and not in force. */
export async function findReview(tx: Tx, actor: Actor, accountId: string) {
  const states = ['submitted', 'returned'] as const;
  for (const state of states) {
    const found = waitingReviews(tx, actor, { state }).where('i.accountId', '=', accountId);
    const row = await selectReviews(tx, actor, found).executeTakeFirst();
    if (row) return { row, review: describeReview(actor, row) };
  }
  return undefined;
}

/** More than the longest page. */
const most = 201;

/**
 * The page is found first, and what belongs to it looked up then: with a limit between, the planner can't weave both
 * into a join of everything with everything while it takes new tables for empty ones. The limit is written out, so that
 * a plan for any number knows that it is small.
 */
function selectReviews(tx: Tx, actor: Actor, found: ReturnType<typeof waitingReviews>) {
  const page = found
    .select(['i.organizationId', 'i.accountId', 'i.version', 'i.versionInForce', 'i.pendingState'])
    .select(['i.personalCode', 'i.submittedAt', 'i.pendingName', 'i.pendingNews'])
    .orderBy('i.submittedAt')
    .orderBy('i.accountId')
    .limit(sql.lit(most));
  return tx
    .selectFrom(page.as('i'))
    .innerJoin('person as p', (join) =>
      join.onRef('p.organizationId', '=', 'i.organizationId').onRef('p.id', '=', 'i.accountId'),
    )
    .leftJoin('reviewClaim as claim', (join) =>
      join
        .onRef('claim.organizationId', '=', 'i.organizationId')
        .onRef('claim.accountId', '=', 'i.accountId')
        .on(sql<boolean>`claim.claimed_until > now() and i.pending_state = 'submitted'`),
    )
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
        .on('b.version', '=', base),
    )
    .leftJoin('person as s', (join) =>
      join.onRef('s.organizationId', '=', 'v.organizationId').onRef('s.id', '=', 'v.savedBy'),
    )
    .leftJoin('person as r', (join) =>
      join.onRef('r.organizationId', '=', 'i.organizationId').onRef('r.id', '=', 'claim.claimedBy'),
    )
    .select([dueAt(actor).as('dueAt'), 'claim.claimedBy', 'claim.claimedAt', 'claim.claimedUntil'])
    .select([
      'r.name as claimedByName',
      sql<boolean>`coalesce(${dueAt(actor)} < now(), false)`.as('isOverdue'),
    ])
    .select(['i.accountId', 'i.version', 'i.versionInForce', 'i.pendingState', 'i.personalCode'])
    .select(['i.submittedAt', 'i.pendingName', 'i.pendingNews', 'p.name', 'p.username', 'p.email'])
    .select(['s.name as savedBy', 'v.formVersion', 'v.alias', 'v.fields', 'v.sealed', 'b.reasons'])
    .select(['b.alias as baseAlias', 'b.fields as baseFields', 'b.sealed as baseSealed'])
    .orderBy('i.submittedAt')
    .orderBy('i.accountId');
}

type Row = Awaited<ReturnType<ReturnType<typeof selectReviews>['execute']>>[number];

function describeReview(
  actor: Actor,
  row: Row,
): Omit<z.input<typeof route.answer>['items'][number], 'changed'> {
  return {
    identity: { id: row.accountId, version: row.version },
    person: { id: row.accountId, name: row.name, username: row.username, email: row.email },
    name: (row.pendingState === 'draft' ? null : row.pendingName) ?? row.name,
    state: row.pendingState as Review['state'],
    news: row.pendingNews as Review['news'],
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

/**
 * Of what a reviewer sees: what only the person does isn't even named. Values are compared open: the same one is never
 * sealed alike twice.
 */
export function changedKeys(
  { organizationId }: Tx,
  seal: Seal,
  row: Row,
  rules: ReadonlyMap<string, FormField>,
): string[] {
  const owner = { organizationId, accountId: row.accountId };
  const after = openContent(seal, owner, contentOf(row.alias, row.fields, row.sealed));
  const before = openContent(seal, owner, contentOf(row.baseAlias, row.baseFields, row.baseSealed));
  const keys = new Set([...before.values.keys(), ...after.values.keys()]);
  const changed = [...keys].filter((key) => {
    const field = rules.get(key);
    const isSeen = field !== undefined && canSee(field, 'reviewer');
    return isSeen && !isDeepStrictEqual(before.values.get(key), after.values.get(key));
  });
  return [...(before.alias === after.alias ? [] : ['alias']), ...changed];
}

export function contentOf(alias: string | null, fields: unknown, sealed: unknown): StoredContent {
  return {
    alias,
    fields: (fields ?? noContent.fields) as StoredContent['fields'],
    sealed: (sealed ?? noContent.sealed) as StoredContent['sealed'],
  };
}
