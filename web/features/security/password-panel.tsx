import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/panel.tsx';
import { PasswordChanged } from './password-changed.tsx';
import { PasswordForm } from './password-form.tsx';
import { refreshEmail, refreshSessions } from './security-queries.ts';
import classes from './security-page.module.css';

/** The password, and what changing it did. */
export function PasswordPanel() {
  const { t } = useTranslation('security');
  const [done, setDone] = useState(false);
  const onDone = () => {
    setDone(true);
    // The other sessions ended, and so did a change of email.
    void refreshSessions();
    void refreshEmail();
  };
  return (
    <Panel role="region" aria-labelledby="password" className={classes.panel}>
      <Title order={2} id="password">
        {t('password.title')}
      </Title>
      {done ? (
        <>
          <PasswordChanged />
          <Button variant="default" mt="lg" onClick={() => setDone(false)}>
            {t('password.again')}
          </Button>
        </>
      ) : (
        <>
          <Text c="dimmed" mt={2} mb="md">
            {t('password.intro')}
          </Text>
          <PasswordForm onDone={onDone} />
        </>
      )}
    </Panel>
  );
}
