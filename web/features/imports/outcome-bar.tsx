import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';

/** All rows as one bar; the chips below say the same in words. */
export function OutcomeBar({ counts }: { counts: Import['counts'] }) {
  const { t, i18n } = useTranslation('imports');
  const parts = [
    ['done', counts.done, 'green.7'],
    ['undone', counts.undone, 'gray.5'],
    ['failed', counts.failed + counts.moved, 'red.7'],
    ['blocked', counts.blocked, 'amber.5'],
    ['rest', counts.member + counts.unchanged + counts.left_out, 'gray.4'],
  ] as const;
  const total = Math.max(1, counts.total);
  const words = parts
    .filter(([, count]) => count > 0)
    .map(([key, count]) => `${t(`bar.${key}`)} ${formatCount(count, i18n.language)}`)
    .join(', ');
  return (
    <Progress.Root size={10} role="img" aria-label={words}>
      {parts.map(([key, count, color]) => (
        <Progress.Section key={key} value={(count / total) * 100} color={color} withAria={false} />
      ))}
    </Progress.Root>
  );
}
