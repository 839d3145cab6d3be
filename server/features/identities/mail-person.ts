import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { MailKind } from '../../../contract/mail-kinds.ts';
import type { StoredMail } from '../mails/mail-kinds.ts';
import { queueMails } from '../mails/queue-mails.ts';
import { findPeople } from '../sessions/find-person.ts';

interface PersonMail {
  readonly kind: Extract<MailKind, 'identity_validated' | 'identity_returned'>;
  readonly accountId: string;
  readonly version: number;
  readonly data?: StoredMail['data'];
}

/** Tells someone what became of their identity, once per version. Who never came in yet is led to it when they join. */
export async function mailPerson(
  tx: Tx,
  jobs: Jobs,
  { kind, accountId, version, data }: PersonMail,
): Promise<void> {
  const [person] = await findPeople(tx, [accountId]);
  if (person?.accountState !== 'active') return;
  const { language } = person;
  await queueMails(tx, jobs, [
    { accountId, kind, language, aboutId: accountId, generation: version, ...(data && { data }) },
  ]);
}
