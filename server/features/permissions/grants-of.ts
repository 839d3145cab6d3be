import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

export interface ExportedGrant {
  readonly application: string;
  readonly permission: string;
  readonly reason: string | null;
  readonly grantedAt: Date;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly endedAt: Date | null;
}

/** Everything that somebody was ever granted, newest first. */
export async function grantsOf(tx: Tx, accountId: string): Promise<readonly ExportedGrant[]> {
  const { rows } = await sql<ExportedGrant>`
    select application, permission, reason, created_at as granted_at, valid_from as "from", valid_until as until, ended_at
    from permission_grant
    where organization_id = ${tx.organizationId} and account_id = ${accountId} order by id desc`.execute(tx);
  return rows;
}
