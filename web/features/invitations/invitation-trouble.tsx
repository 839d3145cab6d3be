import { Text } from '@mantine/core';
import { IconClockOff, IconHandStop, IconMailX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import { Notice } from '../../ui/notice.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { CorrectAddressForm } from './correct-address-form.tsx';
import classes from './invitation-trouble.module.css';

/** What went wrong with an invitation and what helps; nothing while nothing did. */
export function InvitationTrouble({ invitation }: { invitation: InvitationDetail }) {
  const { t } = useTranslation('invitations');
  const { dayAndTime } = useWhen();
  const { state, timeline, abilities, expiresAt, account } = invitation;
  const [last] = timeline;
  if (state === 'bounced') {
    const answer = timeline.find((entry) => entry.kind === 'bounced')?.response;
    return (
      <div className={classes.trouble}>
        <Notice tone="bad" icon={<IconMailX size={20} stroke={1.7} />} title={t('trouble.bounced')}>
          <p>{t('trouble.bouncedText', { email: account.email })}</p>
          {answer && <Answer text={answer} />}
          {abilities.correctAddress ? (
            <CorrectAddressForm key={account.email} invitation={invitation} />
          ) : (
            <p>{t('trouble.noCorrection')}</p>
          )}
        </Notice>
      </div>
    );
  }
  if (state === 'expired' && expiresAt) {
    return (
      <div className={classes.trouble}>
        <Notice tone="attention" icon={<IconClockOff size={20} stroke={1.7} />} title={t('trouble.expired')}>
          <p>{t('trouble.expiredText', { time: dayAndTime(expiresAt) })}</p>
        </Notice>
      </div>
    );
  }
  if (state === 'queued' && last?.kind === 'delayed') {
    return (
      <div className={classes.trouble}>
        <Notice tone="attention" title={t('trouble.delayed')}>
          <p>{t('trouble.delayedText')}</p>
          {last.response && <Answer text={last.response} />}
        </Notice>
      </div>
    );
  }
  if (state === 'revoked' && last?.kind === 'declined') {
    return (
      <div className={classes.trouble}>
        <Notice tone="attention" icon={<IconHandStop size={20} stroke={1.7} />} title={t('trouble.declined')}>
          <p>{t('trouble.declinedText')}</p>
        </Notice>
      </div>
    );
  }
  return null;
}

/** In the mail server's own words. */
function Answer({ text }: { text: string }) {
  const { t } = useTranslation('invitations');
  return (
    <>
      <Text fw={560}>{t('trouble.serverSaid')}</Text>
      <p className={classes.answer} dir="ltr">
        {text}
      </p>
    </>
  );
}
