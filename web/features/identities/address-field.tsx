import { useTranslation } from 'react-i18next';
import type { Address } from '../../../contract/identities.ts';
import { ChoiceSearch } from '../../ui/choice-search.tsx';
import { Field } from '../../ui/field.tsx';
import { FieldGroup } from './field-group.tsx';
import classes from './field-group.module.css';
import type { IdentityFieldProps } from './identity-field.tsx';
import { useCountryChoices } from './use-country-choices.ts';

const lines = [
  { line: 'street', autoComplete: 'address-line1' },
  { line: 'extra', autoComplete: 'address-line2' },
  { line: 'postalCode', autoComplete: 'postal-code' },
  { line: 'city', autoComplete: 'address-level2' },
  { line: 'region', autoComplete: 'address-level1' },
] as const;

/** As it is written on a letter. */
export function AddressField({ field, draft, error, reason, onChange }: IdentityFieldProps) {
  const { t } = useTranslation('identities');
  const countries = useCountryChoices();
  const address: Address = typeof draft === 'object' && !Array.isArray(draft) ? draft : {};
  return (
    <FieldGroup field={field} error={error} reason={reason}>
      <div className={classes.lines}>
        {lines.map(({ line, autoComplete }) => (
          <div key={line} className={line === 'street' || line === 'extra' ? classes.wide : undefined}>
            <Field
              name={`${field.key}.${line}`}
              label={t(`address.${line}`)}
              optional={line === 'extra' || line === 'region'}
              autoComplete={autoComplete}
              value={address[line] ?? ''}
              onChange={(value) => onChange({ ...address, [line]: value })}
            />
          </div>
        ))}
        <ChoiceSearch
          name={`${field.key}.country`}
          label={t('address.country')}
          choices={countries}
          value={address.country ?? ''}
          onChange={(country) => onChange({ ...address, country })}
        />
      </div>
    </FieldGroup>
  );
}
