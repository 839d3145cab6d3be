import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';

/**
 * Another moment for an invitation's mail that has not left, null for now. The job of the old moment finds nothing to
 * do, or its mail sent. @returns false when it has left
 */
export async function rescheduleMail(
  tx: Tx,
  jobs: Jobs,
  mail: { readonly invitationId: string; readonly generation: number; readonly sendAt: Date | null },
): Promise<boolean> {
  const waiting = await tx
    .updateTable('mail')
    // Now is a moment too: the next mail to this person waits from then on, not from when this one was written.
    .set({ sendAt: sql<Date>`coalesce(${mail.sendAt}::timestamptz, now())` })
    .where('organizationId', '=', tx.organizationId)
    .where('aboutId', '=', mail.invitationId)
    .where('kind', '=', 'invitation')
    .where('generation', '=', mail.generation)
    .where('state', '=', 'queued')
    .returning('id')
    .executeTakeFirst();
  if (!waiting) return false;
  await jobs.enqueue(tx, 'deliver-mail', [waiting.id], mail.sendAt ?? undefined);
  return true;
}

/** What waits is written in the language that the person reads. */
export async function translateWaitingMails(
  tx: Tx,
  invitationIds: readonly string[],
  language: string,
): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ language })
    .where('organizationId', '=', tx.organizationId)
    .where('aboutId', '=', sql<string>`any(${invitationIds}::uuid[])`)
    .where('kind', 'in', ['invitation', 'reminder'])
    .where('state', '=', 'queued')
    .execute();
}
