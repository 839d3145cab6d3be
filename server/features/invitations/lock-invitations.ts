import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { stateNow } from './filter-invitations.ts';

/** No mail and no link of it has left: a mail that leaves is the first. */
const neverLeft = sql<boolean>`(invitation.channel = 'none' or invitation.state = 'scheduled' and invitation.sent_at is null)`;

const waitsForItsDay = sql<boolean>`(invitation.state = 'scheduled' and coalesce(invitation.send_at > now(), false))`;

/** Invitations that nobody else changes until the end of the transaction, as they are now. */
export async function lockInvitations(tx: Tx, ids: readonly string[]) {
  return (
    tx
      .selectFrom('invitation')
      .innerJoin('person', (join) =>
        join
          .onRef('person.organizationId', '=', 'invitation.organizationId')
          .onRef('person.id', '=', 'invitation.accountId'),
      )
      .select(['invitation.id', 'invitation.accountId', 'invitation.language', 'invitation.generation'])
      .select(['invitation.version', 'invitation.message', 'invitation.sendAt', 'invitation.channel'])
      .select(['person.state as accountState', 'person.timeZone', 'person.population', 'person.email'])
      .select(stateNow.as('state'))
      .select([neverLeft.as('neverLeft'), waitsForItsDay.as('waitsForItsDay')])
      .where('invitation.organizationId', '=', tx.organizationId)
      .where(sql<boolean>`invitation.id = any(${ids}::uuid[])`)
      // In one order for all callers, so that two who want the same ones wait instead of blocking each other.
      .orderBy('invitation.id')
      .forUpdate('invitation')
      .execute()
  );
}

export type LockedInvitation = Awaited<ReturnType<typeof lockInvitations>>[number];
