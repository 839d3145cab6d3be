import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

export interface InvitedAccountChange {
  readonly id: string;
  readonly username?: string;
  readonly population?: string;
  readonly language?: string;
  readonly timeZone?: string;
}

/** What may still be said about accounts before their people join, for many; what is not named stays. */
export async function changeInvitedAccounts(tx: Tx, changes: readonly InvitedAccountChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    update account set username = coalesce(c.username, account.username),
      username_canonical = coalesce(lower(c.username), account.username_canonical),
      population = coalesce(c.population, account.population), language = coalesce(c.language, account.language),
      time_zone = coalesce(c.time_zone, account.time_zone)
    from unnest(${changes.map(({ id }) => id)}::uuid[], ${changes.map(({ username }) => username ?? null)}::text[],
      ${changes.map(({ population }) => population ?? null)}::text[],
      ${changes.map(({ language }) => language ?? null)}::text[],
      ${changes.map(({ timeZone }) => timeZone ?? null)}::text[])
      as c (id, username, population, language, time_zone)
    where account.organization_id = ${tx.organizationId} and account.id = c.id and account.state = 'invited'`.execute(
    tx,
  );
}
