import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field, type FieldProps } from '../../ui/field.tsx';

type DateField = Pick<FieldProps, 'name' | 'value' | 'error' | 'onChange'>;

/** From which day until which a grant holds; both may be left open. */
export function GrantDates({ from, until }: { readonly from: DateField; readonly until: DateField }) {
  const { t } = useTranslation('permissions');
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Field {...from} type="date" label={t('grant.from')} hint={t('grant.fromHint')} optional />
      <Field {...until} type="date" label={t('grant.until')} hint={t('grant.untilHint')} optional />
    </SimpleGrid>
  );
}
