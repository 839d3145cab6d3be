import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ApiKey, revokeApiKey } from '../../../contract/api-keys.ts';
import { call } from '../../api.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { refreshApiKeys } from './api-key-queries.ts';

interface RevokeKeyDialogProps {
  /** Null: closed. */
  readonly apiKey: ApiKey | null;
  readonly onClose: () => void;
}

/** Asks before a program is shut out. */
export function RevokeKeyDialog({ apiKey, onClose }: RevokeKeyDialogProps) {
  const { t } = useTranslation('api-keys');
  const { when } = useWhen();
  const name = apiKey?.name ?? '';
  const revoke = async () => {
    if (!apiKey) return;
    await call(revokeApiKey, { params: { id: apiKey.id } });
    showToast(t('revoke.done', { name }));
    await refreshApiKeys();
  };
  return (
    <DangerDialog
      opened={apiKey !== null}
      onClose={onClose}
      title={t('revoke.title', { name })}
      action={t('revoke.action')}
      keep={t('revoke.keep')}
      onConfirm={revoke}
    >
      <Text>{t('revoke.goes')}</Text>
      <Text mt="xs">
        {apiKey?.lastUsedAt ? t('revoke.used', { when: when(apiKey.lastUsedAt) }) : t('revoke.neverUsed')}
      </Text>
    </DangerDialog>
  );
}
