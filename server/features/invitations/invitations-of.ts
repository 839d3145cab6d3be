import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { stateNow } from './filter-invitations.ts';

/** The newest invitation of an account, and who asked them in; undefined for a founder. */
export async function newestInvitationOf(tx: Tx, accountId: string) {
  return tx
    .selectFrom('invitation')
    .leftJoin('person as inviter', (join) =>
      join
        .onRef('inviter.organizationId', '=', 'invitation.organizationId')
        .onRef('inviter.id', '=', 'invitation.invitedBy'),
    )
    .select(['invitation.id', 'invitation.createdAt', 'inviter.name as by', stateNow.as('state')])
    .where('invitation.organizationId', '=', tx.organizationId)
    .where('invitation.accountId', '=', accountId)
    .orderBy('invitation.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * All invitations of an account, locked: whoever joins locks theirs before the account, so whoever ends an account does too.
 * @returns their ids
 */
export async function lockInvitationsOf(tx: Tx, accountId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('invitation')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/** Every invitation of an account with its timeline, newest first; who else had a hand in it is not told. */
export async function invitationsOf(tx: Tx, accountId: string) {
  const { rows } = await sql<{
    state: string;
    channel: string;
    language: string;
    message: string | null;
    createdAt: Date;
    timeline: readonly { readonly kind: string; readonly at: string }[];
  }>`
    select ${stateNow} as state, channel, language, message, created_at,
      (select coalesce(json_agg(json_build_object('kind', e.kind, 'at', e.at) order by e.at), '[]')
        from invitation_happening e
        where e.organization_id = invitation.organization_id and e.invitation_id = invitation.id) as timeline
    from invitation
    where organization_id = ${tx.organizationId} and account_id = ${accountId} order by id desc`.execute(tx);
  return rows;
}
