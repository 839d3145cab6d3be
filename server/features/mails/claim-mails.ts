import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { StoredMail } from './mail-kinds.ts';

export interface ClaimedMail extends StoredMail {
  readonly to: string;
  readonly attempts: number;
  /** Whoever writes later under another one is refused. */
  readonly claim: string;
  /** Null: the mail has a job of its own. */
  readonly batchId: string | null;
  /** It goes to an address that was corrected, which is how too many bounces are mended. */
  readonly isCorrection: boolean;
}

/** Takes those of these mails that wait, in one conditional write: none is in two hands. */
export async function claimMails(tx: Tx, ids: readonly string[]): Promise<ClaimedMail[]> {
  const claim = randomUUID();
  const rows = await tx
    .updateTable('mail')
    .from('account')
    .set({ state: 'sending', claim, claimedAt: sql`now()`, attempts: sql`mail.attempts + 1` })
    .where('mail.organizationId', '=', tx.organizationId)
    .where(sql<boolean>`mail.id = any(${ids}::uuid[])`)
    .where('mail.state', '=', 'queued')
    // Put off since its job was made: another job comes at its new time.
    .where(sql<boolean>`(mail.send_at is null or mail.send_at <= now())`)
    .whereRef('account.organizationId', '=', 'mail.organizationId')
    .whereRef('account.id', '=', 'mail.accountId')
    .returning([
      'mail.id',
      'mail.accountId',
      'mail.kind',
      'mail.language',
      'mail.data',
      'mail.aboutId',
      'mail.generation',
      'mail.attempts',
      'mail.batchId',
      sql<string>`coalesce(recipient, account.email)`.as('to'),
      sql<boolean>`coalesce(mail.created_at >= account.email_changed_at, false)`.as('isCorrection'),
    ])
    .execute();
  return rows.map((row) => ({ ...row, claim }) as ClaimedMail);
}

/**
 * What a worker had in hand that is gone or too slow: the queue hands a job out again only when its worker's heartbeat or
 * time has ended. Whatever that worker writes of it from now on is refused.
 */
export async function takeOver(
  tx: Tx,
  mails: { readonly id: string } | { readonly batchId: string },
): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ state: 'queued', claim: null })
    .where('organizationId', '=', tx.organizationId)
    .where('id' in mails ? 'id' : 'batchId', '=', 'id' in mails ? mails.id : mails.batchId)
    .where('state', '=', 'sending')
    .execute();
}

/** What was taken and did not leave waits again, as if it had not been tried. */
export async function giveBack(tx: Tx, mails: readonly ClaimedMail[]): Promise<void> {
  if (mails.length === 0) return;
  await sql`
    update mail set state = 'queued', claim = null, attempts = mail.attempts - 1
    from unnest(${mails.map(({ id }) => id)}::uuid[], ${mails.map(({ claim }) => claim)}::uuid[]) as mine (id, claim)
    where organization_id = ${tx.organizationId} and mail.id = mine.id and mail.claim = mine.claim`.execute(
    tx,
  );
}
