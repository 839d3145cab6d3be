import { useTranslation } from 'react-i18next';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import { Facts } from '../../ui/facts.tsx';
import { languageName } from '../../ui/language-name.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useWhen } from '../../ui/use-when.ts';

/** What an invitation says and where it stands. */
export function InvitationFacts({ invitation }: { invitation: InvitationDetail }) {
  const { t } = useTranslation('invitations');
  const { dayAndTime } = useWhen();
  const { account, state, language, population, expiresAt, sendAt, reminders, message } = invitation;
  const live = expiresAt && !['accepted', 'revoked', 'expired', 'unsent'].includes(state);
  return (
    <Facts
      facts={[
        { term: t('fact.invitation'), value: <StateBadge of="invitation" state={state} /> },
        { term: t('fact.account'), value: <StateBadge of="account" state={account.state} /> },
        { term: t('fact.identity'), value: <StateBadge of="identity" state={account.identity} /> },
        { term: t('fact.email'), value: <bdi dir="ltr">{account.email}</bdi> },
        { term: t('fact.username'), value: <bdi dir="ltr">{account.username}</bdi> },
        { term: t('fact.language'), value: languageName(language) },
        { term: t('filter.population'), value: t(`fact.${population}`) },
        ...(sendAt && ['scheduled', 'queued'].includes(state)
          ? [{ term: t('fact.leaves'), value: dayAndTime(sendAt) }]
          : []),
        ...(live ? [{ term: t('fact.until'), value: dayAndTime(expiresAt) }] : []),
        ...(reminders.nextAt || reminders.sent > 0
          ? [{ term: t('fact.reminders'), value: <Reminders {...reminders} /> }]
          : []),
        ...(message ? [{ term: t('fact.message'), value: message }] : []),
      ]}
    />
  );
}

/** "1 of 2, the next on 29 November 2026, 08:00" */
function Reminders({ sent, most, nextAt }: InvitationDetail['reminders']) {
  const { t } = useTranslation('invitations');
  const { dayAndTime } = useWhen();
  return nextAt
    ? t('fact.remindersNext', { sent, most, time: dayAndTime(nextAt) })
    : t('fact.remindersDone', { sent, most });
}
