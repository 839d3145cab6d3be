import { sql } from 'kysely';
import type { z } from 'zod';
import type { BatchRefusal } from '../../../contract/batch-refusals.ts';
import type { invitationBatchSchema } from '../../../contract/invitation-batches.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';

type BatchAnswer = z.input<typeof invitationBatchSchema>;

/** Of the last day: what a page that was left finds again. */
export async function findBatches(tx: Tx): Promise<BatchAnswer[]> {
  const rows = await described(tx)
    .where(sql<boolean>`batch.created_at > now() - interval '24 hours'`)
    .orderBy('batch.createdAt', 'desc')
    .limit(20)
    .execute();
  return rows.map(answerOf);
}

/** @throws {AppError} not_found, for another organization's too */
export async function needBatch(tx: Tx, id: string): Promise<BatchAnswer> {
  const row = await described(tx).where('batch.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return answerOf(row);
}

function described(tx: Tx) {
  return tx
    .selectFrom('invitationBatch as batch')
    .leftJoin('person', (join) =>
      join
        .onRef('person.organizationId', '=', 'batch.organizationId')
        .onRef('person.id', '=', 'batch.startedBy'),
    )
    .select(['batch.id', 'batch.action', 'batch.state', 'total', 'done', 'refused', 'postponed', 'isStopped'])
    .select(['batch.createdAt', 'finishedAt', 'person.name as startedBy'])
    .where('batch.organizationId', '=', tx.organizationId);
}

function answerOf({
  refused,
  createdAt,
  finishedAt,
  ...batch
}: Awaited<ReturnType<ReturnType<typeof described>['execute']>>[number]): BatchAnswer {
  const counts = Object.entries(refused as Readonly<Record<string, number>>);
  return {
    ...batch,
    action: batch.action as BatchAnswer['action'],
    state: batch.state as BatchAnswer['state'],
    refused: counts.map(([reason, count]) => ({ reason: reason as BatchRefusal, count })),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
