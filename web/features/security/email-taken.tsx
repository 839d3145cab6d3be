import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cancelEmailChange } from '../../../contract/email-change.ts';
import { call } from '../../api.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

interface EmailTakenProps {
  /** The address that was asked for. */
  readonly email: string;
  readonly onAnother: () => void;
  readonly onTakenBack: () => Promise<void>;
}

/** A change of email whose address went to another account while it waited: nothing but another address helps. */
export function EmailTaken({ email, onAnother, onTakenBack }: EmailTakenProps) {
  const { t } = useTranslation('security');
  const takingBack = useMutation({
    mutationFn: () => call(cancelEmailChange),
    onSuccess: onTakenBack,
  });
  return (
    <Notice tone="bad" title={t('email.taken')}>
      {takingBack.isError && <ProblemNotice problem={takingBack.error} />}
      {t('email.takenText', { email })}
      <Group gap="xs" mt="sm">
        <Button size="xs" onClick={onAnother}>
          {t('email.another')}
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={takingBack.isPending}
          onClick={() => takingBack.mutate()}
        >
          {t('email.takeBack')}
        </Button>
      </Group>
    </Notice>
  );
}
