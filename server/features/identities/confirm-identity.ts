import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { answerUpdateRequest } from './update-requests.ts';

/** Says that one's own data is right as it is. @throws {AppError} not_possible_now when nobody asked */
export async function confirmIdentity(tx: Tx, { accountId, origin }: Actor): Promise<void> {
  if (!(await answerUpdateRequest(tx, accountId))) throw new AppError('not_possible_now');
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, origin, [{ action: 'identity.confirmed', actorId: accountId, subject }]);
}
