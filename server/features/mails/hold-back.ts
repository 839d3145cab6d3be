import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { ClaimedMail } from './claim-mails.ts';
import type { MailHandlers } from './mail-kinds.ts';
import { stoppedUntil } from './sending-limits.ts';

/**
 * Mails that ask people in and were queued before too many of their kind came back wait until sending goes on (T21); the
 * jobs of that time ask again. Whoever calls has claimed the mails. @returns those that don't wait
 */
export async function holdBack(
  tx: Tx,
  { jobs, handlers }: { readonly jobs: Jobs; readonly handlers: MailHandlers },
  mails: readonly ClaimedMail[],
): Promise<readonly ClaimedMail[]> {
  const stoppable = mails.filter(({ kind, isCorrection }) => handlers[kind].heldBack && !isCorrection);
  const until = stoppable.length > 0 ? await stoppedUntil(tx) : null;
  if (!until) return mails;
  await putOff(tx, jobs, stoppable, until);
  for (const [kind, held] of Map.groupBy(stoppable, (mail) => mail.kind)) {
    await handlers[kind].heldBack?.(tx, held, until);
  }
  const waiting = new Set(stoppable);
  return mails.filter((mail) => !waiting.has(mail));
}

async function putOff(tx: Tx, jobs: Jobs, mails: readonly ClaimedMail[], until: Date): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ state: 'queued', claim: null, attempts: sql`attempts - 1`, sendAt: until })
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`id = any(${mails.map(({ id }) => id)}::uuid[])`)
    .execute();
  const single = mails.filter(({ batchId }) => batchId === null).map(({ id }) => id);
  const batches = new Set(mails.map(({ batchId }) => batchId).filter((id) => id !== null));
  if (single.length > 0) await jobs.enqueue(tx, 'deliver-mail', single, until);
  if (batches.size > 0) await jobs.enqueue(tx, 'deliver-mails', [...batches], until);
}
