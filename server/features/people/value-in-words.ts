import type { FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import type { Text } from '../../platform/texts.ts';

/** What a field holds, as it is read in this language. */
export function valueInWords(
  t: Text,
  field: FormField | undefined,
  value: FieldValue,
  language: string,
): string {
  if (typeof value === 'boolean') return t(value ? 'export:yes' : 'export:no');
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value);
  if (Array.isArray(value)) return value.map((one) => choiceLabel(field, one, language)).join(', ');
  if (typeof value === 'object') return Object.values(value).filter(Boolean).join(', ');
  if (field?.type === 'country') return countryName(value, language);
  return field?.type === 'choice' ? choiceLabel(field, value, language) : value;
}

/** In this language, else in the first there is. */
export function labelIn(label: Readonly<Record<string, string>>, language: string): string {
  return label[language] ?? Object.values(label)[0] ?? '';
}

function choiceLabel(field: FormField | undefined, value: string, language: string): string {
  const choice = field?.choices?.find((one) => one.value === value);
  return choice ? labelIn(choice.label, language) : value;
}

function countryName(code: string, language: string): string {
  return /^[A-Z]{2}$/.test(code)
    ? (new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code)
    : code;
}
