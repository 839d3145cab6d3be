import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../../contract/identity-reviews.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Person } from '../../ui/person.tsx';
import { useWhen } from '../../ui/use-when.ts';

/** Who waits, with what, since when. */
export function useReviewColumns(): readonly Column<Review>[] {
  const { t } = useTranslation('reviews');
  const { when } = useWhen();
  return [
    {
      key: 'person',
      header: t('column.person'),
      cell: ({ identity, name, person }) => (
        <Anchor
          c="inherit"
          underline="never"
          renderRoot={(props) => <Link to="/identity-review/$id" params={{ id: identity.id }} {...props} />}
        >
          <Person name={name} detail={person.email} />
        </Anchor>
      ),
    },
    {
      key: 'news',
      header: t('column.news'),
      cell: ({ news, isOwn }) => (
        <>
          {t(`news.${news}`)}
          {isOwn && (
            <Text size="xs" c="dimmed">
              {t('own')}
            </Text>
          )}
        </>
      ),
      width: '20%',
      onPhone: 'hidden',
    },
    {
      key: 'changed',
      header: t('column.changed'),
      cell: ({ changed }) => <Text c="dimmed">{t('fields', { count: changed.length })}</Text>,
      width: '14%',
      onPhone: 'hidden',
    },
    {
      key: 'since',
      header: t('column.since'),
      cell: ({ submittedAt }) => (submittedAt ? when(submittedAt) : <Text c="dimmed">{t('notSent')}</Text>),
      width: '20%',
      onPhone: 'end',
    },
  ];
}
