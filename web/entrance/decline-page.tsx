import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { declineInvitation } from '../../contract/join.ts';
import { call } from '../api.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { EntranceLayout } from './entrance-layout.tsx';
import type { OpenInvitation } from './join-form.tsx';

interface DeclinePageProps {
  readonly token: string;
  readonly invitation: OpenInvitation;
  readonly onKeep: () => void;
}

/** "This is not me", from the mail or from the form: asks before it acts, because it ends the link. */
export function DeclinePage({ token, invitation, onKeep }: DeclinePageProps) {
  const { t } = useTranslation('entrance');
  const [state, setState] = useState<'asking' | 'busy' | 'declined'>('asking');
  const [problem, setProblem] = useState<unknown>(null);
  const { organization, email } = invitation;
  const layout = { place: organization.name, doorTitle: t('signIn.door') };
  const decline = async () => {
    setState('busy');
    try {
      await call(declineInvitation, { body: { token } });
      setState('declined');
    } catch (error) {
      setProblem(error);
      setState('asking');
    }
  };
  if (state === 'declined') {
    return <EntranceLayout {...layout} title={t('join.declinedTitle')} intro={t('join.declined')} />;
  }
  return (
    <EntranceLayout
      {...layout}
      title={t('join.declineTitle')}
      intro={t('join.declineText', { email, organization: organization.name })}
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      <Group gap="sm">
        <Button variant="default" size="md" onClick={onKeep}>
          {t('join.declineKeep')}
        </Button>
        <Button color="red" size="md" loading={state === 'busy'} onClick={() => void decline()}>
          {t('join.declineConfirm')}
        </Button>
      </Group>
    </EntranceLayout>
  );
}
