import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { GrantRequest } from './policy.ts';

/**
 * Ends these of each account, whoever gave them and from whatever day. Who calls has asked `withdrawalProblems`, and
 * notes the act on many.
 */
export async function withdrawGrants(
  tx: Tx,
  endedBy: string,
  accountIds: readonly string[],
  permissions: readonly Pick<GrantRequest, 'application' | 'permission'>[],
): Promise<void> {
  const applications = permissions.map(({ application }) => application);
  const names = permissions.map(({ permission }) => permission);
  await sql`
    update permission_grant set ended_at = now(), ended_by = ${endedBy}, version = version + 1
    where organization_id = ${tx.organizationId} and account_id = any(${accountIds}::uuid[]) and ended_at is null
      and (application, permission) in (select * from unnest(${applications}::text[], ${names}::text[]))`.execute(
    tx,
  );
}
