import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** By which clock somebody's mails tell the time: their own where it is known, else the organization's. */
export async function timeZoneOf(tx: Tx, accountId: string): Promise<string> {
  const { timeZone } = await tx
    .selectFrom('account')
    .innerJoin('organizationSettings as house', 'house.organizationId', 'account.organizationId')
    .select(sql<string>`coalesce(account.time_zone, house.time_zone)`.as('timeZone'))
    .where('account.organizationId', '=', tx.organizationId)
    .where('account.id', '=', accountId)
    .executeTakeFirstOrThrow();
  return timeZone;
}
