import { Button, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../query-client.ts';
import { sessionQuery, useSession } from '../../shell/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmailForm } from './email-form.tsx';
import { EmailTaken } from './email-taken.tsx';
import { EmailWaits } from './email-waits.tsx';
import classes from './security-page.module.css';
import { emailQuery, refreshEmail } from './security-queries.ts';

/** The email one signs in with, and the new one while it waits for both addresses. */
export function EmailPanel() {
  const { t } = useTranslation('security');
  const { account } = useSession();
  const { data, error, refetch } = useQuery(emailQuery);
  const [changing, setChanging] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const email = data?.email;
  // Confirmed meanwhile, in a mailbox: the rest of the page learns it.
  useEffect(() => {
    if (email !== undefined && email !== account.email)
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [email, account.email]);
  const back = async () => {
    await refreshEmail();
    setChanging(false);
    heading.current?.focus();
  };
  return (
    <Panel role="region" aria-labelledby="email" className={classes.panel}>
      <Title order={2} id="email" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {t('email.title')}
      </Title>
      {error && !data && (
        <ErrorState problem={error} title={t('email.notLoaded')} onRetry={() => void refetch()} />
      )}
      {!data && !error && (
        <>
          <Skeleton height={11} width={220} mt={9} mb={18} />
          <Skeleton height={36} width={128} />
        </>
      )}
      {data && (
        <Text mt={2} mb="md">
          <bdi dir="ltr" style={{ overflowWrap: 'anywhere' }}>
            {data.email}
          </bdi>
        </Text>
      )}
      {data?.change && !changing && !data.change.taken && (
        <EmailWaits email={data.email} change={data.change} onTakenBack={back} />
      )}
      {data?.change?.taken && !changing && (
        <EmailTaken email={data.change.email} onAnother={() => setChanging(true)} onTakenBack={back} />
      )}
      {data && !data.change && !changing && (
        <Button variant="default" onClick={() => setChanging(true)}>
          {t('email.change')}
        </Button>
      )}
      {changing && <EmailForm onDone={back} onCancel={() => void back()} />}
    </Panel>
  );
}
