import { sql } from 'kysely';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { JobData } from '../../platform/jobs.ts';
import { undoDays } from './limits.ts';

const erasedAtOnce = 5000;
/** A file of which nothing came for so long is one whose server or sender is gone. */
const silentMinutes = 15;

/** A job, now and then: files that broke off are said to have, and rows are erased in time (ruling 21). */
export async function tendImports(
  { db }: { readonly db: Db },
  { organizationId }: Pick<JobData, 'organizationId'>,
): Promise<void> {
  await withOrganization(db, organizationId, endBrokenOff);
  while (await withOrganization(db, organizationId, eraseSome));
}

async function endBrokenOff(tx: Tx): Promise<void> {
  await sql`
    with gone as (
      update import set state = 'failed', failure = 'import.interrupted', changed_at = now()
      where organization_id = ${tx.organizationId} and state = 'reading'
        and changed_at < now() - make_interval(mins => ${silentMinutes}::int)
      returning id)
    delete from import_row using gone
    where import_row.organization_id = ${tx.organizationId} and import_id = gone.id`.execute(tx);
}

/** @returns whether there is more to erase */
async function eraseSome(tx: Tx): Promise<boolean> {
  const due = await tx
    .selectFrom('import')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('purgedAt', 'is', null)
    .where('state', 'not in', ['applying', 'undoing'])
    .where(sql<boolean>`greatest(finished_at, changed_at) < now() - make_interval(days => ${undoDays}::int)`)
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!due) return false;
  const { rows } = await sql`
    delete from import_row where organization_id = ${tx.organizationId} and import_id = ${due.id} and line in (
      select line from import_row where organization_id = ${tx.organizationId} and import_id = ${due.id}
      limit ${erasedAtOnce})
    returning line`.execute(tx);
  if (rows.length === 0) {
    await sql`
      update import set purged_at = now()
      where organization_id = ${tx.organizationId} and id = ${due.id}`.execute(tx);
  }
  return true;
}
