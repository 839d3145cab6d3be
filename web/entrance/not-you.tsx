import { Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { declineInvitation } from '../../contract/join.ts';
import { call } from '../api.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

/** "This is not me": asked twice, because it ends the link. */
export function NotYou({ token, onDeclined }: { token: string; onDeclined: () => void }) {
  const { t } = useTranslation('entrance');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const decline = async () => {
    setBusy(true);
    try {
      await call(declineInvitation, { body: { token } });
      onDeclined();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  if (!asking) {
    return (
      <Text c="dimmed" mt="xs">
        {t('join.notYou')}{' '}
        <Anchor component="button" type="button" onClick={() => setAsking(true)}>
          {t('join.decline')}
        </Anchor>
      </Text>
    );
  }
  return (
    <Panel mt="md" p="md" role="group" aria-label={t('join.declineTitle')}>
      {problem !== null && <ProblemNotice problem={problem} />}
      <Text fw={600}>{t('join.declineTitle')}</Text>
      <Text c="dimmed">{t('join.declineText')}</Text>
      <Group gap="xs" mt="sm">
        <Button variant="default" autoFocus onClick={() => setAsking(false)}>
          {t('join.declineKeep')}
        </Button>
        <Button color="red" loading={busy} onClick={() => void decline()}>
          {t('join.declineConfirm')}
        </Button>
      </Group>
    </Panel>
  );
}
