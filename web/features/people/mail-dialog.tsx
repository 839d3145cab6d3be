import { Modal, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SentMail } from '../../../contract/people.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { MailFrame } from '../../ui/mail-frame.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { mailQuery } from './person-queries.ts';

interface MailDialogProps {
  readonly mail: SentMail | null;
  readonly onClose: () => void;
}

/** One mail as it reads; its link is its recipient's alone. */
export function MailDialog({ mail, onClose }: MailDialogProps) {
  const { t } = useTranslation(['person', 'outbox', 'ui']);
  const { dayAndTime } = useWhen();
  return (
    <Modal
      opened={mail !== null}
      onClose={onClose}
      size={760}
      title={mail?.subject ?? (mail && t(`kind.${mail.kind}`, { ns: 'outbox' }))}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      {mail && (
        <>
          <Text c="dimmed" mb="md">
            {t('mails.sentTo', { address: mail.to, when: dayAndTime(mail.createdAt) })}
            {mail.response && ` ${t('mails.answered', { response: mail.response })}`}
          </Text>
          <Content id={mail.id} subject={mail.subject ?? ''} />
        </>
      )}
    </Modal>
  );
}

function Content({ id, subject }: { readonly id: string; readonly subject: string }) {
  const { t } = useTranslation('person');
  const { data, error, refetch } = useQuery(mailQuery(id));
  if (error) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={320} />;
  if (!data.content) return <Text>{t('mails.gone')}</Text>;
  return (
    <>
      <Text c="dimmed" size="xs" mb="xs">
        {t('mails.hidden')}
      </Text>
      <MailFrame title={t('mails.frame', { subject })} html={data.content.html} maxHeight={520} />
    </>
  );
}
