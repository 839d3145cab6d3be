import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../contract/identities.ts';
import { fieldTypes, textFormats } from '../../../contract/identity-form.ts';
import type { FieldType, FormField, TextFormat } from '../../../contract/identity-form.ts';
import { checkValue } from './check-value.ts';
import { findTaxCodeProblem } from './italian-tax-code.ts';

const context = { today: '2026-11-22' };

const field = (type: FieldType, rules: Partial<FormField> = {}): FormField => ({
  key: 'field',
  type,
  label: { en: 'Field' },
  required: false,
  verified: false,
  sensitive: false,
  sees: 'reviewers',
  edits: 'everybody',
  retentionMonths: null,
  ...rules,
});

const check = (type: FieldType, value: FieldValue | null, rules?: Partial<FormField>) =>
  checkValue(field(type, rules), value, context);
/** What is kept, or the codes of what speaks against it. */
const verdict = (...given: Parameters<typeof check>) => {
  const checked = check(...given);
  return checked.ok ? checked.value : checked.problems.map(({ code }) => code);
};

describe('each type', () => {
  it.each<[FieldType, FieldValue, unknown, Partial<FormField>?]>([
    ['text', '  Trieste ', 'Trieste'],
    ['text', '   ', null],
    ['text', 'a\nb', ['identity.control_character']],
    ['text', 'ab', ['identity.too_short'], { length: { min: 3 } }],
    ['text', '👩‍🚀'.repeat(2), ['identity.too_long'], { length: { max: 2 } }],
    ['long_text', 'one\r\ntwo', 'one\ntwo'],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', '2023-02-29', ['identity.not_a_date']],
    ['date', '22/11/2026', ['identity.not_a_date']],
    ['date', '2026-11-23', ['identity.too_late'], { range: { max: 'today' } }],
    ['date', '2026-11-22', '2026-11-22', { range: { min: 'today', max: 'today' } }],
    ['number', 3.5, 3.5],
    ['number', '3', ['identity.wrong_type']],
    ['number', -1, ['identity.too_small'], { range: { min: 0 } }],
    ['country', 'it', 'IT'],
    ['country', 'EU', ['identity.not_a_country']],
    ['phone', '0039 345 010 2030', '+393450102030'],
    ['phone', '+39 (040) 123-456', '+39040123456'],
    ['phone', '345 010 2030', ['identity.phone_without_country']],
    ['phone', '+1 111 111 1111', ['identity.phone_not_valid']],
    ['phone', '+39 345 call me', ['identity.phone_not_valid']],
    ['email', ' Anna@Example.ORG ', 'Anna@Example.ORG'],
    ['email', 'anna@', ['email.domain_missing']],
    ['url', 'https://example.org/a', 'https://example.org/a'],
    ['url', 'javascript:alert(1)', ['identity.url_not_valid']],
    ['url', 'https://me:secret@example.org', ['identity.url_not_valid']],
    ['boolean', false, false],
    ['boolean', 'yes', ['identity.wrong_type']],
    ['address', { city: ' Trieste ', country: 'it' }, { city: 'Trieste', country: 'IT' }],
    ['address', { city: ' ' }, null],
    ['address', { country: 'ZZ' }, ['identity.not_a_country']],
  ])('%s: %j', (type, given, expected, rules) => {
    expect(verdict(type, given, rules)).toEqual(expected);
  });

  it('takes choices of the form only, each once, in its order', () => {
    const choices = ['one', 'two', 'constructor'].map((value) => ({ value, label: { en: value } }));
    expect(verdict('choices', ['two', 'one', 'two'], { choices })).toEqual(['one', 'two']);
    expect(verdict('choice', 'three', { choices })).toEqual(['identity.not_a_choice']);
    expect(verdict('choice', 'toString', { choices })).toEqual(['identity.not_a_choice']);
  });
});

describe('an Italian tax code', () => {
  it.each([
    ['RSSMRA85T10A562S', undefined],
    ['RSSMRA85T10A562T', 'tax_code_check'],
    ['RSSNNA91D52L424', 'tax_code_length'],
    ['RSSMRA85Z10A562S', 'tax_code_characters'],
  ])('%s', (code, problem) => {
    expect(findTaxCodeProblem(code)).toBe(problem);
  });

  it('is caught with any single character mistyped', () => {
    const right = 'RSSMRA85T10A562S';
    const place = fc.integer({ min: 0, max: 15 });
    const character = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
    fc.assert(
      fc.property(place, character, (at, other) => {
        // A letter for another, a digit for another: the check letter of the code tells them apart at every place.
        fc.pre(right[at] !== other && /\d/.test(right[at] ?? '') === /\d/.test(other));
        const wrong = right.slice(0, at) + other + right.slice(at + 1);
        expect(findTaxCodeProblem(wrong)).toBeDefined();
      }),
    );
  });
});

describe('whatever is given', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.double(),
    fc.boolean(),
    fc.array(fc.string(), { maxLength: 5 }),
    fc.record({ city: fc.string(), country: fc.string() }, { requiredKeys: [] }),
    fc.constant(null),
  );
  const rules = fc.record(
    {
      format: fc.constantFrom<TextFormat>(...textFormats),
      choices: fc.constant<NonNullable<FormField['choices']>>([{ value: 'one', label: { en: 'One' } }]),
    },
    { requiredKeys: [] },
  );

  it('is judged without an error, and what is kept is kept again as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fieldTypes), rules, anything, (type, given, value) => {
        const first = check(type, value, given);
        const again = first.ok ? check(type, first.value, given) : first;
        expect(again).toEqual(first);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no longer than its length asks (T34)', () => {
    const long = [...'a1 .-/'].map((character) => character.repeat(8000));
    const begin = performance.now();
    for (const text of long) {
      for (const type of fieldTypes) check(type, text);
      for (const format of textFormats) check('text', text, { format, length: { max: 4000 } });
    }
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});
