import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { MailHandlers, StoredMail } from './mail-kinds.ts';
import { stoppedUntil } from './sending-limits.ts';

export interface HoldableMail extends StoredMail {
  /** It goes to an address that was corrected, which is how too many bounces are mended. */
  readonly isCorrection: boolean;
}

/**
 * Mails that ask people in and were queued before too many of their kind came back wait until sending goes on (T21); the
 * job of that time asks again. Whoever calls has claimed the mail. @returns whether it waits
 */
export async function holdBack(
  tx: Tx,
  { jobs, handlers }: { readonly jobs: Jobs; readonly handlers: MailHandlers },
  mail: HoldableMail,
): Promise<boolean> {
  const { heldBack } = handlers[mail.kind];
  if (!heldBack || mail.isCorrection) return false;
  const until = await stoppedUntil(tx);
  if (!until) return false;
  await tx
    .updateTable('mail')
    .set({ state: 'queued', claim: null, attempts: sql`attempts - 1`, sendAt: until })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', mail.id)
    .execute();
  await jobs.enqueue(tx, 'deliver-mail', [mail.id], until);
  await heldBack(tx, mail, until);
  return true;
}
