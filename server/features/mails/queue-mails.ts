import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { jsonRows } from '../../platform/json-rows.ts';
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
  // Named one by one: what a caller's object holds beside a mail is not this table's, least of all an invitation's nonce.
  const written = mails.map(
    ({ id, accountId, kind, language, data = {}, aboutId, generation, recipient, sendAt }) => ({
      id,
      accountId,
      kind,
      language,
      data,
      aboutId,
      generation,
      recipient,
      sendAt,
    }),
  );
  await sql`
    insert into mail (organization_id, id, account_id, kind, language, data, about_id, generation, state, recipient,
      send_at)
    select ${tx.organizationId}, id, "accountId", kind, language, data, "aboutId", generation, 'queued', recipient,
      "sendAt"
    from json_to_recordset(${jsonRows(written)}::json) as mail (id uuid, "accountId" uuid, kind text, language text,
      data jsonb, "aboutId" uuid, generation int, recipient text, "sendAt" timestamptz)`.execute(tx);
  for (const [moment, group] of byMoment(mails)) {
    const ids = group.map((mail) => mail.id);
    await jobs.enqueue(tx, 'deliver-mail', ids, moment > 0 ? new Date(moment) : undefined);
  }
}
