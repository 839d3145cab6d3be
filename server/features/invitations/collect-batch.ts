import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Writes down which invitations a batch is about: from here on it is these, whatever a filter holds later. */
export async function collectBatch(tx: Tx, batchId: string, ids: RawBuilder<{ id: string }>): Promise<void> {
  await sql`
    with collected as (
      insert into invitation_batch_item (organization_id, batch_id, invitation_id)
      select ${tx.organizationId}, ${batchId}, id from (${ids}) as selected
      on conflict do nothing
      returning 1
    )
    update invitation_batch set state = 'running', filter = null, total = (select count(*) from collected)
    where organization_id = ${tx.organizationId} and id = ${batchId}`.execute(tx);
}
