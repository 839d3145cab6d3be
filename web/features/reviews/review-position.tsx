import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../ui/format-count.ts';
import { reviewsQuery } from './review-queries.ts';
import { useReviewsSearch } from './use-reviews-search.ts';

/** Where this identity stands in the part of the queue that it was opened from, and the ways to the ones beside it. */
export function ReviewPosition({ id }: { readonly id: string }) {
  const { t, i18n } = useTranslation('reviews');
  const navigate = useNavigate();
  const search = useReviewsSearch();
  const { data } = useInfiniteQuery(reviewsQuery(search));
  const waiting = data?.pages.flatMap(({ items }) => items) ?? [];
  const at = waiting.findIndex(({ identity }) => identity.id === id);
  const total = data?.pages[0]?.total;
  if (at < 0 || total === undefined) return null;
  const go = (to: number) => {
    const next = waiting[to];
    if (next) void navigate({ to: '/identity-review/$id', params: { id: next.identity.id }, search });
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <Text c="dimmed">
        {t('position', {
          place: formatCount(at + 1, i18n.language),
          count: formatCount(total, i18n.language),
        })}
      </Text>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('previous')}
        disabled={at === 0}
        onClick={() => go(at - 1)}
      >
        <IconChevronUp size={18} stroke={1.7} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('next')}
        disabled={at === waiting.length - 1}
        onClick={() => go(at + 1)}
      >
        <IconChevronDown size={18} stroke={1.7} />
      </ActionIcon>
    </Group>
  );
}
