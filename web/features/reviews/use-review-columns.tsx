import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../../contract/identity-reviews.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Person } from '../../ui/person.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { ChangedFields } from './changed-fields.tsx';
import type { ReviewsSearch } from './parse-reviews-search.ts';
import { Waits } from './waits.tsx';

/** Who waits, with what, for how long, and who has it. */
export function useReviewColumns(search: ReviewsSearch): readonly Column<Review>[] {
  const waiting = useWaitingColumns(search);
  const sent = useSentColumn();
  return [...useWhatColumns(search), ...(search.state === undefined ? waiting : [sent])];
}

function useWhatColumns(search: ReviewsSearch): readonly Column<Review>[] {
  const { t } = useTranslation('reviews');
  return [
    {
      key: 'person',
      header: t('column.person'),
      cell: ({ identity, name, person }) => (
        <Anchor
          c="inherit"
          underline="never"
          renderRoot={(props) => (
            <Link to="/identity-review/$id" params={{ id: identity.id }} search={search} {...props} />
          )}
        >
          <Person name={name} detail={person.email} />
        </Anchor>
      ),
    },
    {
      key: 'news',
      header: t('column.news'),
      cell: ({ news, changed, isOwn }) => (
        <>
          {t(`news.${news}`)}
          {news !== 'first' && <ChangedFields changed={changed} />}
          {isOwn && (
            <Text size="xs" c="dimmed">
              {t('own')}
            </Text>
          )}
        </>
      ),
      width: '18%',
      onPhone: 'hidden',
    },
    {
      key: 'changed',
      header: t('column.changed'),
      cell: ({ changed }) => <Text c="dimmed">{t('fields', { count: changed.length })}</Text>,
      width: '11%',
      onPhone: 'hidden',
    },
  ];
}

function useWaitingColumns(search: ReviewsSearch): readonly Column<Review>[] {
  const { t } = useTranslation('reviews');
  return [
    {
      key: 'since',
      header: t('column.since'),
      cell: ({ submittedAt, isOverdue }) =>
        submittedAt && <Waits since={submittedAt} isOverdue={isOverdue} />,
      width: '19%',
      onPhone: 'end',
    },
    {
      key: 'reviewer',
      header: t('column.reviewer'),
      cell: ({ claim }) =>
        claim ? (
          <bdi>{claim.isMine ? t('reviewer.me') : claim.by.name}</bdi>
        ) : (
          <Text c="dimmed">{t('reviewer.nobody')}</Text>
        ),
      width: '14%',
      onPhone: 'hidden',
    },
    {
      key: 'act',
      header: '',
      hiddenHeader: t('column.act'),
      // For the hand that points; others use the link of the name, which leads to the same place.
      cell: ({ identity, isOwn }) =>
        !isOwn && (
          <Button
            variant="default"
            size="xs"
            aria-hidden
            tabIndex={-1}
            renderRoot={(props) => (
              <Link to="/identity-review/$id" params={{ id: identity.id }} search={search} {...props} />
            )}
          >
            {t('review')}
          </Button>
        ),
      width: '10%',
      align: 'end',
      onPhone: 'hidden',
    },
  ];
}

function useSentColumn(): Column<Review> {
  const { t } = useTranslation('reviews');
  const { when } = useWhen();
  return {
    key: 'since',
    header: t('column.sent'),
    cell: ({ submittedAt }) => (submittedAt ? when(submittedAt) : <Text c="dimmed">{t('notSent')}</Text>),
    width: '20%',
    onPhone: 'end',
  };
}
