import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Invitation, revokeInvitation } from '../../../contract/invitations.ts';
import { call } from '../../api.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { refreshInvitations } from './invitation-queries.ts';

interface RevokeDialogProps {
  readonly invitation: Pick<Invitation, 'id' | 'account'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks before a link is ended. */
export function RevokeDialog({ invitation, opened, onClose }: RevokeDialogProps) {
  const { t } = useTranslation('invitations');
  const { id, account } = invitation;
  const revoke = async () => {
    await call(revokeInvitation, { params: { id } });
    showToast(t('done.revoked', { name: account.name }));
    await refreshInvitations();
  };
  return (
    <DangerDialog
      opened={opened}
      onClose={onClose}
      title={t('revoke.title', { name: account.name })}
      action={t('revoke.action')}
      keep={t('revoke.keep')}
      onConfirm={revoke}
    >
      <Text>{t('revoke.goes', { email: account.email })}</Text>
      <Text mt="xs">{t('revoke.stays')}</Text>
    </DangerDialog>
  );
}
