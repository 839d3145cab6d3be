import { SimpleGrid } from '@mantine/core';
import { IconCircleXFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';
import classes from './progress-figures.module.css';

/** What was done so far, in four counts. */
export function ProgressFigures({ one: { counts, mails } }: { one: ImportDetail }) {
  const { t, i18n } = useTranslation('imports');
  const failed = counts.failed + counts.moved;
  const figures = [
    ['accounts', counts.done],
    ...(mails && mails.sent + mails.waiting > 0
      ? ([
          ['mailed', mails.sent],
          ['waiting', mails.waiting],
        ] as const)
      : []),
    ['failed', failed],
  ] as const;
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: 4 }} className={classes.figures}>
      {figures.map(([key, count]) => (
        <div key={key} className={classes.figure}>
          <dt>
            {key === 'failed' && failed > 0 && (
              <IconCircleXFilled size={16} color="var(--foyer-bad)" aria-hidden />
            )}
            {t(`figure.${key}`)}
          </dt>
          <dd>{formatCount(count, i18n.language)}</dd>
        </div>
      ))}
    </SimpleGrid>
  );
}
