import { Modal, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { EditForm } from './edit-form.tsx';
import { invitationQuery } from './invitation-queries.ts';

interface EditDialogProps {
  readonly invitation: Pick<Invitation, 'id' | 'account'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** What an invitation says, when it leaves, and what it grants. */
export function EditDialog({ invitation, opened, onClose }: EditDialogProps) {
  const { t } = useTranslation(['invitations', 'ui']);
  const { data, error, refetch, isFetching } = useQuery({
    ...invitationQuery(invitation.id),
    enabled: opened,
    refetchInterval: false,
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('edit.title', { name: invitation.account.name })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      {error && !data && <ErrorState problem={error} onRetry={() => void refetch()} />}
      {!data && isFetching && <Skeleton height={180} />}
      {/* The same invitation newly read is another form. */}
      {data && (
        <EditForm key={data.version} invitation={data} onClose={onClose} onReload={() => void refetch()} />
      )}
    </Modal>
  );
}
