import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { HandedMail } from './hand-over-mail.ts';

/** Adds to their batches what became of mails, in the transaction that settles them. */
export async function countSettled(tx: Tx, settled: readonly HandedMail[]): Promise<void> {
  const finished = settled.filter(({ mail, outcome }) => mail.batchId !== null && outcome.kind !== 'delayed');
  if (finished.length === 0) return;
  const batches = finished.map(({ mail }) => mail.batchId);
  const bounces = finished.map(({ outcome }) => outcome.kind === 'refused');
  await sql`
    update mail_batch set sent = sent + said.taken, bounced = bounced + said.refused
    from (
      select batch, count(*) filter (where not is_bounce) as taken, count(*) filter (where is_bounce) as refused
      from unnest(${batches}::uuid[], ${bounces}::boolean[]) as one (batch, is_bounce) group by batch order by batch) as said
    where organization_id = ${tx.organizationId} and id = said.batch`.execute(tx);
}

/** A mail that was handed over has come back. */
export async function countBounce(tx: Tx, batchId: string): Promise<void> {
  await sql`
    update mail_batch set sent = sent - 1, bounced = bounced + 1
    where organization_id = ${tx.organizationId} and id = ${batchId} and sent > 0`.execute(tx);
}
