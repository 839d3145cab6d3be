import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { ReviewsSearch } from './parse-reviews-search.ts';
import { useReviewsChange } from './use-reviews-change.ts';

/** In place of the rows: all is done, or nobody fits what is looked for. */
export function NoReviews({ search }: { readonly search: ReviewsSearch }) {
  const { t } = useTranslation(['reviews', 'ui']);
  const change = useReviewsChange();
  const { state = 'submitted', ...filters } = search;
  if (Object.keys(filters).length === 0)
    return <EmptyState title={t(`empty.${state}`)} text={t(`emptyText.${state}`)} />;
  const { query } = filters;
  return (
    <EmptyState
      title={query ? t('empty.nobodyMatches', { ns: 'ui', query }) : t('empty.nothingMatches', { ns: 'ui' })}
      text={t(query ? 'emptyText.searched' : 'emptyText.filtered')}
      actions={
        <Button
          variant="default"
          onClick={() => change({ query: undefined, news: undefined, reviewer: undefined })}
        >
          {t('empty.clearFilters', { ns: 'ui' })}
        </Button>
      }
    />
  );
}
