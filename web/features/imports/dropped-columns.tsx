import { Button, Text } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { IconShieldLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { Notice } from '../../ui/notice.tsx';

/** Said loudly: passwords of the file were never kept. */
export function DroppedColumns({ one }: { one: ImportDetail }) {
  const { t, i18n } = useTranslation('imports');
  const [isSeen, setSeen] = useSessionStorage({
    key: `foyer-seen-passwords ${one.id}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const dropped = one.columns.filter(({ status }) => status === 'password');
  if (dropped.length === 0 || isSeen) return null;
  const names = new Intl.ListFormat(i18n.language).format(dropped.map(({ header }) => `“${header}”`));
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice
        tone="attention"
        icon={<IconShieldLock size={20} stroke={1.7} />}
        title={t('dropped.title', { count: dropped.length, names })}
      >
        <Text>{t('dropped.text')}</Text>
        <Button size="xs" variant="default" mt="xs" onClick={() => setSeen(true)}>
          {t('dropped.seen')}
        </Button>
      </Notice>
    </div>
  );
}
