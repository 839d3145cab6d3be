import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PasswordChanged } from './password-changed.tsx';
import { PasswordForm } from './password-form.tsx';

/** How one signs in, and how to change it. */
export function SecurityPage() {
  const { t } = useTranslation('security');
  const [done, setDone] = useState(false);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <Panel role="region" aria-labelledby="password" maw={560}>
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
            <PasswordForm onDone={() => setDone(true)} />
          </>
        )}
      </Panel>
    </>
  );
}
