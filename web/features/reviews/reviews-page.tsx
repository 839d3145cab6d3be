import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ReviewFilters } from './review-filters.tsx';
import { reviewsQuery } from './review-queries.ts';
import { useReviewColumns } from './use-review-columns.tsx';

/** Identities that wait for a reviewer, who waits longest first. */
export function ReviewsPage() {
  const { t } = useTranslation('reviews');
  const { state = 'submitted', reviewer } = useSearch({ from: '/identity-review' });
  const navigate = useNavigate();
  const list = useInfiniteQuery(reviewsQuery(state, reviewer));
  const oldest = list.data?.pages[0]?.items.find(({ isOwn, claim }) => !isOwn && claim?.isMine !== false);
  const empty = reviewer ? 'filtered' : state;
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          state === 'submitted' &&
          oldest && (
            <Button
              renderRoot={(props) => (
                <Link to="/identity-review/$id" params={{ id: oldest.identity.id }} {...props} />
              )}
            >
              {t('oldest')}
            </Button>
          )
        }
      />
      <ReviewFilters state={state} reviewer={reviewer} />
      <ListTable
        label={t('label')}
        columns={useReviewColumns(state)}
        list={list}
        rowKey={({ identity }) => identity.id}
        onOpen={({ identity }) => void navigate({ to: '/identity-review/$id', params: { id: identity.id } })}
        empty={<EmptyState title={t(`empty.${empty}`)} text={t(`emptyText.${empty}`)} />}
        problemTitle={t('notLoaded')}
      />
      {state === 'submitted' && (
        <Text c="dimmed" mt="lg">
          {t('target')}
        </Text>
      )}
    </>
  );
}
