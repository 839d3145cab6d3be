import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Grant, revokeGrant } from '../../../contract/grants.ts';
import { call } from '../../api.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import { refreshGrants } from './permission-queries.ts';

interface WithdrawDialogProps {
  readonly grant: Grant;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks before a permission is taken away. */
export function WithdrawDialog({ grant, opened, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation('permissions');
  const words = useApplicationWords();
  const { name } = grant.account;
  const permission = words.permission(grant.application, grant.permission).title;
  const withdraw = async () => {
    await call(revokeGrant, { params: { id: grant.id } });
    showToast(t('withdraw.done', { name }));
    await refreshGrants();
  };
  return (
    <DangerDialog
      opened={opened}
      onClose={onClose}
      title={t('withdraw.title', { permission, name })}
      action={t('withdraw.action')}
      keep={t('withdraw.keep')}
      onConfirm={withdraw}
    >
      <Text>{t('withdraw.goes')}</Text>
      <Text mt="xs">{t('withdraw.stays')}</Text>
    </DangerDialog>
  );
}
