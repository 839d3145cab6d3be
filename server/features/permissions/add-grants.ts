import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { jsonText } from '../../platform/json-text.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import type { GrantRequest } from './policy.ts';

export type Giver = Pick<Actor, 'accountId' | 'timeZone'>;

/**
 * Grants these to each account that does not hold them: what somebody holds stays as it is, with its days and its
 * giver. Who calls has asked `grantsProblems`, and notes the act on many.
 */
export async function addGrants(
  tx: Tx,
  giver: Giver,
  accountIds: readonly string[],
  grants: readonly GrantRequest[],
): Promise<void> {
  const rows = accountIds.flatMap((accountId) =>
    grants.map((grant) => ({ ...grant, id: randomUUIDv7(), accountId })),
  );
  const wanted = sql`json_to_recordset(${jsonText(rows)}::json) as wanted (id uuid, "accountId" uuid, application text,
    permission text, "from" date, "until" date)`;
  // One whose days are over opens nothing any more, and gives way.
  await sql`
    update permission_grant as held set ended_at = valid_until, version = version + 1 from ${wanted}
    where held.organization_id = ${tx.organizationId} and held.account_id = "accountId"
      and held.application = wanted.application and held.permission = wanted.permission
      and ended_at is null and valid_until <= now()`.execute(tx);
  await sql`
    insert into permission_grant (organization_id, id, account_id, application, permission, granted_by, valid_from,
      valid_until)
    select ${tx.organizationId}, id, "accountId", application, permission, ${giver.accountId},
      "from"::timestamp at time zone ${giver.timeZone}, ("until" + 1)::timestamp at time zone ${giver.timeZone}
    from ${wanted} on conflict do nothing`.execute(tx);
}
