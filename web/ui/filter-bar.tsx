import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-bar.module.css';
import { SearchField } from './search-field.tsx';

interface FilterBarProps {
  /** What the filters are of, for readers. */
  readonly label: string;
  readonly search: {
    readonly label: string;
    readonly query: string;
    readonly onSearch: (query: string) => void;
  };
  /** Before the search: chips. The quieter filters stand below them then. */
  readonly chips?: ReactNode;
  /** Beside an open panel there is as little room as on a phone. */
  readonly isNarrow?: boolean;
  /** Quieter filters: menus. */
  readonly children: ReactNode;
}

/** The search of a list and its filters, which come when they are asked for where there is little room. */
export function FilterBar({ label, search, chips, isNarrow = false, children }: FilterBarProps) {
  const { t } = useTranslation('ui');
  const [opened, setOpened] = useState(false);
  return (
    <div
      className={classes.filters}
      data-stacked={chips !== undefined || undefined}
      data-narrow={isNarrow || undefined}
      role="search"
      aria-label={label}
    >
      {chips}
      <SearchField {...search} />
      <Button
        className={classes.more ?? ''}
        variant="subtle"
        size="xs"
        aria-expanded={opened}
        leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.7} aria-hidden />}
        onClick={() => setOpened(!opened)}
      >
        {t('moreFilters')}
      </Button>
      <div className={classes.menus} data-opened={opened || undefined}>
        {children}
      </div>
    </div>
  );
}
