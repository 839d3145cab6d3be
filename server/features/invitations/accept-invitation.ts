import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { activateAccount } from '../accounts/activate-account.ts';
import { lapseGrants } from '../permissions/lapse-grants.ts';
import { rememberDevice } from '../sessions/notice-device.ts';
import { startSession } from '../sessions/start-session.ts';
import type { StartedSession } from '../sessions/start-session.ts';
import { storePassword } from '../sessions/store-password.ts';
import type { LiveInvitation } from './inspect-link.ts';
import { recordEvents } from './record-events.ts';

/**
 * Spends the link: one conditional update decides between callers at the same time, and all effects stand in its
 * transaction (T7, F18, F19).
 * @throws {AppError} invitation_used, invitation_revoked, invitation_expired
 */
export async function acceptInvitation(
  tx: Tx,
  invitation: LiveInvitation,
  { hash, origin }: { readonly hash: string; readonly origin: Origin },
): Promise<StartedSession> {
  const { id, accountId } = invitation;
  await spendLink(tx, invitation);
  if (!(await activateAccount(tx, accountId))) throw new AppError('invitation_revoked');
  await storePassword(tx, accountId, hash);
  await lapseGrants(tx, [accountId], origin);
  await recordEvents(tx, [{ invitationId: id, kind: 'accepted', actorId: accountId }]);
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, origin, [{ action: 'account.joined', actorId: accountId, subject }]);
  await rememberDevice(tx, accountId, origin);
  return startSession(tx, accountId, origin);
}

async function spendLink(tx: Tx, { id, generation }: LiveInvitation): Promise<void> {
  const spent = await tx
    .updateTable('invitation')
    .set({ state: 'accepted', nextReminderAt: null, changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('generation', '=', generation)
    .where('state', 'not in', ['accepted', 'revoked'])
    .where(sql<boolean>`expires_at > now()`)
    .returning('id')
    .executeTakeFirst();
  if (!spent) throw await whyNot(tx, id, generation);
}

async function whyNot(tx: Tx, id: string, generation: number): Promise<AppError> {
  const row = await tx
    .selectFrom('invitation')
    .select(['state', 'generation'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row?.state === 'accepted') return new AppError('invitation_used');
  if (row?.state === 'revoked' || row?.generation !== generation) return new AppError('invitation_revoked');
  return new AppError('invitation_expired');
}
