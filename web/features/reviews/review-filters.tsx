import { Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconHourglassHigh, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { reviewCountsQuery, type Reviewer, type ReviewState } from './review-queries.ts';

const reviewers = ['me', 'others', 'nobody'] as const;
const icons = { submitted: IconHourglassHigh, returned: IconArrowBackUp, draft: IconPencil };

interface ReviewFiltersProps {
  readonly state: ReviewState;
  readonly reviewer: Reviewer | undefined;
}

/** How many wait, are returned and are being filled in; one of them is shown. */
export function ReviewFilters({ state, reviewer }: ReviewFiltersProps) {
  const { t, i18n } = useTranslation('reviews');
  const navigate = useNavigate();
  const { data: counts } = useQuery(reviewCountsQuery);
  const figure = (name: 'overdue' | 'validatedThisMonth', count: number) =>
    t(name, { count, number: formatCount(count, i18n.language) });
  return (
    <Group justify="space-between" mb="md">
      <FilterChips
        label={t('filter.label')}
        value={state}
        onChange={(chosen) =>
          void navigate({ to: '/identity-review', search: chosen === 'submitted' ? {} : { state: chosen } })
        }
        chips={(['submitted', 'returned', 'draft'] as const).map((value) => {
          const Icon = icons[value];
          return {
            value,
            label: t(`filter.${value}`),
            count: counts?.[value],
            icon: <Icon size={18} stroke={1.7} aria-hidden />,
          };
        })}
      />
      <Group gap="md">
        {counts && counts.overdue > 0 && (
          <Text c="var(--foyer-warn-text)">{figure('overdue', counts.overdue)}</Text>
        )}
        {counts && <Text c="dimmed">{figure('validatedThisMonth', counts.validatedThisMonth)}</Text>}
        {state === 'submitted' && (
          <FilterMenu
            label={t('filter.reviewer')}
            any={t('filter.anyone')}
            value={reviewer}
            choices={reviewers.map((value) => ({ value, label: t(`filter.${value}`) }))}
            onChange={(chosen) =>
              void navigate({ to: '/identity-review', search: chosen ? { reviewer: chosen } : {} })
            }
          />
        )}
      </Group>
    </Group>
  );
}
