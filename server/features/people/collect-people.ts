import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Writes down whom a batch is about: from here on it is these, whatever a filter holds later. */
export async function collectPeople(tx: Tx, batchId: string, ids: readonly string[]): Promise<void> {
  await sql`
    with collected as (
      insert into people_batch_item (organization_id, batch_id, account_id)
      select a.organization_id, ${batchId}, a.id from account a
      where a.organization_id = ${tx.organizationId} and a.id = any(${ids}::uuid[])
      on conflict do nothing
      returning 1
    )
    update people_batch set total = total + (select count(*) from collected)
    where organization_id = ${tx.organizationId} and id = ${batchId}`.execute(tx);
}
