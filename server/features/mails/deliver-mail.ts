import { withOrganization } from '../../platform/database.ts';
import type { Db } from '../../platform/database.ts';
import type { JobData } from '../../platform/jobs.ts';
import { takeOver } from './claim-mails.ts';
import { handOverMail } from './hand-over-mail.ts';
import type { HandOverParts } from './hand-over-mail.ts';
import { prepareMails } from './prepare-mails.ts';
import type { PrepareParts } from './prepare-mails.ts';
import { settleMails } from './settle-mails.ts';

export interface DeliveryParts extends HandOverParts, PrepareParts {
  readonly db: Db;
}

/** The mail server could not take it now; the queue tries again, later each time. */
export class MailDelayed extends Error {
  override readonly name = 'MailDelayed';
}

/**
 * Sends one mail: claimed in one transaction, sent outside, settled in another. A worker that died in between
 * is followed by another with the same Message-ID and the same link (P34); a late write of the first is refused
 * by the claim.
 */
export async function deliverMail(parts: DeliveryParts, { organizationId, id }: JobData): Promise<void> {
  const { db, handlers } = parts;
  const { facts, ready } = await withOrganization(db, organizationId, async (tx) => {
    await takeOver(tx, { id });
    return prepareMails(tx, parts, [id]);
  });
  const [one] = ready;
  if (!one) return;
  const handed = await handOverMail(parts, organizationId, facts, one);
  await withOrganization(db, organizationId, (tx) => settleMails(tx, handlers, [handed]));
  if (handed.outcome.kind === 'delayed') throw new MailDelayed();
}
