import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import { useWhen } from '../../ui/use-when.ts';

/** When the invitation left, or will. */
export function SentWhen({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations');
  const { when, dayAndTime } = useWhen();
  const { state, sendAt, sentAt, changedAt } = invitation;
  if (state === 'scheduled' && sendAt) return <>{t('sent.leaves', { time: dayAndTime(sendAt) })}</>;
  if (state === 'queued') return <>{t('sent.leavesSoon')}</>;
  // The server of the address was asked then, and refused.
  if (state === 'bounced') return <>{when(sentAt ?? changedAt)}</>;
  return <>{sentAt ? when(sentAt) : t(state === 'unsent' ? 'sent.notYet' : 'sent.never')}</>;
}
