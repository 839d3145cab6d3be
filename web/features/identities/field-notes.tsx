import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../../../contract/identity-form.ts';
import classes from './field-group.module.css';
import { textIn } from './text-in.ts';

interface FieldNotesProps {
  readonly purpose: FormField['purpose'];
  readonly reason: string | undefined;
  /** Something is kept in it that is not shown. */
  readonly isKept?: boolean;
}

/** What stands under a field: why a reviewer gave it back, and why it is asked at all. */
export function FieldNotes({ purpose, reason, isKept = false }: FieldNotesProps) {
  const { t, i18n } = useTranslation('identities');
  return (
    <>
      {reason !== undefined && <p className={classes.reason}>{t('field.returned', { reason })}</p>}
      {isKept && (
        <Text size="xs" c="dimmed" mt={5}>
          {t('field.kept')}
        </Text>
      )}
      {purpose && (
        <Text size="xs" c="dimmed" mt={5}>
          {t('field.purpose', { purpose: textIn(purpose, i18n.language) })}
        </Text>
      )}
    </>
  );
}
