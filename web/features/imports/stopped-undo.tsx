import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';
import { Notice } from '../../ui/notice.tsx';

/** Why an undoing did not come to its end, and what that means. */
export function StoppedUndo({ one: { failure, counts, abilities } }: { one: ImportDetail }) {
  const { t, i18n } = useTranslation('imports');
  if (failure?.code !== 'import.undo_no_longer') return null;
  const number = formatCount(counts.undone, i18n.language);
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice tone="attention" title={failure.message}>
        <Text>
          {t('undo.stopped', { count: counts.undone, number })} {abilities.undo && t('undo.again')}
        </Text>
      </Notice>
    </div>
  );
}
