import { Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconHourglassHigh, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listReviews } from '../../../contract/identity-reviews.ts';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { formatCount } from '../../ui/format-count.ts';
import type { ReviewsSearch } from './parse-reviews-search.ts';
import { reviewCountsQuery } from './review-queries.ts';
import { useReviewsChange } from './use-reviews-change.ts';

const icons = {
  submitted: <IconHourglassHigh size={18} stroke={1.7} aria-hidden />,
  returned: <IconArrowBackUp size={18} stroke={1.7} className="flip" aria-hidden />,
  draft: <IconPencil size={18} stroke={1.7} aria-hidden />,
};
const { state: states, news, reviewer } = listReviews.query.shape;

/** How many wait, are returned and are being filled in, one of them shown; in it the search, and quieter filters. */
export function ReviewFilters({ search }: { readonly search: ReviewsSearch }) {
  const { t } = useTranslation('reviews');
  const { data: counts } = useQuery(reviewCountsQuery);
  const change = useReviewsChange();
  const { state = 'submitted', query = '' } = search;
  return (
    <>
      <Group justify="space-between" mb="md">
        <FilterChips
          label={t('filter.label')}
          value={state}
          onChange={(chosen) => change({ state: chosen })}
          chips={states.unwrap().options.map((value) => ({
            value,
            label: t(`filter.${value}`),
            count: counts?.[value],
            icon: icons[value],
          }))}
        />
        <Figures />
      </Group>
      <FilterBar
        label={t('filter.find')}
        search={{ label: t('filter.search'), query, onSearch: (typed) => change({ query: typed }) }}
      >
        <FilterMenus search={search} />
      </FilterBar>
    </>
  );
}

function FilterMenus({ search }: { readonly search: ReviewsSearch }) {
  const { t } = useTranslation('reviews');
  const change = useReviewsChange();
  return (
    <>
      <FilterMenu
        label={t('column.news')}
        any={t('filter.anything')}
        value={search.news}
        choices={news.unwrap().options.map((value) => ({ value, label: t(`news.${value}`) }))}
        onChange={(chosen) => change({ news: chosen })}
      />
      {search.state === undefined && (
        <FilterMenu
          label={t('filter.reviewer')}
          any={t('filter.anyone')}
          value={search.reviewer}
          choices={reviewer.unwrap().options.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(chosen) => change({ reviewer: chosen })}
        />
      )}
    </>
  );
}

/** How the whole queue does, whatever is looked for in it. */
function Figures() {
  const { t, i18n } = useTranslation('reviews');
  const { data: counts } = useQuery(reviewCountsQuery);
  if (!counts) return null;
  const figure = (name: 'overdue' | 'validatedThisMonth') =>
    t(name, { count: counts[name], number: formatCount(counts[name], i18n.language) });
  return (
    <Group gap="md">
      {counts.overdue > 0 && <Text c="var(--foyer-warn-text)">{figure('overdue')}</Text>}
      <Text c="dimmed">{figure('validatedThisMonth')}</Text>
    </Group>
  );
}
