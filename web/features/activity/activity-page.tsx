import { Button, Group, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useLate } from '../../ui/use-late.ts';
import { ActivityDays } from './activity-days.tsx';
import { ActivityFilters } from './activity-filters.tsx';
import { activityQuery } from './activity-queries.ts';
import { ExportButton } from './export-button.tsx';
import type { ActivitySearch } from './parse-activity-search.ts';

/** Who did what to whom, and when. The filters live in the address. */
export function ActivityPage() {
  const { t } = useTranslation('activity');
  const search = useSearch({ from: '/activity' });
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} actions={<ExportButton search={search} />} />
      <ActivityFilters search={search} />
      <Entries search={search} />
    </>
  );
}

function Entries({ search }: { search: ActivitySearch }) {
  const { t } = useTranslation(['activity', 'ui']);
  const list = useInfiniteQuery(activityQuery(search));
  const late = useLate(list.isPending);
  const entries = list.data?.pages.flatMap((page) => page.items);
  if (list.error && !entries) {
    return <ErrorState problem={list.error} title={t('notLoaded')} onRetry={() => void list.refetch()} />;
  }
  if (!entries) return late ? <Waiting /> : null;
  if (entries.length === 0) return <Nothing filtered={Object.keys(search).length > 0} />;
  return (
    <div aria-busy={list.isPlaceholderData}>
      <ActivityDays entries={entries} />
      {list.hasNextPage && (
        <Group justify="center" mt="lg">
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('loadMore', { ns: 'ui' })}
          </Button>
        </Group>
      )}
    </div>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation(['activity', 'ui']);
  if (!filtered) return <EmptyState title={t('empty')} text={t('emptyText')} />;
  return (
    <EmptyState
      title={t('empty.nothingMatches', { ns: 'ui' })}
      actions={
        <Button variant="default" component={Link} to="/activity" search={{} as never}>
          {t('empty.clearFilters', { ns: 'ui' })}
        </Button>
      }
    />
  );
}

function Waiting() {
  const { t } = useTranslation('ui');
  return (
    <div role="status" aria-label={t('loading')} style={{ marginBlockStart: 28 }}>
      {[420, 360, 480, 320].map((width) => (
        <Skeleton key={width} height={14} width={width} maw="100%" my={24} />
      ))}
    </div>
  );
}
