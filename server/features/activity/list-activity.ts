import { sql } from 'kysely';
import type { z } from 'zod';
import type { ActivityAction } from '../../../contract/activity-actions.ts';
import type { listActivity as contract } from '../../../contract/activity.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import { filterActivity, olderThan } from './filter-activity.ts';
import type { ActivityFilter } from './filter-activity.ts';

export type EntryAnswer = z.input<typeof contract.answer>['items'][number];

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest first; of one moment, the later act of its transaction first. */
export async function listActivity(tx: Tx, { cursor, limit, ...filter }: ActivityFilter & Page) {
  const entries = await findEntries(tx, filter, { cursor, limit: limit + 1 });
  const items = entries.slice(0, limit);
  return {
    items,
    nextCursor: entries.length > limit ? (items.at(-1)?.id ?? null) : null,
    total: await countUpTo(tx, filterActivity(tx, filter).select('id')),
  };
}

/** The next `limit` entries after the cursor. */
export async function findEntries(
  tx: Tx,
  filter: ActivityFilter,
  { cursor, limit }: Page,
): Promise<EntryAnswer[]> {
  // The page first, then its names, in two statements: in one, the planner joins the names of all entries (decision 045).
  let page = filterActivity(tx, filter)
    .select('id')
    .orderBy('at', 'desc')
    .orderBy('position', 'desc')
    .limit(limit);
  if (cursor) page = page.where(olderThan(tx, cursor));
  const ids = (await page.execute()).map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await lines(tx)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('at', 'desc')
    .orderBy('position', 'desc')
    .execute();
  return rows.map(describe);
}

export async function findEntry(tx: Tx, id: string): Promise<EntryAnswer | undefined> {
  const row = await lines(tx).where('id', '=', id).executeTakeFirst();
  return row && describe(row);
}

function lines(tx: Tx) {
  return tx
    .selectFrom('activityLine')
    .select(['id', 'at', 'action', 'fields', 'count', 'ip', 'requestId', 'hasDetail'])
    .select(['actorId', 'actorName', 'actorEmail', 'personId', 'personName', 'personEmail'])
    .select(['subjectType', 'subjectId', 'subjectName', 'apiKeyId', 'apiKeyName'])
    .where('organizationId', '=', tx.organizationId);
}

type Line = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number];

/** A view's columns may be null as far as the types know; an entry's own never are. */
function describe(line: Line): EntryAnswer {
  return {
    id: line.id ?? '',
    at: line.at?.toISOString() ?? '',
    action: line.action as ActivityAction,
    actor: named(line.actorId, line.actorName, line.actorEmail),
    apiKey: line.apiKeyId === null ? null : { id: line.apiKeyId, name: line.apiKeyName ?? '' },
    person: named(line.personId, line.personName, line.personEmail),
    subject: { type: line.subjectType ?? '', id: line.subjectId ?? '', name: line.subjectName },
    fields: line.fields ?? [],
    count: line.count,
    ip: line.ip,
    requestId: line.requestId,
    hasValues: line.hasDetail ?? false,
  };
}

function named(id: string | null, name: string | null, email: string | null) {
  return id === null ? null : { id, name, email };
}
