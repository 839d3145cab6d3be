import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { lockInvitationsOf } from '../invitations/invitations-of.ts';
import { lapseGrantsGivenBy } from '../permissions/lapse-grants.ts';
import type { Actor } from '../sessions/actor.ts';
import { lockForAct } from './lock-person.ts';

/**
 * Every row about a person goes, by the one function that may do so (P24, docs/decisions/085-erasure.md). What stays is the
 * activity: acts, ids, names of fields. @throws {AppError} not_found, own_account, founder_stays
 */
export async function erasePerson(tx: Tx, actor: Actor, id: string): Promise<void> {
  await lockInvitationsOf(tx, id);
  await lockForAct(tx, 'erase', actor, id);
  await lapseGrantsGivenBy(tx, [id], actor.origin);
  const { rows } = await sql<{ erased: boolean }>`select erase_person(${id}::uuid) as erased`.execute(tx);
  if (rows[0]?.erased !== true) throw new AppError('not_found');
  const subject = { type: 'account', id } as const;
  await recordActivity(tx, actor.origin, [{ action: 'account.erased', actorId: actor.accountId, subject }]);
}
