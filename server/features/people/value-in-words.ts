import type { Address, FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import type { Text } from '../../platform/texts.ts';
import { labelIn } from '../identities/label-in.ts';

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
  if (typeof value === 'object') return addressInWords(value, language);
  if (field?.type === 'date') return dayInWords(value, language);
  if (field?.type === 'country') return countryName(value, language);
  return field?.type === 'choice' ? choiceLabel(field, value, language) : value;
}

/** British order of day and month, as on the pages. */
export const localeOf = (language: string) => (language === 'en' ? 'en-GB' : language);

/** As it is written on a letter, in one line. */
function addressInWords(address: Address, language: string): string {
  const { street, extra, postalCode, city, region, country } = address;
  const place = [postalCode, city].filter(Boolean).join(' ');
  return [street, extra, place, region, country && countryName(country, language)].filter(Boolean).join(', ');
}

/** A plain day, which is the same in every time zone. */
function dayInWords(day: string, language: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return day;
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T12:00:00Z`));
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
