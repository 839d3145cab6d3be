import { sql } from 'kysely';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { JobData } from '../../platform/jobs.ts';
import type { Texts } from '../../platform/texts.ts';
import { emptyFields } from './empty-fields.ts';
import { findForm } from './find-form.ts';
import { emptyRemovedFields } from './empty-removed-fields.ts';

interface EmptyParts {
  readonly db: Db;
  readonly texts: Texts;
}

const chunk = 250;

/**
 * A job, once an hour for each organization: deletes what the form keeps no longer. Of closed accounts the fields whose
 * months are over; of everybody what was filled in for fields that left the form 30 days ago. Days are the database's.
 */
export async function emptyDueFields({ db, texts }: EmptyParts, { organizationId }: JobData): Promise<void> {
  const form = await withOrganization(db, organizationId, (tx) => findForm(tx, texts));
  const kept = Map.groupBy(
    form.sections.flatMap(({ fields }) => fields),
    ({ retentionMonths }) => retentionMonths,
  );
  for (const [months, fields] of kept) {
    if (months === null) continue;
    const keys = fields.map(({ key }) => key);
    while (await withOrganization(db, organizationId, (tx) => emptyClosed(tx, months, keys)));
  }
  await emptyRemovedFields(db, organizationId);
}

/** @returns whether more may be due */
async function emptyClosed(tx: Tx, months: number, keys: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select i.account_id as id from identity i
    join account a on a.organization_id = i.organization_id and a.id = i.account_id
    where i.organization_id = ${tx.organizationId} and a.closed_at <= now() - make_interval(months => ${months})
      and exists (select from identity_version v
        where v.organization_id = i.organization_id and v.account_id = i.account_id
          and (v.fields ?| ${keys}::text[] or v.sealed ?| ${keys}::text[]))
    limit ${chunk} for update of i skip locked`.execute(tx);
  await emptyFields(
    tx,
    rows.map(({ id }) => id),
    keys,
  );
  return rows.length === chunk;
}
