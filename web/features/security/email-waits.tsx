import { Button } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cancelEmailChange, type getEmailChange } from '../../../contract/email-change.ts';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useWhen } from '../../ui/use-when.ts';
import classes from './security-page.module.css';

interface EmailWaitsProps {
  readonly email: string;
  readonly change: NonNullable<ResponseOf<typeof getEmailChange>['change']>;
  readonly onTakenBack: () => Promise<void>;
}

/** A change of email that waits: which address has confirmed, until when, and the way back. */
export function EmailWaits({ email, change, onTakenBack }: EmailWaitsProps) {
  const { t } = useTranslation('security');
  const { dayAndTime } = useWhen();
  const { mail } = useSession();
  const takingBack = useMutation({
    mutationFn: () => call(cancelEmailChange),
    onSuccess: onTakenBack,
  });
  return (
    <Notice tone="attention" title={t('email.waits')}>
      {takingBack.isError && <ProblemNotice problem={takingBack.error} />}
      {t(mail === 'outbox' ? 'email.waitsOutbox' : 'email.waitsText', {
        until: dayAndTime(change.expiresAt),
      })}
      <ul className={classes.confirmations}>
        <Confirmation address={email} done={change.oldConfirmed} />
        <Confirmation address={change.email} done={change.newConfirmed} />
      </ul>
      <Button size="xs" variant="default" loading={takingBack.isPending} onClick={() => takingBack.mutate()}>
        {t('email.takeBack')}
      </Button>
    </Notice>
  );
}

function Confirmation({ address, done }: { address: string; done: boolean }) {
  const { t } = useTranslation('security');
  return (
    <li>
      {done ? (
        <IconCircleCheckFilled size={16} color="var(--foyer-ok)" aria-hidden />
      ) : (
        <IconCircleDashed size={16} stroke={1.7} aria-hidden />
      )}
      <span>
        <bdi dir="ltr">{address}</bdi>: {t(done ? 'email.confirmed' : 'email.notConfirmed')}
      </span>
    </li>
  );
}
