import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../../contract/identity-reviews.ts';

interface AfterValidationProps {
  readonly review: Pick<Review, 'name' | 'news'> & { readonly personalCode: string | null };
}

/** What the decision does, said before it is made. */
export function AfterValidation({ review: { name, news, personalCode } }: AfterValidationProps) {
  const { t } = useTranslation('reviews');
  return (
    <aside aria-labelledby="after-validation">
      <Title order={2} size="h4" id="after-validation" mb="xs">
        {t('after.title')}
      </Title>
      <Text c="dimmed">
        {personalCode === null
          ? t('after.first', { name })
          : t('after.changed', { name, code: personalCode })}
      </Text>
      <Text c="dimmed" mt="xs">
        {t(news === 'changed' ? 'after.before' : 'after.opens')}
      </Text>
      <Text c="dimmed" mt="xs">
        {t('after.returned', { name })}
      </Text>
    </aside>
  );
}
