import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { handOverLink, type Invitation } from '../../../contract/invitations.ts';
import { call } from '../../api.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { HandedLink } from './handed-link.tsx';
import { refreshInvitations } from './invitation-queries.ts';

interface HandOverDialogProps {
  readonly invitation: Pick<Invitation, 'id' | 'account' | 'state'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes a new link and shows it once. It asks first, because the link that was sent before ends by it. */
export function HandOverDialog({ invitation, opened, onClose }: HandOverDialogProps) {
  const { t } = useTranslation(['invitations', 'ui']);
  const { id, account, state } = invitation;
  const making = useMutation({
    mutationFn: () => call(handOverLink, { params: { id } }),
    onSuccess: refreshInvitations,
    gcTime: 0,
  });
  const close = () => {
    onClose();
    making.reset();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('handOver.title', { name: account.name })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      {making.isError && <ProblemNotice problem={making.error} />}
      {making.isSuccess ? (
        <>
          <HandedLink
            link={making.data.link}
            name={account.name}
            username={account.username}
            language={making.data.invitation.language}
            expiresAt={making.data.invitation.expiresAt}
          />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={close}>
              {t('handOver.finish')}
            </Button>
          </Group>
        </>
      ) : (
        <>
          <Text>{t('handOver.what', { email: account.email })}</Text>
          <Text mt="xs">{t(hasLiveLink(state) ? 'handOver.ends' : 'handOver.first')}</Text>
          <Group justify="flex-end" gap="xs" mt="lg">
            <Button variant="default" onClick={close}>
              {t('cancel', { ns: 'ui' })}
            </Button>
            <Button data-autofocus loading={making.isPending} onClick={() => making.mutate()}>
              {t('handOver.action')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}

function hasLiveLink(state: Invitation['state']): boolean {
  return !['unsent', 'scheduled', 'revoked', 'expired'].includes(state);
}
