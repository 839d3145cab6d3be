import { sql } from 'kysely';
import { withOrganization } from '../../platform/database.ts';
import type { Tx } from '../../platform/database.ts';
import type { JobData } from '../../platform/jobs.ts';
import { takeOver } from './claim-mails.ts';
import { deliverClaimed } from './deliver-claimed.ts';
import type { BatchParts } from './deliver-claimed.ts';
import { MailDelayed } from './deliver-mail.ts';

/** Many enough for statements that are worth it, few enough that what is revoked now has not been claimed already. */
const claimedAtOnce = 50;

/**
 * Sends the mails of a batch that have not left, some of them at a time. A worker that is killed is followed by another,
 * which goes on with the rest (docs/decisions/098-mails-settled-together.md).
 */
export async function deliverMails(
  parts: BatchParts,
  { organizationId, id: batchId }: JobData,
): Promise<void> {
  let waiting = await withOrganization(parts.db, organizationId, async (tx) => {
    await takeOver(tx, { batchId });
    return waitingOf(tx, batchId);
  });
  const failures: unknown[] = [];
  while (waiting.length > 0) {
    const some = await deliverClaimed(parts, organizationId, waiting.slice(0, claimedAtOnce));
    failures.push(...some.failures);
    if (some.isDelayed) failures.push(new MailDelayed());
    // The others may be for servers that answer; a server of ours that is gone stops all of them.
    if (some.isServerGone) break;
    waiting = [...some.left, ...waiting.slice(claimedAtOnce)];
  }
  if (failures.length > 0) throw failures[0];
}

async function waitingOf(tx: Tx, batchId: string): Promise<string[]> {
  const mails = await tx
    .selectFrom('mail')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('batchId', '=', batchId)
    .where('state', '=', 'queued')
    .where(sql<boolean>`(send_at is null or send_at <= now())`)
    .orderBy('id')
    .execute();
  return mails.map(({ id }) => id);
}
