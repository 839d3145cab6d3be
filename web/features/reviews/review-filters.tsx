import { Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconHourglassHigh, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { reviewCountsQuery, type ReviewState } from './review-queries.ts';

const icons = { submitted: IconHourglassHigh, returned: IconArrowBackUp, draft: IconPencil };

/** How many wait, are returned and are being filled in; one of them is shown. */
export function ReviewFilters({ state }: { readonly state: ReviewState }) {
  const { t, i18n } = useTranslation('reviews');
  const navigate = useNavigate();
  const { data: counts } = useQuery(reviewCountsQuery);
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
      {counts && (
        <Text c="dimmed">
          {t('validatedThisMonth', {
            count: counts.validatedThisMonth,
            number: formatCount(counts.validatedThisMonth, i18n.language),
          })}
        </Text>
      )}
    </Group>
  );
}
