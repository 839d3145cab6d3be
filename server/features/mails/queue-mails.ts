import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { StoredMail } from './mail-kinds.ts';

export type NewMail = Omit<StoredMail, 'id' | 'data'> & {
  readonly data?: StoredMail['data'];
  /** Absent: the account's own address. */
  readonly recipient?: string;
  /** Not before this instant. */
  readonly sendAt?: Date | null;
};

// A job per mail for a few people; sendAt is a mail's own, so mails are queued by their moment.
function byMoment(mails: readonly (NewMail & { id: string })[]) {
  return Map.groupBy(mails, (mail) => mail.sendAt?.getTime() ?? 0);
}

/** Puts mails in the queue, in the transaction of what they are about: nothing leaves before the commit. */
export async function queueMails(tx: Tx, jobs: Jobs, newMails: readonly NewMail[]): Promise<void> {
  if (newMails.length === 0) return;
  const mails = newMails.map((mail) => ({ ...mail, id: randomUUIDv7() }));
  await tx
    .insertInto('mail')
    .values(
      mails.map(({ id, accountId, kind, language, data, aboutId, generation, recipient, sendAt }) => ({
        organizationId: tx.organizationId,
        id,
        accountId,
        kind,
        language,
        data: JSON.stringify(data ?? {}),
        aboutId,
        generation,
        state: 'queued',
        recipient: recipient ?? null,
        sendAt: sendAt ?? null,
      })),
    )
    .execute();
  for (const [moment, group] of byMoment(mails)) {
    const ids = group.map((mail) => mail.id);
    await jobs.enqueue(tx, 'deliver-mail', ids, moment > 0 ? new Date(moment) : undefined);
  }
}
