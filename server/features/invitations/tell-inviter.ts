import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { queueMails } from '../mails/queue-mails.ts';
import { findPeople } from '../sessions/find-person.ts';
import type { LiveInvitation } from './inspect-link.ts';

/** A mail to who invited, if they are still there; once per generation of the link. */
export async function tellInviter(
  tx: Tx,
  jobs: Jobs,
  kind: 'invitation_declined' | 'renewal_asked',
  { id, generation, invitedBy }: LiveInvitation,
): Promise<void> {
  const [inviter] = await findPeople(tx, [invitedBy]);
  if (inviter?.accountState !== 'active') return;
  const { accountId, language } = inviter;
  await queueMails(tx, jobs, [{ accountId, kind, language, aboutId: id, generation }]);
}
