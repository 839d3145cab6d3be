import { sql } from 'kysely';
import type { PeopleAction, PeopleRefusal } from '../../../contract/people-batches.ts';
import type { PeopleFilter } from '../../../contract/people-filter.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { JobData, Jobs } from '../../platform/jobs.ts';
import { askForIdentities } from '../identities/ask-for-identities.ts';
import { askForUpdates, type UpdateWish } from '../identities/ask-for-update.ts';
import { permissionsBehind } from '../api-keys/permissions-behind.ts';
import { can } from '../permissions/can.ts';
import { findPeople } from '../sessions/find-person.ts';
import { collectPeople } from './collect-people.ts';
import { pageOfFilter, pageSize } from './selected-people.ts';
import { suspendAccounts } from './suspend-accounts.ts';

/** People of one transaction: few enough for short locks, many enough for statements that are worth it. */
export const chunkSize = 250;

const permissionFor: Readonly<Record<PeopleAction, Permission>> = {
  suspend: 'user-management:can_suspend',
  reactivate: 'user-management:can_suspend',
  ask: 'user-management:can_register_identity',
  update: 'user-management:can_register_identity',
};

/** A job: chunk after chunk, each with its outcomes in one transaction. A worker that is killed leaves whole chunks. */
export async function runPeopleBatch(
  { db, jobs }: { readonly db: Db; readonly jobs: Jobs },
  { organizationId, id }: JobData,
): Promise<void> {
  while (await withOrganization(db, organizationId, (tx) => runPeopleChunk(tx, jobs, id)));
}

/** @returns false when nothing is left */
export async function runPeopleChunk(tx: Tx, jobs: Jobs, batchId: string): Promise<boolean> {
  const batch = await lockBatch(tx, batchId);
  if (!batch || batch.state === 'done') return false;
  if (batch.state === 'collecting') {
    await collectPage(tx, batch);
    return true;
  }
  const ids = await nextItems(tx, batchId);
  if (ids.length > 0) await settle(tx, batchId, await outcomesOf(tx, jobs, batch, ids));
  else await finish(tx, batchId);
  return ids.length > 0;
}

function lockBatch(tx: Tx, id: string) {
  return tx
    .selectFrom('peopleBatch')
    .select([
      'id',
      'action',
      'filter',
      'wish',
      'after',
      'state',
      'startedBy',
      'startedKey',
      'ip',
      'requestId',
    ])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}
type Batch = NonNullable<Awaited<ReturnType<typeof lockBatch>>>;

async function collectPage(tx: Tx, { id, filter, after }: Batch): Promise<void> {
  const [wanted = {}] = filter as unknown as PeopleFilter[];
  const ids = await pageOfFilter(tx, wanted, after ?? undefined);
  await collectPeople(tx, id, ids);
  const isLast = ids.length < pageSize;
  await tx
    .updateTable('peopleBatch')
    .set(isLast ? { state: 'running', filter: null } : { after: ids.at(-1) ?? null })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
}

async function nextItems(tx: Tx, batchId: string): Promise<string[]> {
  const items = await tx
    .selectFrom('peopleBatchItem')
    .select('accountId')
    .where('organizationId', '=', tx.organizationId)
    .where('batchId', '=', batchId)
    .where('outcome', 'is', null)
    .orderBy('accountId')
    .limit(chunkSize)
    .execute();
  return items.map(({ accountId }) => accountId);
}

type Outcomes = ReadonlyMap<string, PeopleRefusal | undefined>;

/** At the word of who started it, as long as they may: a right withdrawn or a key revoked meanwhile ends what is left. */
async function outcomesOf(tx: Tx, jobs: Jobs, batch: Batch, ids: readonly string[]): Promise<Outcomes> {
  const action = batch.action as PeopleAction;
  const [starter] = await findPeople(tx, [batch.startedBy]);
  const permissions = await permissionsBehind(tx, starter, batch.startedKey);
  if (!starter || !can({ permissions }, permissionFor[action]))
    return new Map(ids.map((id) => [id, 'no_longer']));
  const origin = {
    ip: batch.ip ?? '',
    requestId: batch.requestId ?? '',
    userAgent: null,
    ...(batch.startedKey !== null && { apiKeyId: batch.startedKey }),
  };
  const orderer = { accountId: batch.startedBy, language: starter.language, origin };
  if (action === 'update') {
    const wish = (batch.wish ?? {}) as unknown as UpdateWish;
    return askForUpdates(tx, jobs, orderer, { accounts: ids, wish });
  }
  if (action !== 'ask') return (await suspendAccounts(tx, action, orderer, ids)) as Outcomes;
  const { left } = await askForIdentities(tx, jobs, orderer, ids);
  const reasons = new Map(left.map(({ account, reason }) => [account, reason]));
  return new Map(ids.map((id) => [id, reasons.get(id)]));
}

async function settle(tx: Tx, batchId: string, outcomes: Outcomes): Promise<void> {
  const ids = [...outcomes.keys()];
  const words = [...outcomes.values()].map((refusal) => refusal ?? 'done');
  // The ids twice: joined to the list alone, all that the act is about would be read for each chunk.
  await sql`
    with settled as (
      update people_batch_item as item set outcome = told.outcome
      from unnest(${ids}::uuid[], ${words}::text[]) as told (id, outcome)
      where item.organization_id = ${tx.organizationId} and item.batch_id = ${batchId} and item.account_id = told.id
        and item.account_id = any(${ids}::uuid[])
      returning told.outcome)
    update people_batch set done = done + ${ids.length},
      refused = (
        select coalesce(jsonb_object_agg(reason, count), '{}') from (
          select reason, sum(count) as count from (
            select key as reason, value::int as count from jsonb_each_text(refused)
            union all select outcome, count(*) from settled where outcome <> 'done' group by outcome
          ) as both_counts group by reason) as summed)
    where organization_id = ${tx.organizationId} and id = ${batchId}`.execute(tx);
}

async function finish(tx: Tx, batchId: string): Promise<void> {
  await tx
    .updateTable('peopleBatch')
    // What was said to each stands with each: nothing of it is kept twice.
    .set({ state: 'done', wish: null, finishedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', batchId)
    .execute();
}
