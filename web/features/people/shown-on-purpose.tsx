import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../../../contract/identity-form.ts';
import type { PersonDetail } from '../../../contract/people.ts';
import { HiddenValue } from '../identities/hidden-value.tsx';
import { textIn } from '../identities/text-in.ts';

interface ShownOnPurposeProps {
  readonly person: PersonDetail;
  readonly field: FormField;
}

/** A hidden value, with its button for who may show it. */
export function ShownOnPurpose({ person, field }: ShownOnPurposeProps) {
  const { t, i18n } = useTranslation('identities');
  const { id, versionInForce, abilities } = person;
  if (!abilities.reveal || versionInForce === null) return <Text c="dimmed">{t('hiddenValue.hidden')}</Text>;
  return (
    <HiddenValue
      identityId={id}
      version={versionInForce}
      field={field.key}
      label={textIn(field.label, i18n.language)}
    />
  );
}
