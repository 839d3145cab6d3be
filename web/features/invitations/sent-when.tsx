import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import { useWhen } from '../../ui/use-when.ts';

/** When the invitation left, or will. */
export function SentWhen({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations');
  const { when, dayAndTime } = useWhen();
  const { state, sendAt, sentAt, changedAt } = invitation;
  if (state === 'scheduled' && sendAt) return <>{t('sent.leaves', { time: dayAndTime(sendAt) })}</>;
  if (state === 'queued') {
    return <>{isLate(changedAt) ? t('sent.waits', { time: dayAndTime(changedAt) }) : t('sent.leavesSoon')}</>;
  }
  // The server of the address was asked then, and refused.
  if (state === 'bounced') return <>{when(sentAt ?? changedAt)}</>;
  return <>{sentAt ? when(sentAt) : t(state === 'unsent' ? 'sent.notYet' : 'sent.never')}</>;
}

/** A mail leaves within seconds, unless the mail server puts it off or is not there: the panel says which. */
function isLate(queuedAt: string): boolean {
  return Date.now() - Date.parse(queuedAt) > 60_000;
}
