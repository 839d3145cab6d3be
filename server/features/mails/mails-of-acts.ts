import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

export interface MailsOfAct {
  /** Handed over, or kept in the outbox. */
  readonly sent: number;
  readonly waiting: number;
  readonly bounced: number;
}

const none: MailsOfAct = { sent: 0, waiting: 0, bounced: 0 };

/** What became of the mails of acts on many: a sum over their batches, and a look into the index of what waits. */
export async function mailsOfActs(tx: Tx, acts: readonly string[]): Promise<(act: string) => MailsOfAct> {
  const { rows } = await sql<MailsOfAct & { readonly act: string }>`
    select act_id as act, sum(sent)::int as sent, sum(bounced)::int as bounced, sum(waits.mails)::int as waiting
    from mail_batch as batch, lateral (
      select count(*) as mails from mail
      where mail.organization_id = ${tx.organizationId} and mail.batch_id = batch.id and mail.state in ('queued', 'sending')
    ) as waits
    where batch.organization_id = ${tx.organizationId} and act_id = any(${acts}::uuid[])
    group by act_id`.execute(tx);
  const byAct = new Map(rows.map(({ act, sent, waiting, bounced }) => [act, { sent, waiting, bounced }]));
  return (act) => byAct.get(act) ?? none;
}
