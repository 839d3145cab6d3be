import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ValidateChoiceProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Whoever may validate may also leave it to a reviewer. */
export function ValidateChoice({ checked, onChange }: ValidateChoiceProps) {
  const { t } = useTranslation('identities');
  return (
    <Checkbox
      label={t('flow.validate')}
      description={t('flow.validateText')}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
