import type { FormField } from '../../../contract/identity-form.ts';
import { hasControlCharacter, parsePersonName } from '../../../contract/plain-text.ts';
import { refused } from './checked.ts';
import type { Checked } from './checked.ts';
import { findTaxCodeProblem } from './italian-tax-code.ts';

/** In characters, where the form says nothing. */
const longest = { text: 200, long_text: 4000 } as const;

/** A text as it is kept: NFC, without outer blanks; of one line unless the field is a long one. */
export function checkText(field: FormField, input: string): Checked {
  const kind = field.type === 'long_text' ? 'long_text' : 'text';
  const typed = input.normalize('NFC');
  const text = (kind === 'long_text' ? typed.replace(/\r\n?/g, '\n').replaceAll('\t', ' ') : typed).trim();
  const visible = kind === 'long_text' ? text.replaceAll('\n', ' ') : typed.trim();
  if (hasControlCharacter(visible)) return refused('identity.control_character');
  const length = [...text].length;
  const { min = 0, max = longest[kind] } = field.length ?? {};
  if (length < min) return refused('identity.too_short', { count: min });
  if (length > max) return refused('identity.too_long', { count: max });
  return checkFormat(field, text);
}

/** Each format is one expression in linear time over a text of bounded length (T34). */
function checkFormat({ format }: FormField, text: string): Checked {
  switch (format) {
    case undefined:
      return { ok: true, value: text };
    case 'person_name': {
      const name = parsePersonName(text);
      return name.ok ? { ok: true, value: name.value } : refused(`name.${name.reason}`, name.values);
    }
    case 'digits':
      return /^\d+$/.test(text) ? { ok: true, value: text } : refused('identity.digits_only');
    case 'letters_and_digits':
      return /^[\p{L}\p{N}]+$/u.test(text)
        ? { ok: true, value: text }
        : refused('identity.letters_and_digits_only');
    case 'document_number':
      return /^[\p{L}\p{N} ./-]+$/u.test(text)
        ? { ok: true, value: text.toUpperCase() }
        : refused('identity.document_characters');
    case 'italian_tax_code': {
      const code = text.replaceAll(' ', '').toUpperCase();
      const problem = findTaxCodeProblem(code);
      return problem ? refused(`identity.${problem}`, { length: code.length }) : { ok: true, value: code };
    }
  }
}
