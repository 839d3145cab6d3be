import { createRequire } from 'node:module';
import { countryCodes } from '../../../contract/countries.ts';
import { parseEmailAddress } from '../../../contract/email-address.ts';
import type { Address, FieldValue } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import { hasControlCharacter } from '../../../contract/plain-text.ts';
import { dateSchema } from '../../../contract/shared-schemas.ts';
import { checkText } from './check-text.ts';
import { refused } from './checked.ts';
import type { Checked } from './checked.ts';

export interface CheckContext {
  /** The day in the organization's time zone, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * THE rule about what a field of an identity may hold: the form, the API, a review and an import ask it. Idempotent;
 * null is what empties the field. Whether it is required is asked when the identity is handed in.
 */
export function checkValue(field: FormField, given: FieldValue | null, context: CheckContext): Checked {
  if (isEmpty(given)) return { ok: true, value: null };
  switch (field.type) {
    case 'text':
    case 'long_text':
      return ofText(given, (text) => checkText(field, text));
    case 'date':
      return ofText(given, (text) => checkDate(field, text.trim(), context));
    case 'number':
      return checkNumber(field, given);
    case 'choice':
      return ofText(given, (text) => checkChoices(field, [text], ([one = '']) => one));
    case 'choices':
      return Array.isArray(given) ? checkChoices(field, given, (all) => all) : wrongType;
    case 'country':
      return ofText(given, checkCountry);
    case 'phone':
      return ofText(given, checkPhone);
    case 'email':
      return ofText(given, checkEmail);
    case 'url':
      return ofText(given, checkUrl);
    case 'address':
      return typeof given === 'object' && !Array.isArray(given) ? checkAddress(given) : wrongType;
    case 'boolean':
      return typeof given === 'boolean' ? { ok: true, value: given } : wrongType;
  }
}

/** A blank text, a list of nothing and an address without a line are no value. */
function isEmpty(given: FieldValue | null): given is null {
  if (given === null) return true;
  if (typeof given === 'string') return given.trim() === '';
  if (Array.isArray(given)) return given.length === 0;
  return (
    typeof given === 'object' &&
    Object.values(given).every((line) => line === undefined || line.trim() === '')
  );
}

const wrongType = refused('identity.wrong_type');

function ofText(given: FieldValue | null, check: (text: string) => Checked): Checked {
  return typeof given === 'string' ? check(given) : wrongType;
}

function checkDate({ range }: FormField, day: string, { today }: CheckContext): Checked {
  if (!dateSchema.safeParse(day).success) return refused('identity.not_a_date');
  const [minimum, maximum] = [range?.min, range?.max].map((bound) => (bound === 'today' ? today : bound));
  if (typeof minimum === 'string' && day < minimum) return refused('identity.too_early', { minimum });
  if (typeof maximum === 'string' && day > maximum) return refused('identity.too_late', { maximum });
  return { ok: true, value: day };
}

function checkNumber({ range }: FormField, given: FieldValue | null): Checked {
  if (typeof given !== 'number' || !Number.isFinite(given)) return wrongType;
  const { min, max } = range ?? {};
  if (typeof min === 'number' && given < min) return refused('identity.too_small', { minimum: min });
  if (typeof max === 'number' && given > max) return refused('identity.too_large', { maximum: max });
  return { ok: true, value: given };
}

/** In the order of the form, each once. */
function checkChoices(
  { choices = [] }: FormField,
  given: readonly string[],
  kept: (chosen: string[]) => FieldValue,
): Checked {
  const chosen = new Set(given);
  const known = choices.map(({ value }) => value).filter((value) => chosen.has(value));
  return known.length === chosen.size ? { ok: true, value: kept(known) } : refused('identity.not_a_choice');
}

const countries = new Set(countryCodes);

function checkCountry(given: string): Checked {
  const code = given.trim().toUpperCase();
  return countries.has(code) ? { ok: true, value: code } : refused('identity.not_a_country');
}

/** ITU-T E.164, by the numbering plan of its country; kept as `+390401234`. */
function checkPhone(given: string): Checked {
  const typed = given.trim().replace(/^00/, '+');
  if (!typed.startsWith('+')) return refused('identity.phone_without_country');
  // The library would take a number out of the middle of a text.
  if (typed.length > 40 || !/^\+[\d\s()./-]+$/.test(typed)) return refused('identity.phone_not_valid');
  const number = phoneNumbers().parsePhoneNumberFromString(typed);
  return number?.isValid() === true
    ? { ok: true, value: number.number }
    : refused('identity.phone_not_valid');
}

// With the first number: its tables are memory that a server without phone numbers need not hold.
function phoneNumbers() {
  const require = createRequire(import.meta.url);
  return require('libphonenumber-js/min') as typeof import('libphonenumber-js/min');
}

function checkEmail(given: string): Checked {
  const parsed = parseEmailAddress(given);
  return parsed.ok ? { ok: true, value: parsed.address } : refused(`email.${parsed.reason}`, parsed.values);
}

/** Pages only: nothing that a click would run, and nobody's password. */
function checkUrl(given: string): Checked {
  const typed = given.trim();
  if (typed.length > 2000 || !/^https?:\/\//i.test(typed) || !URL.canParse(typed)) {
    return refused('identity.url_not_valid');
  }
  const url = new URL(typed);
  const isPlain = url.username === '' && url.password === '' && url.hostname.includes('.');
  return isPlain && url.href.length <= 2000
    ? { ok: true, value: url.href }
    : refused('identity.url_not_valid');
}

function checkAddress(given: Address): Checked {
  const lines = Object.entries(given)
    .map(([part, line]) => [part, line?.normalize('NFC').trim() ?? ''] as const)
    .filter(([, line]) => line !== '');
  const problems = lines.flatMap(([part, line]) => {
    if (hasControlCharacter(line)) return [{ part, code: 'identity.control_character' }];
    const isUnknown = part === 'country' && !countries.has(line.toUpperCase());
    return isUnknown ? [{ part, code: 'identity.not_a_country' }] : [];
  });
  if (problems.length > 0) return { ok: false, problems };
  const kept = lines.map(([part, line]) => [part, part === 'country' ? line.toUpperCase() : line] as const);
  return { ok: true, value: Object.fromEntries(kept) };
}
