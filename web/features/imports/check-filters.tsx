import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconBan,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleMinus,
  IconDots,
  IconDownload,
  IconMailForward,
  IconRefresh,
  IconTableColumn,
  IconUserCheck,
  IconWand,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import classes from './check-filters.module.css';
import { type ImportSearch, type RowFilter, rowFilters } from './parse-import-search.ts';
import { countOf } from './row-state.ts';
import { SuggestionsDialog } from './suggestions-dialog.tsx';
import { useImportActs } from './use-import-acts.ts';

const icons: Readonly<Record<RowFilter, React.ReactNode>> = {
  all: null,
  ready: <IconCircleCheck size={16} stroke={1.7} color="var(--foyer-ok)" aria-hidden />,
  invited_again: (
    <IconMailForward size={16} stroke={1.7} color="var(--foyer-warn)" className="flip" aria-hidden />
  ),
  not_done: <IconAlertTriangleFilled size={16} color="var(--foyer-warn)" aria-hidden />,
  member: <IconUserCheck size={16} stroke={1.7} color="var(--foyer-mute)" aria-hidden />,
  unchanged: <IconCircleDashed size={16} stroke={1.7} color="var(--foyer-mute)" aria-hidden />,
  left_out: <IconCircleMinus size={16} stroke={1.7} color="var(--foyer-mute)" aria-hidden />,
  done: <IconCircleCheckFilled size={16} color="var(--foyer-ok)" aria-hidden />,
  undone: null,
};
/** Shown even where they are empty. */
const always: readonly RowFilter[] = ['all', 'ready', 'not_done'];

/** What the rows are, with their numbers; the search; the suggestions at once; and what is seldom wanted in a menu. */
export function CheckFilters({ one, search }: { one: ImportDetail; search: ImportSearch }) {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const change = (to: ImportSearch) =>
    void navigate({
      to: '.',
      search: (old: ImportSearch) => ({ ...old, ...to }),
      resetScroll: false,
    });
  const chips = rowFilters
    .map((value) => ({
      value,
      label: t(`filter.${value}`),
      icon: icons[value],
      count: countOf(one.counts, value),
    }))
    .filter(({ value, count }) => count > 0 || always.includes(value));
  return (
    <div className={classes.bar} role="search" aria-label={t('filter.label')}>
      <FilterChips<RowFilter>
        label={t('filter.byState')}
        value={search.show ?? 'all'}
        onChange={(value) => change({ show: value === 'all' ? undefined : value, problem: undefined })}
        chips={chips}
      />
      <div className={classes.acts}>
        <SearchField
          label={t('filter.search')}
          query={search.query ?? ''}
          onSearch={(query) => change({ query: query || undefined })}
        />
        {one.abilities.edit && <Suggestions one={one} />}
        <MoreActs one={one} />
      </div>
    </div>
  );
}

function Suggestions({ one }: { one: ImportDetail }) {
  const { t, i18n } = useTranslation('imports');
  const [opened, setOpened] = useState(false);
  const count = one.suggestions;
  return (
    <>
      {count > 0 && (
        <Button
          variant="default"
          leftSection={<IconWand size={18} stroke={1.7} aria-hidden />}
          onClick={() => setOpened(true)}
        >
          {t('suggestions.apply', { count, number: formatCount(count, i18n.language) })}
        </Button>
      )}
      <SuggestionsDialog one={one} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

function MoreActs({ one }: { one: ImportDetail }) {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const acts = useImportActs(one);
  const [cancelling, setCancelling] = useState(false);
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <ActionIcon size={36} variant="default" aria-label={t('more.open')}>
            <IconDots size={18} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {one.abilities.map && (
            <Menu.Item
              leftSection={<IconTableColumn size={16} stroke={1.7} aria-hidden />}
              onClick={() => void navigate({ to: '.', search: { view: 'columns' } })}
            >
              {t('more.columns')}
            </Menu.Item>
          )}
          {one.abilities.edit && (
            <Menu.Item
              leftSection={<IconRefresh size={16} stroke={1.7} aria-hidden />}
              onClick={() => acts.replan.mutate()}
            >
              {t('more.replan')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
            onClick={() => acts.download.mutate({ format: 'csv', outcome: 'not_done' })}
          >
            {t('more.notDone')}
          </Menu.Item>
          {one.abilities.cancel && (
            <Menu.Item
              color="red"
              leftSection={<IconBan size={16} stroke={1.7} aria-hidden />}
              onClick={() => setCancelling(true)}
            >
              {t('more.cancel')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <CancelDialog one={one} opened={cancelling} onClose={() => setCancelling(false)} />
    </>
  );
}
