import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cancelImport } from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { call } from '../../api.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { keepImport } from './import-queries.ts';
import { useImportName } from './use-import-name.ts';

interface CancelDialogProps {
  readonly one: ImportDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks before the rest of an import is given up. */
export function CancelDialog({ one, opened, onClose }: CancelDialogProps) {
  const { t, i18n } = useTranslation('imports');
  const navigate = useNavigate();
  const nameOf = useImportName();
  const { done } = one.counts;
  const cancel = async () => {
    keepImport(await call(cancelImport, { params: { id: one.id } }));
    if (done === 0) await navigate({ to: '/user-registration/bulk-invite' });
  };
  return (
    <DangerDialog
      opened={opened}
      onClose={onClose}
      title={t('cancel.title', { file: nameOf(one) })}
      action={t('cancel.action')}
      keep={t('cancel.keep')}
      onConfirm={cancel}
    >
      <Text>{t('cancel.goes')}</Text>
      <Text mt="xs">
        {done > 0
          ? t('cancel.stays', { count: done, number: formatCount(done, i18n.language) })
          : t('cancel.nobody')}
      </Text>
    </DangerDialog>
  );
}
