import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ownColumns } from './grid-row.tsx';
import classes from './row-grid.module.css';
import type { GridColumn } from './use-grid-columns.ts';

/** The names of the columns; they stay in sight. */
export const GridHead = memo(function GridHead({ columns }: { columns: readonly GridColumn[] }) {
  const { t } = useTranslation('imports');
  const own = [t('grid.along'), t('row'), t('grid.state')];
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {own.map((label, index) => (
          <div key={label} role="columnheader" aria-colindex={index + 1} className={classes.headCell}>
            <span className={index === 0 ? classes.hidden : undefined}>{label}</span>
          </div>
        ))}
        {columns.map(({ target, label }, index) => (
          <div
            key={target}
            role="columnheader"
            aria-colindex={index + ownColumns + 1}
            className={classes.headCell}
          >
            {label}
          </div>
        ))}
      </div>
    </div>
  );
});
