import { sql } from 'kysely';
import type { BatchRefusal } from '../../../contract/batch-refusals.ts';
import type { BatchAction, DomainChange } from '../../../contract/invitation-batches.ts';
import type { ListFilter } from '../../../contract/invitation-filter.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { JobData } from '../../platform/jobs.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import { permissionsBehind } from '../api-keys/permissions-behind.ts';
import { can } from '../permissions/can.ts';
import { findPeople } from '../sessions/find-person.ts';
import { actOnInvitations } from './act-on-invitations.ts';
import type { ActOutcome } from './act-outcome.ts';
import { askerOf } from './asker.ts';
import { collectBatch } from './collect-batch.ts';
import { permissionProblems } from './edit-many.ts';
import type { Edits } from './edit-many.ts';
import { selectedIds } from './select-invitations.ts';
import type { SendAgainParts } from './send-again.ts';

/** Invitations of one transaction: few enough for short locks, many enough for statements that are worth it. */
export const chunkSize = 250;

/**
 * A job: chunk after chunk, each with its outcomes in one transaction. A worker that is killed leaves whole chunks, and
 * another goes on with the next; two at once take turns at the batch's row.
 */
export async function runBatch(
  parts: SendAgainParts & { readonly db: Db },
  { organizationId, id }: JobData,
): Promise<void> {
  while (await withOrganization(parts.db, organizationId, (tx) => runChunk(tx, parts, id)));
}

/** @returns false when nothing is left */
export async function runChunk(tx: Tx, parts: SendAgainParts, batchId: string): Promise<boolean> {
  const batch = await lockBatch(tx, batchId);
  if (!batch || batch.state === 'done') return false;
  if (batch.state === 'collecting') {
    const { timeZone } = await organizationSettings(tx);
    const filter = batch.filter as unknown as ListFilter;
    await collectBatch(tx, batchId, selectedIds(tx, { filter }, timeZone));
    return true;
  }
  const ids = await nextItems(tx, batchId);
  if (ids.length === 0) {
    await finish(tx, batchId);
    return false;
  }
  await settleItems(tx, batchId, await outcomesOf(tx, parts, batch, ids));
  return true;
}

async function lockBatch(tx: Tx, id: string) {
  return tx
    .selectFrom('invitationBatch')
    .select([
      'id',
      'action',
      'until',
      'days',
      'edits',
      'domain',
      'filter',
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

async function nextItems(tx: Tx, batchId: string): Promise<string[]> {
  const items = await tx
    .selectFrom('invitationBatchItem')
    .select('invitationId')
    .where('organizationId', '=', tx.organizationId)
    .where('batchId', '=', batchId)
    .where('outcome', 'is', null)
    .orderBy('invitationId')
    .limit(chunkSize)
    .execute();
  return items.map((item) => item.invitationId);
}

/** At the word of who started it, as long as they may: a right withdrawn or a key revoked meanwhile ends what is left. */
async function outcomesOf(
  tx: Tx,
  parts: SendAgainParts,
  batch: NonNullable<Awaited<ReturnType<typeof lockBatch>>>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ActOutcome>> {
  const [starter] = await findPeople(tx, [batch.startedBy]);
  const actor = {
    accountId: batch.startedBy,
    permissions: await permissionsBehind(tx, starter, batch.startedKey),
    heldUntil: starter?.heldUntil ?? {},
    timeZone: (await organizationSettings(tx)).timeZone,
  };
  const changes = (batch.edits ?? {}) as Edits;
  const problems = permissionProblems(actor, changes);
  if (!can(actor, 'user-registration:access') || Object.keys(problems).length > 0) {
    await stop(tx, batch.id);
    return new Map(ids.map((id) => [id, { kind: 'refused', reason: 'no_longer' }]));
  }
  const order = {
    action: batch.action as BatchAction,
    asker: askerOf(actor),
    origin: {
      ip: batch.ip ?? '',
      requestId: batch.requestId ?? '',
      ...(batch.startedKey !== null && { apiKeyId: batch.startedKey }),
    },
    batchId: batch.id,
    edits: { changes, giver: actor },
    correction: batch.domain ? { domain: batch.domain as unknown as DomainChange, giver: actor } : undefined,
    extension: { until: batch.until ?? undefined, days: batch.days ?? undefined },
  };
  return actOnInvitations(tx, parts, order, ids);
}

/** Others are told: what is left wants somebody who may. */
async function stop(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('invitationBatch')
    .set({ isStopped: true })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
}

async function settleItems(
  tx: Tx,
  batchId: string,
  outcomes: ReadonlyMap<string, ActOutcome>,
): Promise<void> {
  const ids = [...outcomes.keys()];
  const words = [...outcomes.values()].map((outcome) => (outcome.kind === 'done' ? 'done' : outcome.reason));
  const refused = Map.groupBy(
    words.filter((word): word is BatchRefusal => word !== 'done'),
    (reason) => reason,
  );
  const counts = Object.fromEntries([...refused].map(([reason, all]) => [reason, all.length]));
  const postponed = [...outcomes.values()].filter(
    (outcome) => outcome.kind === 'done' && outcome.isPostponed === true,
  ).length;
  // The ids twice: joined to the list alone, all that the act is about would be read for each chunk.
  await sql`
    update invitation_batch_item as item set outcome = settled.outcome
    from unnest(${ids}::uuid[], ${words}::text[]) as settled (id, outcome)
    where item.organization_id = ${tx.organizationId} and item.batch_id = ${batchId}
      and item.invitation_id = settled.id and item.invitation_id = any(${ids}::uuid[])`.execute(tx);
  await sql`
    update invitation_batch set done = done + ${ids.length}, postponed = postponed + ${postponed},
      refused = (
        select coalesce(jsonb_object_agg(reason, count), '{}') from (
          select key as reason, sum(value::int) as count from (
            select * from jsonb_each_text(refused) union all select * from jsonb_each_text(${JSON.stringify(counts)}::jsonb)
          ) as both_counts group by key) as summed)
    where organization_id = ${tx.organizationId} and id = ${batchId}`.execute(tx);
}

async function finish(tx: Tx, batchId: string): Promise<void> {
  await tx
    .updateTable('invitationBatch')
    .set({ state: 'done', finishedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', batchId)
    .execute();
}
