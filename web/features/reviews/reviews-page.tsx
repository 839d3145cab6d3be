import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Count, formatCount } from '../../ui/format-count.ts';
import { ListTable } from '../../ui/list-table.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { NoReviews } from './no-reviews.tsx';
import { ReviewFilters } from './review-filters.tsx';
import { reviewsQuery } from './review-queries.ts';
import { useReviewColumns } from './use-review-columns.tsx';
import { useReviewsSearch } from './use-reviews-search.ts';

/** Identities that wait for a reviewer, who waits longest first. Filters live in the address. */
export function ReviewsPage() {
  const { t } = useTranslation('reviews');
  const search = useReviewsSearch();
  const { state = 'submitted', ...filters } = search;
  const navigate = useNavigate();
  const list = useInfiniteQuery(reviewsQuery(search));
  const pages = list.data?.pages;
  const oldest = pages?.[0]?.items.find((review) => !review.isOwn && review.claim?.isMine !== false);
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          state === 'submitted' &&
          oldest?.state === 'submitted' && (
            <Button
              renderRoot={(props) => (
                <Link
                  to="/identity-review/$id"
                  params={{ id: oldest.identity.id }}
                  search={search}
                  {...props}
                />
              )}
            >
              {t('oldest')}
            </Button>
          )
        }
      />
      <ReviewFilters search={search} />
      <Found total={Object.keys(filters).length > 0 ? pages?.[0]?.total : undefined} />
      <ListTable
        label={t('label')}
        columns={useReviewColumns(search)}
        list={list}
        rowKey={({ identity }) => identity.id}
        onOpen={({ identity }) =>
          void navigate({ to: '/identity-review/$id', params: { id: identity.id }, search })
        }
        empty={<NoReviews search={search} />}
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

/** How many the filters hold; readers hear it when it changes. */
function Found({ total }: { readonly total: Count | undefined }) {
  const { t, i18n } = useTranslation('reviews');
  return (
    <Text role="status" size="xs" c="dimmed" mb={4} mih={18}>
      {total !== undefined &&
        t('found', {
          count: typeof total === 'number' ? total : total.atLeast,
          number: formatCount(total, i18n.language),
        })}
    </Text>
  );
}
