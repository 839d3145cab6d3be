import type { Tx } from '../../platform/database.ts';
import { correctEmails } from '../accounts/correct-emails.ts';
import { forgetRecipients } from '../mails/reserve-recipients.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import type { LockedInvitation } from './lock-invitations.ts';
import { recordEvents } from './record-events.ts';

export interface Correction {
  readonly invitation: LockedInvitation;
  /** The right address. */
  readonly email: string;
}

/**
 * The right addresses of people who have not joined; who is mailed there counts anew. The caller has locked the
 * invitations and sends them again, which ends the links that went to the old addresses.
 * @returns why those were left that were, by invitation
 */
export async function correctAddresses(
  tx: Tx,
  corrections: readonly Correction[],
  by: { readonly actorId: string | null; readonly batchId?: string | undefined },
): Promise<Map<string, 'email_taken' | 'no_longer'>> {
  if (corrections.length === 0) return new Map();
  const outcomes = await correctEmails(
    tx,
    corrections.map(({ invitation: { accountId }, email }) => ({ accountId, email })),
  );
  const isCorrected = ({ invitation }: Correction) => outcomes.get(invitation.accountId) === 'corrected';
  const corrected = corrections.filter(isCorrected).map(({ invitation }) => invitation);
  const { today } = await sendingSettings(tx);
  await forgetRecipients(
    tx,
    corrected.map(({ accountId }) => accountId),
    today,
  );
  await recordEvents(
    tx,
    corrected.map(({ id }) => ({ invitationId: id, kind: 'address_corrected', ...by })),
  );
  return new Map(
    corrections
      .filter((correction) => !isCorrected(correction))
      .map(({ invitation: { id, accountId } }) => [
        id,
        outcomes.get(accountId) === 'taken' ? 'email_taken' : 'no_longer',
      ]),
  );
}
