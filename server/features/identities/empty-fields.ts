import { sql } from 'kysely';
import type { FieldValue } from '../../../contract/identities.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { displayName } from './display-name.ts';

/** Deletes these fields of these people, whose identities are locked, from every version; the activity notes it. */
export async function emptyFields(
  tx: Tx,
  accountIds: readonly string[],
  keys: readonly string[],
): Promise<void> {
  if (accountIds.length === 0) return;
  const { rows } = await sql<{
    id: string;
    version: number;
    alias: string | null;
    fields: Fields;
    held: string[];
  }>`
    update identity_version v
    set fields = v.fields - ${keys}::text[], sealed = v.sealed - ${keys}::text[], reasons = v.reasons - ${keys}::text[]
    from identity_version was
    where v.organization_id = ${tx.organizationId} and v.account_id = any(${accountIds}::uuid[])
      and was.organization_id = v.organization_id and was.account_id = v.account_id and was.version = v.version
    returning v.account_id as id, v.version, v.alias, v.fields,
      array(select key from unnest(${keys}::text[]) as key where was.fields ? key or was.sealed ? key) as held`.execute(
    tx,
  );
  await nameAnew(tx, rows);
  const versions = Map.groupBy(rows, ({ id }) => id);
  await recordActivity(
    tx,
    null,
    [...versions].map(([id, all]) => ({
      action: 'identity.emptied',
      actorId: null,
      subject: { type: 'account', id },
      personId: id,
      fields: keys.filter((key) => all.some(({ held }) => held.includes(key))),
    })),
  );
}

type Fields = Readonly<Record<string, FieldValue>>;

/** A name that is no more in an identity is not what its person is called by either. */
async function nameAnew(
  tx: Tx,
  versions: readonly { id: string; version: number; alias: string | null; fields: Fields }[],
): Promise<void> {
  const named = versions.map(({ id, version, alias, fields }) => ({
    id,
    version,
    name: displayName({ alias, values: new Map(Object.entries(fields)) }),
  }));
  await sql`
    with n as (select * from json_to_recordset(${JSON.stringify(named)}::json) as n (id uuid, version int, name text))
    update identity i set
      display_name = (select name from n where n.id = i.account_id and n.version = i.version_in_force),
      pending_name = (select name from n
        where n.id = i.account_id and n.version = i.version and i.pending_state is not null)
    where i.organization_id = ${tx.organizationId} and i.account_id in (select id from n)`.execute(tx);
}
