import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { queueMails } from '../mails/queue-mails.ts';
import type { Actor } from '../sessions/actor.ts';

interface Request {
  readonly id: string;
  readonly accountId: string;
  readonly times: number;
}

interface RequestsToMail {
  readonly kind: 'identity_asked' | 'identity_update_asked';
  readonly requests: readonly Request[];
  readonly languageOf: (accountId: string) => string | undefined;
  /** Of the form, where some are meant. */
  readonly fields?: readonly string[];
}

/** Tells each who is asked about their data by a mail in their language, and notes it. @returns whom */
export async function mailRequests(
  tx: Tx,
  jobs: Jobs,
  actor: Pick<Actor, 'accountId' | 'language' | 'origin'>,
  { kind, requests, languageOf, fields }: RequestsToMail,
): Promise<ReadonlySet<string>> {
  await queueMails(
    tx,
    jobs,
    requests.map(({ id, accountId, times }) => ({
      accountId,
      kind,
      language: languageOf(accountId) ?? actor.language,
      aboutId: id,
      generation: times,
    })),
  );
  await recordActivity(
    tx,
    actor.origin,
    requests.map(({ accountId }) => ({
      action: kind === 'identity_asked' ? 'identity.asked' : 'identity.update_asked',
      actorId: actor.accountId,
      subject: { type: 'account', id: accountId },
      ...(fields && { fields }),
    })),
  );
  return new Set(requests.map(({ accountId }) => accountId));
}
