import { randomUUIDv7 } from 'node:crypto';
import type { AnswerOf, BodyOf } from '../../../contract/define-route.ts';
import type { actOnInvitations } from '../../../contract/invitation-batches.ts';
import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { stoppedUntil } from '../mails/sending-limits.ts';
import type { Actor } from '../sessions/actor.ts';
import { errorOf } from './act-outcome.ts';
import { activityOf } from './act-on-one.ts';
import { checkDomain, toldDomain } from './check-domain.ts';
import { collectBatch } from './collect-batch.ts';
import type { EditParts } from './edit-invitation.ts';
import { checkEdits, editsOf, toldEdits } from './edit-many.ts';
import { checkExtension } from './extend.ts';
import { needBatch } from './find-batches.ts';
import { chunkSize, runChunk } from './run-batch.ts';
import { sendsMail } from './policy.ts';
import { checkSelection, countSelected, selectedIds } from './select-invitations.ts';
import type { SendAgainParts } from './send-again.ts';

type Order = BodyOf<typeof actOnInvitations>;

export type BatchParts = SendAgainParts & Pick<EditParts, 'languages'>;

// Read while the caller waits; what is more is read in the background.
const readAtOnce = 10_000;

/**
 * One thing for many invitations: a few are done in the caller's transaction, more by a job that takes a chunk at a time.
 * @throws {AppError} not_acceptable, sending_stopped
 */
export async function startBatch(
  tx: Tx,
  parts: BatchParts,
  actor: Actor,
  order: Order,
): Promise<AnswerOf<typeof actOnInvitations>> {
  await checkOrder(tx, parts, actor, order);
  const id = randomUUIDv7();
  const total = await countOrder(tx, actor, order);
  const isRead = order.ids !== undefined || total <= readAtOnce;
  await tx
    .insertInto('invitationBatch')
    .values({
      organizationId: tx.organizationId,
      id,
      action: order.action,
      until: order.until ?? null,
      days: order.days ?? null,
      edits: order.action === 'edit' ? JSON.stringify(editsOf(order)) : null,
      domain: order.domain ? JSON.stringify(order.domain) : null,
      filter: isRead ? null : JSON.stringify(order.filter),
      state: isRead ? 'running' : 'collecting',
      startedBy: actor.accountId,
      startedKey: actor.origin.apiKeyId ?? null,
      ip: actor.origin.ip,
      requestId: actor.origin.requestId,
    })
    .execute();
  if (isRead) await collectBatch(tx, id, selectedIds(tx, order, actor.timeZone));
  if (total > 0) {
    const subject = { type: 'invitation_batch', id } as const;
    await recordActivity(tx, actor.origin, [
      {
        action: activityOf[order.action],
        actorId: actor.accountId,
        subject,
        count: total,
        ...toldEdits(order),
        ...toldDomain(order),
      },
    ]);
  }
  if (total <= chunkSize) await runToTheEnd(tx, parts, id);
  else await parts.jobs.enqueue(tx, 'run-batch', [id]);
  return needBatch(tx, id);
}

async function checkOrder(tx: Tx, parts: BatchParts, actor: Actor, order: Order): Promise<void> {
  checkSelection(order);
  if (order.action === 'extend') await checkExtension(tx, order);
  else if (order.until ?? order.days) throw refuseField('days', 'batch.extend_only');
  checkDomain(order);
  checkEdits(parts.languages, actor, order);
  if (order.filter && order.expected === undefined) throw refuseField('expected', 'batch.expected_needed');
  const until = sendsMail(order.action) ? await stoppedUntil(tx) : null;
  if (until) throw errorOf({ kind: 'refused', reason: 'sending_stopped', until }, actor.timeZone);
}

/** @throws {AppError} not_acceptable when the filter holds more than the caller was told */
async function countOrder(tx: Tx, actor: Actor, order: Order): Promise<number> {
  const most = order.expected ?? order.ids?.length ?? 0;
  const count = await countSelected(tx, selectedIds(tx, order, actor.timeZone), most);
  if (order.filter && count > most) throw refuseField('expected', 'batch.more_than_expected', { count });
  return count;
}

async function runToTheEnd(tx: Tx, parts: SendAgainParts, id: string): Promise<void> {
  while (await runChunk(tx, parts, id));
}
