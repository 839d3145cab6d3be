import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field, type FieldProps } from '../../ui/field.tsx';
import type { OwnEnd } from './use-own-end.ts';

type DateField = Pick<FieldProps, 'name' | 'value' | 'error' | 'onChange'>;

interface GrantDatesProps {
  readonly from: DateField;
  readonly until: DateField;
  /** Where it can't be given for longer. */
  readonly ownEnd: OwnEnd | undefined;
}

/** From which day until which a grant holds; both may be left open. */
export function GrantDates({ from, until, ownEnd }: GrantDatesProps) {
  const { t } = useTranslation('permissions');
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Field {...from} type="date" label={t('grant.from')} hint={t('grant.fromHint')} optional />
      <Field
        {...until}
        type="date"
        label={t('grant.until')}
        hint={ownEnd?.hint ?? t('grant.untilHint')}
        optional={!ownEnd}
        {...(ownEnd && { max: ownEnd.last })}
      />
    </SimpleGrid>
  );
}
