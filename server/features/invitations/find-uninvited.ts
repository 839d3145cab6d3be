import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** How an invitation ended that nobody accepted: by an operator, or by its person ("this is not me"). */
export interface EndedInvitation {
  readonly reason: 'revoked' | 'declined';
  readonly since: Date;
}

/**
 * Of these accounts those that have no invitation under way, with how their last one ended. One that expired is under
 * way: it can be sent again (ruling 18).
 */
export async function findUninvited(
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, EndedInvitation | undefined>> {
  if (accountIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; reason: EndedInvitation['reason'] | null; since: Date | null }>`
    select asked as id, case when last.id is not null then coalesce(event.kind, 'revoked') end as reason,
      coalesce(event.at, last.changed_at) as since
    from unnest(${accountIds}::uuid[]) as asked
    left join lateral (
      select id, changed_at from invitation i
      where i.organization_id = ${tx.organizationId} and i.account_id = asked and i.state = 'revoked'
      order by changed_at desc, id desc limit 1) as last on true
    left join lateral (
      select kind, at from invitation_event e
      where e.organization_id = ${tx.organizationId} and e.invitation_id = last.id and e.kind in ('revoked', 'declined')
      order by at desc, id desc limit 1) as event on true
    where not exists (select from invitation i where i.organization_id = ${tx.organizationId} and i.account_id = asked
      and i.state not in ('accepted', 'revoked'))`.execute(tx);
  return new Map(
    rows.map(({ id, reason, since }) => [id, reason && since ? { reason, since } : undefined] as const),
  );
}
