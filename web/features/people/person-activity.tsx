import { Button, Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { ActivityDays } from '../activity/activity-days.tsx';
import { activityQuery } from '../activity/activity-queries.ts';

/** Everything that was done to or by the account. */
export function PersonActivity({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation(['person', 'ui']);
  const list = useInfiniteQuery(activityQuery({ subject: person.id }));
  if (list.error && !list.data) {
    return (
      <ErrorState problem={list.error} title={t('acts.notLoaded')} onRetry={() => void list.refetch()} />
    );
  }
  return (
    <>
      <ActivityDays entries={list.data?.pages.flatMap((page) => page.items) ?? []} />
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
    </>
  );
}
