import { Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldGroup } from './field-group.tsx';
import classes from './field-group.module.css';
import type { IdentityFieldProps } from './identity-field.tsx';

/** Yes or no; neither until one is chosen, so that no is an answer. */
export function YesNoField({ field, draft, error, reason, onChange }: IdentityFieldProps) {
  const { t } = useTranslation('identities');
  return (
    <FieldGroup field={field} error={error} reason={reason}>
      <div className={classes.row}>
        {([true, false] as const).map((value) => (
          <Radio
            key={String(value)}
            name={field.key}
            label={t(value ? 'field.yes' : 'field.no')}
            checked={draft === value}
            onChange={() => onChange(value)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
