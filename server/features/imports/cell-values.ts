import { countryCodes } from '../../../contract/countries.ts';
import type { FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import { headerKey } from './known-headers.ts';

const yes = new Set('yes y true 1 x on si sì ja oui sim vero wahr vrai verdadero ✓ ✔'.split(' '));
const no = new Set('no n false 0 off nein non não nao falso falsch faux'.split(' '));

/** Yes or no as people and programs write it; undefined for what is neither. */
export function yesOrNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

/** `2026-12-31` for what may be meant as a day (the day comes first); anything else stays as it is. */
export function dayOf(text: string): string {
  const typed = text.trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(typed);
  if (iso) return [iso[1], pad(iso[2]), pad(iso[3])].join('-');
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(typed);
  if (!local) return typed;
  const [, first = '', second = '', year = ''] = local;
  const isMonthFirst = Number(second) > 12 && Number(first) <= 12;
  return [year, pad(isMonthFirst ? first : second), pad(isMonthFirst ? second : first)].join('-');
}

const pad = (digits = '') => digits.padStart(2, '0');

/** A cell as a field of the form takes it. What it can't be made into stays text, which the rule about the field refuses. */
export function fieldValue(field: FormField, text: string): FieldValue {
  switch (field.type) {
    case 'date':
      return dayOf(text);
    case 'number': {
      const typed = text.trim().replace(/^(-?\d+),(\d+)$/, '$1.$2');
      return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(typed) ? Number(typed) : text;
    }
    case 'boolean':
      return yesOrNo(text) ?? text;
    case 'choice':
      return choiceOf(field, text);
    case 'choices':
      return text
        .split(/[;|]|,(?=\S|\s)/)
        .filter((part) => part.trim() !== '')
        .map((part) => choiceOf(field, part));
    case 'country':
      return countryOf(text);
    case 'phone':
      // Spreadsheets keep numbers as text by an apostrophe.
      return text.trim().replace(/^'/, '');
    case 'text':
    case 'long_text':
    case 'email':
    case 'url':
    case 'address':
      return text;
  }
}

/** By its value, or by its label in any language. */
function choiceOf({ choices = [] }: FormField, text: string): string {
  const wanted = headerKey(text);
  const found = choices.find(({ value, label }) =>
    [value, ...Object.values(label)].some((name) => headerKey(name) === wanted),
  );
  return found?.value ?? text.trim();
}

/** ISO 3166-1 by its code, or by the country's name in one of the languages that people write. */
export function countryOf(text: string): string {
  const typed = text.trim();
  if (/^[a-z]{2}$/i.test(typed)) return typed.toUpperCase();
  countries ??= countryNames();
  return countries.get(headerKey(typed)) ?? typed;
}

let countries: ReadonlyMap<string, string> | undefined;

function countryNames(): ReadonlyMap<string, string> {
  return new Map(
    ['en', 'it', 'de', 'fr', 'es', 'pt'].flatMap((language) => {
      const names = new Intl.DisplayNames([language], { type: 'region' });
      return countryCodes.map((code): [string, string] => [headerKey(names.of(code) ?? code), code]);
    }),
  );
}
