import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldGroup } from './field-group.tsx';
import classes from './field-group.module.css';
import type { IdentityFieldProps } from './identity-field.tsx';
import { textIn } from './text-in.ts';

/** Several of a list. */
export function ChoicesField({ field, draft, error, reason, onChange }: IdentityFieldProps) {
  const { i18n } = useTranslation('identities');
  const chosen = Array.isArray(draft) ? draft : [];
  return (
    <FieldGroup field={field} error={error} reason={reason}>
      <div className={classes.choices}>
        {(field.choices ?? []).map(({ value, label }) => (
          <Checkbox
            key={value}
            name={field.key}
            label={textIn(label, i18n.language)}
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value),
              )
            }
          />
        ))}
      </div>
    </FieldGroup>
  );
}
