import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { lockAccount } from '../accounts/find-account.ts';
import { randomUUIDv7 } from 'node:crypto';
import { recordActivity } from '../activity/record-activity.ts';
import { moveFounder } from '../organizations/move-founder.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { queueMails } from '../mails/queue-mails.ts';
import type { Actor } from '../sessions/actor.ts';
import { findPerson } from '../sessions/find-person.ts';

/**
 * The founder's role goes to another member; whoever had it keeps nothing but what they were granted (P22, ruling 20). The
 * role moves first and the account is looked at after: in the order in which everybody locks them (F23).
 * @throws {AppError} not_possible_now, not_acceptable
 */
export async function handOverFounding(tx: Tx, jobs: Jobs, actor: Actor, accountId: string): Promise<void> {
  if (accountId === actor.accountId) throw refuseField('account', 'founder.is_you');
  const moved = await moveFounder(tx, { from: actor.accountId, to: accountId });
  if (!moved) throw new AppError('not_possible_now');
  if (!(await lockAccount(tx, accountId))) throw refuseField('account', 'founder.unknown_account');
  const { accountState, identityState, language } = await findPerson(tx, accountId);
  if (accountState !== 'active' || identityState !== 'validated') {
    throw refuseField('account', 'founder.not_a_member');
  }
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'organization.handed_over', actorId: actor.accountId, subject },
  ]);
  // To both: a founder whose role was taken by a thief of their session learns it too.
  const aboutId = randomUUIDv7();
  const about = { aboutId, generation: 1 };
  await queueMails(tx, jobs, [
    { ...about, accountId, kind: 'founding_received', language, data: { other: actor.accountId } },
    {
      ...about,
      accountId: actor.accountId,
      kind: 'founding_given',
      language: actor.language,
      data: { other: accountId },
    },
  ]);
}
