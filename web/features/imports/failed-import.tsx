import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { Notice } from '../../ui/notice.tsx';
import { ImportHeader } from './import-header.tsx';

/** What stopped it, and the way to begin again. */
export function FailedImport({ one }: { one: ImportDetail }) {
  const { t } = useTranslation('imports');
  return (
    <>
      <ImportHeader one={one} title={t('failed.title')} step="check" />
      <Notice tone="bad" title={one.failure?.message ?? t('failed.unknown')}>
        <Text>{t('failed.text')}</Text>
        <Button component={Link} to="/user-registration/bulk-invite" variant="default" size="xs" mt="xs">
          {t('failed.again')}
        </Button>
      </Notice>
    </>
  );
}
