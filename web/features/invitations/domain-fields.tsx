import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DomainChange } from '../../../contract/invitation-batches.ts';
import { Field } from '../../ui/field.tsx';

interface DomainFieldsProps {
  /** As it is typed. */
  readonly domain: DomainChange;
  /** What the server said to the right one. */
  readonly error: string | undefined;
  readonly onChange: (domain: DomainChange) => void;
}

/** Which domain was typed wrong in many addresses, and which is right. */
export function DomainFields({ domain, error, onChange }: DomainFieldsProps) {
  const { t } = useTranslation('invitations');
  return (
    <Stack gap="md" mb="md">
      <Field
        name="from"
        label={t('batch.correct.from')}
        hint={t('batch.correct.fromHint')}
        value={domain.from}
        error={undefined}
        autoComplete="off"
        autoFocus
        ltr
        onChange={(from) => onChange({ ...domain, from })}
      />
      <Field
        name="to"
        label={t('batch.correct.to')}
        hint={t('batch.correct.toHint')}
        value={domain.to}
        error={error}
        autoComplete="off"
        ltr
        onChange={(to) => onChange({ ...domain, to })}
      />
    </Stack>
  );
}
