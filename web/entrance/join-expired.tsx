import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renewInvitation } from '../../contract/join.ts';
import { call } from '../api.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useWhen } from '../ui/use-when.ts';
import { EntranceLayout } from './entrance-layout.tsx';
import type { OpenInvitation } from './join-form.tsx';

/** A link that ended: not final, a new one is a button away (ruling 18). */
export function JoinExpired({ token, invitation }: { token: string; invitation: OpenInvitation }) {
  const { t } = useTranslation('entrance');
  const { day } = useWhen();
  const [state, setState] = useState<'idle' | 'sending' | 'sent'>('idle');
  const [problem, setProblem] = useState<unknown>(null);
  const { organization, inviter, email } = invitation;
  const layout = { place: organization.name, doorTitle: t('join.door', { organization: organization.name }) };
  const renew = async () => {
    setState('sending');
    setProblem(null);
    try {
      await call(renewInvitation, { body: { token } });
      setState('sent');
    } catch (error) {
      setProblem(error);
      setState('idle');
    }
  };
  if (state === 'sent') {
    return (
      <EntranceLayout
        {...layout}
        title={t('join.expired.sentTitle')}
        intro={t('join.expired.sent', { email })}
      >
        <Text c="dimmed">
          {t(inviter === null ? 'join.expired.sentHelpNobody' : 'join.expired.sentHelp', { inviter })}
        </Text>
      </EntranceLayout>
    );
  }
  return (
    <EntranceLayout
      {...layout}
      title={t('join.expired.title', { day: day(invitation.expiresAt) })}
      intro={
        inviter === null
          ? t('join.expired.textNobody', { email })
          : t('join.expired.text', { inviter, email })
      }
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      <Button size="md" loading={state === 'sending'} onClick={() => void renew()}>
        {t('join.expired.submit')}
      </Button>
      <Text c="dimmed" mt="lg">
        {t('join.expired.next')} {t('join.expired.once')}
      </Text>
    </EntranceLayout>
  );
}
