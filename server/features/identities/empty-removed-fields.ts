import { sql } from 'kysely';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { emptyFields } from './empty-fields.ts';

const chunk = 250;

/** Deletes what was filled in for fields that are in no version of the form of the last 30 days; each version once. */
export async function emptyRemovedFields(db: Db, organizationId: string): Promise<void> {
  const { versions, keys } = await withOrganization(db, organizationId, findRemoved);
  if (keys.length > 0) {
    while (await withOrganization(db, organizationId, (tx) => emptyChunk(tx, keys)));
  }
  if (versions.length > 0) await withOrganization(db, organizationId, (tx) => noteEmptied(tx, versions));
}

/** Versions that were replaced 30 days ago and not gone through yet, and which of their fields came back in none since. */
async function findRemoved(tx: Tx): Promise<{ versions: number[]; keys: string[] }> {
  const { rows } = await sql<{ version: number; keys: string[] }>`
    with form as (
      select version, emptied_at, array(select jsonb_path_query(sections, '$[*].fields[*].key') #>> '{}') as keys,
        coalesce(lead(changed_at) over (order by version), 'infinity') <= now() - interval '30 days' as is_over
      from identity_form where organization_id = ${tx.organizationId})
    select version, array(select unnest(keys) except select unnest(later.keys) from form later where not later.is_over) as keys
    from form where is_over and emptied_at is null`.execute(tx);
  return {
    versions: rows.map(({ version }) => version),
    keys: [...new Set(rows.flatMap(({ keys }) => keys))],
  };
}

/** @returns whether more may be left */
async function emptyChunk(tx: Tx, keys: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select i.account_id as id from identity i
    where i.organization_id = ${tx.organizationId} and exists (select from identity_version v
      where v.organization_id = i.organization_id and v.account_id = i.account_id
        and (v.fields ?| ${keys}::text[] or v.sealed ?| ${keys}::text[]))
    limit ${chunk} for update of i`.execute(tx);
  await emptyFields(
    tx,
    rows.map(({ id }) => id),
    keys,
  );
  return rows.length === chunk;
}

async function noteEmptied(tx: Tx, versions: readonly number[]): Promise<void> {
  await sql`
    update identity_form set emptied_at = now()
    where organization_id = ${tx.organizationId} and version = any(${versions}::int[])`.execute(tx);
}
