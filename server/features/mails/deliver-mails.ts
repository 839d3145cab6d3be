import { sql } from 'kysely';
import { withOrganization } from '../../platform/database.ts';
import type { Tx } from '../../platform/database.ts';
import type { JobData } from '../../platform/jobs.ts';
import { deliverMail, MailDelayed } from './deliver-mail.ts';
import type { DeliveryParts } from './deliver-mail.ts';

/** Few, so that the database has room for who waits at a screen. */
const atOnce = 4;

/**
 * Sends the mails of a batch that have not left: each claimed, sent and settled as a single one is. A worker that is killed
 * is followed by another, which goes on with the rest.
 */
export async function deliverMails(
  parts: DeliveryParts,
  { organizationId, id: batchId }: JobData,
): Promise<void> {
  const ids = await withOrganization(parts.db, organizationId, (tx) => waitingOf(tx, batchId));
  const waiting = ids.values();
  let delayed: MailDelayed | undefined;
  const sendInTurn = async () => {
    for (const id of waiting) {
      try {
        await deliverMail(parts, { organizationId, id });
      } catch (error) {
        // The others may be for servers that answer; a server of ours that is gone stops all of them.
        if (!(error instanceof MailDelayed)) throw error;
        delayed = error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendInTurn));
  if (delayed) throw delayed;
}

async function waitingOf(tx: Tx, batchId: string): Promise<string[]> {
  const mails = await tx
    .selectFrom('mail')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('batchId', '=', batchId)
    .where('state', 'in', ['queued', 'sending'])
    .where(sql<boolean>`(send_at is null or send_at <= now())`)
    .orderBy('id')
    .execute();
  return mails.map(({ id }) => id);
}
