import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { EntranceLayout } from './entrance-layout.tsx';
import { JoinForm, type OpenInvitation } from './join-form.tsx';

interface JoinAsAnotherProps {
  readonly name: string;
  readonly token: string;
  readonly invitation: OpenInvitation;
  readonly onNotMe: () => void;
}

/** Someone else is signed in here (T3): said clearly, with the way on, without losing the link. */
export function JoinAsAnother({ name, token, invitation, onNotMe }: JoinAsAnotherProps) {
  const { t } = useTranslation('entrance');
  const [state, setState] = useState<'asked' | 'leaving' | 'left'>('asked');
  const [problem, setProblem] = useState<unknown>(null);
  const leave = async () => {
    setState('leaving');
    try {
      await call(signOut);
      setState('left');
    } catch (error) {
      setProblem(error);
      setState('asked');
    }
  };
  if (state === 'left') return <JoinForm token={token} invitation={invitation} onNotMe={onNotMe} />;
  const { organization, email } = invitation;
  return (
    <EntranceLayout
      place={organization.name}
      title={t('join.another.title', { name })}
      intro={t('join.another.text', { email })}
      doorTitle={t('join.door', { organization: organization.name })}
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      <Button size="md" loading={state === 'leaving'} onClick={() => void leave()}>
        {t('join.another.signOut')}
      </Button>
    </EntranceLayout>
  );
}
