import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import { formatDay } from '../../ui/format-when.ts';
import { isEmpty } from './field-draft.ts';
import { PhoneText } from './phone-text.tsx';
import { textIn } from './text-in.ts';

interface FieldValueProps {
  readonly field: FormField;
  readonly value: FieldValue | undefined;
}

/** What a field holds, as people write it in the language that is spoken. */
export function FieldValueText({ field, value }: FieldValueProps) {
  const { t, i18n } = useTranslation('identities');
  if (value === undefined || isEmpty(value)) return <Text c="dimmed">{t('field.empty')}</Text>;
  if (typeof value === 'boolean') return <>{t(value ? 'field.yes' : 'field.no')}</>;
  if (typeof value === 'number') return <>{new Intl.NumberFormat(i18n.language).format(value)}</>;
  const label = (chosen: string) => {
    const choice = field.choices?.find((one) => one.value === chosen);
    return choice ? textIn(choice.label, i18n.language) : chosen;
  };
  if (Array.isArray(value)) return <>{new Intl.ListFormat(i18n.language).format(value.map(label))}</>;
  if (typeof value === 'object') {
    const { street, extra, postalCode, city, region, country } = value;
    const place = [postalCode, city].filter(Boolean).join(' ');
    return (
      <>
        {[street, extra, place, region, country && countryName(country, i18n.language)]
          .filter(Boolean)
          .map((line) => (
            <div key={line}>{line}</div>
          ))}
      </>
    );
  }
  if (field.type === 'choice') return <>{label(value)}</>;
  if (field.type === 'country') return <>{countryName(value, i18n.language)}</>;
  if (field.type === 'phone') return <PhoneText number={value} />;
  if (field.type === 'long_text') return <span style={{ whiteSpace: 'pre-line' }}>{value}</span>;
  if (field.type === 'date') return <>{dayInWords(value, i18n.language)}</>;
  return <bdi>{value}</bdi>;
}

function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** A plain day, which is the same in every time zone. */
function dayInWords(day: string, language: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? formatDay(`${day}T12:00:00Z`, { language, timeZone: 'UTC' }) : day;
}
